/** The bar over the composer while somebody records their voice. */
import { el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { record } from "./recorder.js";
import { length } from "./time.js";

export class Recording {
  /**
   * @param {import("./words.js").Words} words
   * @param {import("./hands.js").Hands} hands
   * @param {(running: boolean) => void} onTurn when the bar comes or goes
   */
  constructor(words, hands, onTurn) {
    this.hands = hands;
    this.onTurn = onTurn;
    this.running = null;
    this.time = el("span", { class: "recording-time" }, "0:00");
    this.sendButton = el(
      "button",
      { type: "button", class: "round main", "aria-label": words.send, onclick: () => this.#end(true) },
      icon("send"),
    );
    this.element = el(
      "div",
      { class: "recording", hidden: true },
      el("span", { class: "red-dot", "aria-hidden": "true" }),
      this.time,
      el("span", { class: "recording-words" }, `${words.recording}…`),
      el(
        "button",
        { type: "button", class: "round", "aria-label": words.cancel, onclick: () => this.#end(false) },
        icon("bin"),
      ),
      this.sendButton,
    );
  }

  /** Record for real. Rejected where that does not work. */
  async begin() {
    this.running = await record();
    this.#appear();
    this.sendButton.focus();
  }

  /** Look like a recording, for a story. */
  pretend() {
    this.#appear();
  }

  gone() {
    clearInterval(this.clock);
    show(this.element, false);
    this.onTurn(false);
  }

  #appear() {
    const since = Date.now();
    clearInterval(this.clock);
    say(this.time, "0:00");
    this.clock = setInterval(() => say(this.time, length((Date.now() - since) / 1000)), 250);
    show(this.element, true);
    this.onTurn(true);
  }

  /** @param {boolean} send */
  async #end(send) {
    const running = this.running;
    this.running = null;
    this.gone();
    const data = await running?.stop();
    if (send && data) await this.hands.voice(data);
  }
}
