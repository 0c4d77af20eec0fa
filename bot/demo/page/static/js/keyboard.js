/** The reply keyboard: the keys that the bot offers, and a button that shows or hides them. */
import { el, show } from "./dom.js";
import { icon } from "./icons.js";

export class Keyboard {
  /**
   * @param {import("./words.js").Words} words
   * @param {import("./hands.js").Hands} hands
   */
  constructor(words, hands) {
    this.words = words;
    this.hands = hands;
    this.rows = "[]";
    this.open = true;
    this.element = el("div", { class: "keyboard", role: "group", "aria-label": words.keys, hidden: true });
    const toggle = { type: "button", class: "round keys-toggle", "data-keys-toggle": "", hidden: true };
    this.toggle = el("button", { ...toggle, onclick: () => this.#turn(!this.open) });
  }

  /** @param {string[][]} rows */
  update(rows) {
    const written = JSON.stringify(rows);
    if (written === this.rows) return;
    this.rows = written;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...rows.map((labels) => this.#row(labels)));
    this.element.scrollTop = 0;
    this.#turn(true);
    if (hadFocus) this.element.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Show the keys, if there are any. */
  appear() {
    this.#turn(true);
  }

  /** @param {string} label */
  key(label) {
    return [...this.element.querySelectorAll("[data-key]")].find((key) => key.textContent === label);
  }

  /** @param {string[]} labels */
  #row(labels) {
    return el("div", { class: "key-row" }, ...labels.map((label) => this.#key(label)));
  }

  /** @param {string} label */
  #key(label) {
    const words = el("span", { dir: "auto" }, label);
    return el(
      "button",
      { type: "button", class: "key", "data-key": "", onclick: () => this.hands.tap(label) },
      words,
    );
  }

  /** @param {boolean} open */
  #turn(open) {
    this.open = open;
    const any = this.rows !== "[]";
    show(this.element, any && open);
    show(this.toggle, any);
    const label = open ? this.words.hideKeys : this.words.showKeys;
    this.toggle.setAttribute("aria-label", label);
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.title = label;
    this.toggle.replaceChildren(icon(open ? "hide" : "keys"));
  }
}
