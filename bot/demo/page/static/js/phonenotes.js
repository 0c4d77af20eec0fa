/** Notes that appear inside a phone: a line for a few seconds, or a small dialog. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { state } from "./store.js";
import { openDesk } from "./opendesk.js";

const SHOWN_MS = 6000;
const WITH_A_BUTTON_MS = 15000;

export class PhoneNotes {
  /**
   * @param {import("./words.js").Words} words
   * @param {import("./hands.js").Hands} hands
   * @param {string} user
   */
  constructor(words, hands, user) {
    this.words = words;
    this.hands = hands;
    this.user = user;
    this.element = el("div", { class: "notes", role: "status" });
  }

  /** @param {import("./types.js").Note} note */
  add(note) {
    if (note.alert) this.#dialog(note);
    else this.toast(this.#wordsOf(note), note.link);
  }

  /**
   * @param {string} words
   * @param {boolean} [link] with a button that opens the private chat
   */
  toast(words, link = false) {
    const box = el(
      "div",
      { class: "toast", "data-note": "", "data-user": this.user },
      el("p", { dir: "auto" }, words),
    );
    if (link) box.append(this.#openButton(() => box.remove()));
    this.element.append(box);
    setTimeout(() => box.remove(), link ? WITH_A_BUTTON_MS : SHOWN_MS);
  }

  /** @param {import("./types.js").Note} note */
  #dialog(note) {
    const before = document.activeElement;
    const words = el("p", { dir: "auto" }, this.#wordsOf(note));
    const ok = el("button", { type: "button", class: "plain" }, this.words.ok);
    const buttons = el("div", { class: "dialog-buttons" }, note.link && this.#openButton(() => close()), ok);
    const box = el(
      "div",
      { class: "dialog", role: "alertdialog", "aria-label": state.town?.bot ?? "" },
      words,
      buttons,
    );
    const cover = el("div", { class: "cover", "data-note": "", "data-user": this.user }, box);
    const close = () => {
      cover.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
    ok.addEventListener("click", close);
    cover.addEventListener("keydown", (event) => stayInside(event, box, close));
    this.element.after(cover);
    // Somebody who writes on another phone is not interrupted, and a story goes on by itself.
    if (before === document.body || cover.parentElement?.contains(before)) ok.focus({ preventScroll: true });
    if (state.story?.playing) setTimeout(close, SHOWN_MS);
  }

  /** @param {() => void} close */
  #openButton(close) {
    const open = () => {
      close();
      openDesk(this.user);
    };
    return el(
      "button",
      { type: "button", class: "plain strong", onclick: open },
      this.words.open,
      icon("link"),
    );
  }

  /** @param {import("./types.js").Note} note */
  #wordsOf(note) {
    return note.text || this.words.opens.replace("{name}", state.town?.bot ?? "");
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 * @param {() => void} close
 */
function stayInside(event, box, close) {
  if (event.key === "Escape") return close();
  if (event.key !== "Tab") return undefined;
  const buttons = [...box.querySelectorAll("button")];
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  return undefined;
}
