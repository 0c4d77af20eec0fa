/** The parts of a phone that only show something. */
import { el } from "./dom.js";
import { face, groupFace } from "./faces.js";

/** The strip at the very top; `clock` is where the hour stands. */
export function topStrip() {
  const clock = el("span");
  const signs = el("span", { class: "signs" }, el("i", { class: "waves" }), el("i", { class: "battery" }));
  const attributes = { class: "phone-top", "aria-hidden": "true", dir: "ltr" };
  return { clock, element: el("div", attributes, clock, el("i", { class: "eye" }), signs) };
}

/**
 * The name of the chat, and below it who is there.
 * @param {boolean} group
 */
export function headOf(group) {
  const title = el("bdi");
  const status = el("p", { class: "status" });
  const words = el("div", { class: "head-words" }, el("h3", { class: "title" }, title), status);
  return {
    title,
    status,
    element: el("div", { class: "head" }, group ? groupFace() : face("bot", ""), words),
  };
}

/** What an empty chat shows. */
export function aboutBox() {
  const words = el("p", { class: "about-words", dir: "auto" });
  const logo = el("img", { class: "about-logo", src: "/static/logo.svg", alt: "", width: 64, height: 64 });
  return { words, element: el("div", { class: "empty", hidden: true }, logo, words) };
}

/**
 * Somebody types.
 * @returns {HTMLElement}
 */
export function typingDots() {
  return el("div", { class: "typing", "aria-hidden": "true", hidden: true }, el("i"), el("i"), el("i"));
}

/**
 * A bar with one big button, in place of the composer.
 * @param {string} kind
 * @param {string} words
 * @param {string} label
 * @param {() => void} onclick
 * @returns {HTMLElement}
 */
export function bar(kind, words, label, onclick) {
  const line = words && el("p", { class: "bar-words" }, words);
  const button = el("button", { type: "button", class: "big", onclick }, label);
  return el("div", { class: `bar ${kind}`, hidden: true }, line, button);
}
