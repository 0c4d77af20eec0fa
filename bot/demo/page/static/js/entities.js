/** A message's text with its entities (bold, links, commands…), as elements. */
import { el } from "./dom.js";

/** @typedef {import("./types.js").Entity} Entity */

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

/**
 * Text and its entities. Entities lie inside one another or apart, as Telegram guarantees.
 * @param {string} text
 * @param {Entity[]} entities
 * @param {(command: string) => void} onCommand what a tap on a command does
 * @returns {DocumentFragment}
 */
export function written(text, entities, onCommand) {
  const inOrder = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return between(text, 0, text.length, inOrder, onCommand);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Entity[]} entities those inside, in order
 * @param {(command: string) => void} onCommand
 */
function between(text, start, end, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  const rest = [...entities];
  let at = start;
  while (rest.length) {
    const entity = /** @type {Entity} */ (rest.shift());
    const stop = Math.min(end, entity.offset + entity.length);
    if (entity.offset < at) continue;
    const inside = [];
    while (rest.length && rest[0].offset < stop) inside.push(/** @type {Entity} */ (rest.shift()));
    fragment.append(text.slice(at, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, stop), onCommand);
    element.append(between(text, entity.offset, stop, inside, onCommand));
    fragment.append(element);
    at = stop;
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

/**
 * @param {Entity} entity
 * @param {string} words what it covers
 * @param {(command: string) => void} onCommand
 * @returns {HTMLElement}
 */
function elementFor(entity, words, onCommand) {
  if (entity.type === "bot_command") {
    return el("button", { type: "button", class: "command", onclick: () => onCommand(words) });
  }
  const address = addressOf(entity, words);
  if (!address) return el(TAGS[entity.type] ?? "span");
  const outside = address.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return el("a", { href: address, ...outside });
}

/**
 * @param {Entity} entity
 * @param {string} words
 * @returns {string | null} where a tap leads; nothing but the web, mail and telephones
 */
function addressOf(entity, words) {
  if (entity.type === "phone_number") return `tel:${words.replace(/[^+\d]/g, "")}`;
  if (entity.type === "email") return `mailto:${words}`;
  if (entity.type === "url")
    return words.includes("://") ? webAddress(words) : webAddress(`https://${words}`);
  if (entity.type === "text_link") return webAddress(entity.url ?? "");
  return null;
}

/** @param {string} address */
function webAddress(address) {
  return /^https?:\/\//i.test(address) ? address : null;
}
