/** Buttons for what can go wrong. */
import { act } from "./connection.js";
import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { somebody, state, when } from "./store.js";

const DOWN = new Set(["stopped", "killed"]);

/** @returns {HTMLElement} */
export function beginTroubles() {
  const troubles = el("div", { class: "troubles" }, ...botButtons(), ...answers(), blocking(), twice());
  const title = el("h3", { class: "panel-title" }, "Make something go wrong");
  return el("div", { class: "trouble-box" }, title, troubles);
}

function botButtons() {
  const bot = (what) => () => act({ do: "bot", act: what });
  const stop = button("stop", "stop", "Stop the bot for a minute", "Messages wait at Telegram.", bot("stop"));
  const kill = button("kill", "kill", "Kill it (kill -9)", "In the middle of its work.", bot("kill"));
  const start = button("start", "start", "Start it now", "It goes on where it was.", bot("start"));
  when("counts", () => {
    const down = DOWN.has(state.counts?.bot ?? "");
    stop.disabled = down;
    kill.disabled = down;
    start.disabled = !down;
  });
  return [stop, kill, start];
}

function answers() {
  const trouble = (kind) => () => act({ do: "trouble", kind, chat: state.person });
  return [
    button(
      "429",
      "slow",
      "Telegram answers 429",
      "“Too many.” It waits, then sends.",
      trouble("429"),
      " to this phone",
    ),
    button(
      "502",
      "broken",
      "Telegram answers 502",
      "Telegram fails. It tries again.",
      trouble("502"),
      " to this phone",
    ),
  ];
}

function blocking() {
  const blocked = () => Boolean(state.phones.get(state.person)?.blocked);
  const press = () => act({ do: blocked() ? "unblock" : "block", user: state.person });
  const element = button("block", "block", "", "", press);
  const update = () => {
    const name = somebody(state.person)?.name ?? "Somebody";
    say(part(element, ".trouble-name"), blocked() ? `${name} unblocks the bot` : `${name} blocks the bot`);
    say(part(element, ".trouble-about"), blocked() ? "They can write again." : "Nothing reaches this phone.");
  };
  for (const topic of /** @type {const} */ (["phone", "shown", "town"])) when(topic, update);
  return element;
}

function twice() {
  const element = button("twice", "twice", "Tap everything twice", "It counts only once.", () => {
    state.twice = !state.twice;
    element.setAttribute("aria-pressed", String(state.twice));
  });
  element.setAttribute("aria-pressed", "false");
  return element;
}

/**
 * @param {string} id
 * @param {import("./icons.js").IconName} drawing
 * @param {string} name
 * @param {string} about
 * @param {() => void} onclick
 * @param {string} [more]
 */
function button(id, drawing, name, about, onclick, more = "") {
  const words = el(
    "span",
    { class: "trouble-words" },
    el("span", { class: "trouble-name" }, name + more),
    el("span", { class: "trouble-about" }, about),
  );
  return el(
    "button",
    { type: "button", class: "trouble", "data-trouble": id, onclick },
    icon(drawing),
    words,
  );
}

/**
 * @param {HTMLElement} element
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(element, selector) {
  return /** @type {HTMLElement} */ (element.querySelector(selector));
}
