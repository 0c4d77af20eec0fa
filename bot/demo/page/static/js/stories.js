/** The stories that play themselves, and what is told while one does. */
import { act } from "./connection.js";
import { byId, el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { state, when } from "./store.js";

/** Begin to show the stories. */
export function beginStories() {
  const cards = el("ul", { class: "cards" });
  const bar = tellingBar();
  byId("stories").append(cards, bar.element);
  when("town", () => cards.replaceChildren(...(state.town?.stories ?? []).map(card)));
  when("story", () => {
    const playing = Boolean(state.story?.playing);
    show(cards, !playing);
    document.body.classList.toggle("playing", playing);
    bar.update();
  });
}

/** @param {import("./types.js").Story} story */
function card({ id, title, about }) {
  const words = el(
    "span",
    { class: "card-words" },
    el("span", { class: "card-title" }, title),
    el("span", { class: "card-about" }, about),
  );
  const attributes = { type: "button", class: "card", "data-story": id, title: about };
  const play = () => act({ do: "play", story: id });
  return el(
    "li",
    {},
    el("button", { ...attributes, onclick: play }, el("span", { class: "card-play" }, icon("play")), words),
  );
}

/** The line of what is told. It is always there, so that what is told is heard. */
function tellingBar() {
  const title = el("span", { class: "telling-title" });
  const step = el("span", { class: "telling-step" });
  const told = el("p", { class: "told", "data-told": "", "aria-live": "polite" });
  const attributes = { type: "button", class: "take-over", "data-take-over": "" };
  const stop = el(
    "button",
    { ...attributes, onclick: () => act({ do: "take_over" }) },
    icon("stop"),
    "Stop and take over",
  );
  const element = el(
    "div",
    { class: "telling" },
    el("div", { class: "telling-words" }, el("p", { class: "telling-top" }, step, title), told),
    stop,
  );
  const update = () => {
    const story = state.story;
    element.classList.toggle("unseen", !story?.playing);
    show(stop, Boolean(story?.playing));
    say(title, state.town?.stories.find((each) => each.id === story?.playing)?.title ?? "");
    show(step, Boolean(story?.step));
    say(step, story?.playing ? `Step ${story.step}` : "");
    say(told, story?.playing ? story.told : "");
  };
  update();
  return { element, update };
}
