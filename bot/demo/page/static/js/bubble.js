/** One message as it stands in a chat. */
import { buttonsUnder } from "./buttons.js";
import { el, unseen } from "./dom.js";
import { written } from "./entities.js";
import { colourOf, face } from "./faces.js";
import { icon } from "./icons.js";
import { mediaOf } from "./media.js";
import { hour } from "./time.js";

/** @typedef {import("./types.js").Message} Message */
/**
 * The chat a bubble stands in, and what can be done from it.
 * @typedef {{user: string, group: boolean, language: string, words: import("./words.js").Words,
 *   hands: import("./hands.js").Hands, reply: (message: Message) => void,
 *   find: (id: number) => void}} Around
 */

/**
 * @param {Message} message
 * @param {Around} around
 * @returns {HTMLElement}
 */
export function bubble(message, around) {
  if (message.service) return service(message);
  const own = message.sender === around.user;
  const side = own ? "own" : "other";
  const item = el("div", {
    class: `message ${side}`,
    "data-message": message.id,
    "data-sender": message.sender,
  });
  if (around.group && !own) item.append(face(message.sender, message.name));
  item.append(el("div", { class: "stack" }, body(message, around, own), ...buttonsUnder(message, around)));
  item.append(replyAction(message, around));
  return item;
}

/** @param {Message} message */
function service(message) {
  const line = el("p", { class: "service", dir: "auto" }, message.service);
  return el("div", { class: "message is-service", "data-message": message.id }, line);
}

/**
 * @param {Message} message
 * @param {Around} around
 * @param {boolean} own
 */
function body(message, around, own) {
  const media = mediaOf(message, around.words);
  const box = el("div", { class: `bubble${media.length ? " with-media" : ""}` });
  box.append(who(message, around, own));
  if (message.reply_to) box.append(quote(message.reply_to, around));
  box.append(...media);
  if (message.text) box.append(text(message, around));
  box.append(foot(message, around));
  return box;
}

/**
 * @param {Message} message
 * @param {Around} around
 * @param {boolean} own
 */
function who(message, around, own) {
  if (own) return unseen(`${around.words.you}: `);
  if (!around.group) return unseen(`${message.name}: `);
  const colour = message.sender === "bot" ? "of-bot" : `name-${colourOf(message.sender)}`;
  return el("p", { class: `sender ${colour}` }, el("bdi", {}, message.name));
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function text(message, around) {
  const direction = message.direction ?? "auto";
  const send = (command) => around.hands.write(command);
  return el(
    "div",
    { class: "text", dir: direction },
    written(message.text ?? "", message.entities ?? [], send),
  );
}

/**
 * @param {{id: number, name: string, text: string}} quoted
 * @param {Around} around
 */
function quote(quoted, around) {
  return el(
    "button",
    { type: "button", class: "quote", onclick: () => around.find(quoted.id) },
    el("span", { class: "quote-name" }, el("bdi", {}, quoted.name)),
    el("span", { class: "quote-text" }, el("bdi", {}, quoted.text || "…")),
  );
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function foot(message, around) {
  const at = new Date(message.at);
  const sign = message.sign && el("span", { class: "sign" }, message.sign);
  const edited = message.edited && el("span", {}, around.words.edited);
  const time = el("time", { datetime: message.at }, hour(at, around.language));
  return el("div", { class: "foot" }, sign, el("span", { class: "stamp" }, edited, time));
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function replyAction(message, around) {
  const label = around.words.replyTo.replace("{name}", message.name);
  const attributes = {
    type: "button",
    class: "reply",
    "data-reply": "",
    "aria-label": label,
    title: around.words.reply,
  };
  return el("button", { ...attributes, onclick: () => around.reply(message) }, icon("reply"));
}
