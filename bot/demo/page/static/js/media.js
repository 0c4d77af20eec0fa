/** What a message holds besides words: a picture, a voice, a file, a place. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mapOf } from "./map.js";
import { player } from "./player.js";

/**
 * @param {import("./types.js").Message} message
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement[]}
 */
export function mediaOf(message, words) {
  return [
    message.photo && picture(message.photo, words),
    message.voice && player(message, words),
    message.document && attached(message.document, message.opens ?? "", words),
    message.location && place(message.location, words),
  ].filter(Boolean);
}

/**
 * @param {string} address
 * @param {import("./words.js").Words} words
 */
function picture(address, words) {
  const image = el("img", { class: "picture", src: address, alt: words.photo });
  return el("a", { class: "picture-link", href: address, target: "_blank", rel: "noopener" }, image);
}

/**
 * @param {string} name
 * @param {string} address
 * @param {import("./words.js").Words} words
 */
function attached(name, address, words) {
  const drawing = el("span", { class: "file-icon", title: words.file }, icon("file"));
  const link = { class: "file", href: address, target: "_blank", rel: "noopener" };
  return el("a", link, drawing, el("bdi", {}, name));
}

/**
 * @param {{latitude: number, longitude: number}} location
 * @param {import("./words.js").Words} words
 */
function place(location, words) {
  const numbers = `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`;
  const line = el("figcaption", {}, `${words.location} · `, el("bdi", { dir: "ltr" }, numbers));
  return el("figure", { class: "location" }, mapOf(location), line);
}
