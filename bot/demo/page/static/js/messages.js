/** The list of a chat's messages. What has not changed keeps its elements. */
import { bubble } from "./bubble.js";
import { el } from "./dom.js";
import { stayingAtEnd } from "./scrolling.js";
import { day } from "./time.js";

/** @typedef {import("./types.js").Message} Message */

export class MessageList {
  /**
   * @param {import("./bubble.js").Around} around
   * @param {string} titleId the id of the list's title
   */
  constructor(around, titleId) {
    this.around = around;
    const attributes = { role: "log", "aria-live": "polite", "aria-labelledby": titleId, tabindex: 0 };
    this.inner = el("div", { class: "messages-inner" });
    this.element = el("div", { class: "messages", ...attributes }, this.inner);
    /** @type {Map<string, {written: string, node: HTMLElement}>} */
    this.kept = new Map();
    this.begun = false;
    this.toEnd = stayingAtEnd(this.element, this.inner);
  }

  /** @param {Message[]} messages oldest first */
  update(messages) {
    const wanted = this.#wanted(messages);
    const own = this.#ownIsNew(messages);
    this.#removeOthers(new Set(wanted.map((each) => each.key)));
    const nodes = wanted.map((each) => this.#node(each));
    let place = this.inner.firstElementChild;
    for (const node of nodes) {
      if (node === place) place = place.nextElementSibling;
      else this.inner.insertBefore(node, place);
    }
    this.begun = true;
    this.toEnd(own);
  }

  /** @param {number} id */
  find(id) {
    const node = this.kept.get(`message ${id}`)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1600);
  }

  /** @param {Message[]} messages */
  #ownIsNew(messages) {
    const last = messages.at(-1);
    return last?.sender === this.around.user && !this.kept.has(`message ${last.id}`);
  }

  /** @param {Set<string>} keys */
  #removeOthers(keys) {
    for (const [key, { node }] of this.kept) {
      if (keys.has(key)) continue;
      node.remove();
      this.kept.delete(key);
    }
  }

  /**
   * Days and messages in order, each with a key that stays.
   * @param {Message[]} messages
   */
  #wanted(messages) {
    const wanted = [];
    let last = { day: "", sender: "" };
    for (const message of messages) {
      const today = day(new Date(message.at), this.around.language);
      if (today !== last.day)
        wanted.push({ key: `day ${today}`, written: today, make: () => dayLine(today) });
      const follows = today === last.day && message.sender === last.sender && !message.service;
      const make = () => bubble(message, this.around);
      wanted.push({ key: `message ${message.id}`, written: JSON.stringify(message), make, follows });
      last = { day: today, sender: message.service ? "" : message.sender };
    }
    return wanted;
  }

  /** @param {{key: string, written: string, make: () => HTMLElement, follows?: boolean}} wanted */
  #node({ key, written, make, follows = false }) {
    const kept = this.kept.get(key);
    if (kept?.written === written) {
      kept.node.classList.toggle("follows", follows);
      return kept.node;
    }
    const node = make();
    node.classList.toggle("follows", follows);
    if (this.begun && !kept) node.classList.add("fresh");
    if (kept) this.#replace(kept.node, node);
    this.kept.set(key, { written, node });
    return node;
  }

  /**
   * Put a message in the place of its older self; who was on it with the keyboard stays in the chat.
   * @param {HTMLElement} old
   * @param {HTMLElement} node
   */
  #replace(old, node) {
    const wasInside = old.contains(document.activeElement);
    old.replaceWith(node);
    if (wasInside) this.element.focus({ preventScroll: true });
  }
}

/** @param {string} words */
function dayLine(words) {
  return el("div", { class: "day" }, el("span", {}, words));
}
