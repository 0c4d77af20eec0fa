/** A picture of the way of a message: Telegram, inbox, decided, outbox, Telegram. */
import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { state, when } from "./store.js";

/** Which parts of the picture light up when something happens. */
const LIT = {
  arrived: ["telegram"],
  stored: ["in", "inbox"],
  decided: ["deciding", "decided"],
  queued: ["queuing", "outbox"],
  paced: ["outbox"],
  sent: ["out", "telegram"],
  edited: ["out", "telegram"],
  refused: ["out"],
  blocked: ["out"],
};
const BAD = new Set(["refused", "blocked"]);

/**
 * @param {HTMLElement} process the state of the bot's process
 * @returns {HTMLElement}
 */
export function beginWay(process) {
  const telegram = stage("telegram", "send", "Telegram", "waiting there");
  const inbox = stage("inbox", "inbox", "Inbox", "stored, sealed");
  const decided = stage("decided", "decided", "Decided", "once, in order");
  const outbox = stage("outbox", "outbox", "Outbox", "to be sent");
  const inside = el(
    "div",
    { class: "inside" },
    inbox.element,
    road("deciding"),
    decided.element,
    road("queuing"),
    outbox.element,
  );
  const bot = el("div", { class: "bot-box" }, process, inside);
  const lanes = el("div", { class: "lanes" }, road("in"), road("out"));
  const picture = el(
    "div",
    { class: "way", role: "group", "aria-label": "The way of a message" },
    telegram.element,
    lanes,
    bot,
  );
  when("counts", () => {
    const counts = state.counts;
    if (!counts) return;
    picture.dataset.bot = counts.bot;
    telegram.count(counts.telegram);
    inbox.count(counts.inbox);
    outbox.count(counts.outbox);
  });
  when("happened", ({ what }) => light(picture, what));
  return picture;
}

/**
 * @param {string} part
 * @param {import("./icons.js").IconName} drawing
 * @param {string} name
 * @param {string} about
 */
function stage(part, drawing, name, about) {
  const number = el("b", { class: "count" });
  const small = el("span", { class: "stage-about" }, about);
  const words = el("span", { class: "stage-words" }, el("span", { class: "stage-name" }, name), small);
  const element = el("div", { class: `stage ${part}`, "data-part": part }, icon(drawing), words, number);
  const count = (value) => {
    say(number, String(value));
    element.classList.toggle("some", value > 0);
  };
  return { element, count };
}

/** @param {string} part */
function road(part) {
  return el("span", { class: `road ${part}`, "data-part": part, "aria-hidden": "true" });
}

/**
 * @param {HTMLElement} picture
 * @param {string} what
 */
function light(picture, what) {
  for (const part of LIT[what] ?? []) {
    const lit = picture.querySelector(`[data-part="${part}"]`);
    if (!lit) continue;
    const name = BAD.has(what) ? "lit-badly" : "lit";
    lit.classList.remove("lit", "lit-badly");
    // Asking for the width makes the browser begin the animation again.
    void (/** @type {HTMLElement} */ (lit).offsetWidth);
    lit.classList.add(name);
  }
}
