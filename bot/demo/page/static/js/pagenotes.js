/** Short lines from the page itself: what did not work, or what somebody out of sight reads. */
import { byId, el } from "./dom.js";

const SHOWN_MS = 7000;

/**
 * Show a line for a few seconds.
 * @param {string} words
 * @param {Record<string, unknown>} [attributes]
 */
export function pageNote(words, attributes = {}) {
  const note = el("p", { class: "page-note", ...attributes }, words);
  byId("page-notes").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}
