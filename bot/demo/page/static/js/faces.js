/** The round pictures of people, groups and the bot. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const COLOURS = 6;

/**
 * @param {string} id whose it is; "bot" for the bot
 * @param {string} name
 * @returns {HTMLElement}
 */
export function face(id, name) {
  if (id === "bot") {
    return el("img", { class: "face", src: "/static/logo.svg", alt: "", width: 36, height: 36 });
  }
  const initial = [...name.trim()][0] ?? "?";
  return el("span", { class: `face colour-${colourOf(id)}`, "aria-hidden": "true" }, initial);
}

/** @returns {HTMLElement} */
export function groupFace() {
  return el("span", { class: "face of-group", "aria-hidden": "true" }, icon("group"));
}

/**
 * @param {string} id
 * @returns {number} always the same for the same person
 */
export function colourOf(id) {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % COLOURS;
}
