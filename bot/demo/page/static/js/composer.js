/** Where somebody writes: the field, what it replies to, and the buttons around it. */
import { el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { menuFor } from "./menu.js";
import { attachMenu } from "./attach.js";
import { Recording } from "./recording.js";

const TALLEST = 132;

export class Composer {
  /**
   * @param {{words: import("./words.js").Words, hands: import("./hands.js").Hands,
   *   keyboard: import("./keyboard.js").Keyboard, tell: (words: string) => void}} parts
   */
  constructor({ words, hands, keyboard, tell }) {
    this.words = words;
    this.hands = hands;
    this.tell = tell;
    this.commandsShown = "";
    /** @type {number | null} */
    this.replyTo = null;
    this.recording = new Recording(words, hands, (running) => show(this.row, !running));
    this.field = this.#makeField();
    this.sendButton = this.#button("send", words.send, { class: "round main", "data-send": "" }, () =>
      this.send(),
    );
    this.mic = this.#button("mic", words.record, { class: "round main" }, () => this.#record());
    this.commands = this.#button("menu", words.commands, { class: "round commands", "data-commands": "" });
    this.commandsMenu = menuFor(this.commands, words.commands);
    this.attach = this.#button("attach", words.attach, { class: "round", "data-attach": "" });
    this.attachMenu = attachMenu(this.attach, words, hands, tell);
    this.replyBar = this.#makeReplyBar();
    const box = el("div", { class: "field-box" }, this.field, keyboard.toggle, this.attach);
    this.row = el("div", { class: "composer-row" }, this.commands, box, this.mic, this.sendButton);
    const menus = [this.commandsMenu.element, this.attachMenu.element];
    this.element = el(
      "div",
      { class: "composer" },
      ...menus,
      this.replyBar,
      this.recording.element,
      this.row,
    );
    this.#changed();
  }

  /** @param {import("./types.js").Phone} phone */
  update(phone) {
    this.field.placeholder = phone.placeholder || this.words.message;
    this.#updateCommands(phone.commands);
    const gone = this.replyTo !== null && !phone.messages.some((each) => each.id === this.replyTo);
    if (gone) this.reply(null);
  }

  /** @param {import("./types.js").Message | null} message what is replied to */
  reply(message, focus = true) {
    this.replyTo = message?.id ?? null;
    show(this.replyBar, Boolean(message));
    if (!message) return;
    say(this.replyName, message.name);
    say(this.replyText, message.text || message.service || "…");
    if (focus) this.field.focus();
  }

  /** @param {string} words */
  write(words) {
    this.field.value = words;
    this.#changed();
    this.field.scrollTop = this.field.scrollHeight;
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const replyTo = this.replyTo;
    this.write("");
    this.reply(null);
    this.field.focus();
    if ((await this.hands.write(text, replyTo)) === null && !this.field.value) this.write(text);
  }

  #makeField() {
    const attributes = {
      rows: 1,
      class: "field",
      dir: "auto",
      "data-composer": "",
      "aria-label": this.words.message,
    };
    const field = el("textarea", { ...attributes, enterkeyhint: "send", oninput: () => this.#changed() });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.replyTo !== null) this.reply(null);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    return field;
  }

  #makeReplyBar() {
    this.replyName = el("bdi");
    this.replyText = el("bdi");
    const close = this.#button("close", this.words.cancel, { class: "round" }, () => this.reply(null));
    const name = el("span", { class: "quote-name" }, this.replyName);
    const quoted = el(
      "div",
      { class: "replying-to" },
      name,
      el("span", { class: "quote-text" }, this.replyText),
    );
    return el("div", { class: "reply-bar", hidden: true }, icon("reply"), quoted, close);
  }

  /** @param {import("./types.js").Phone["commands"]} commands */
  #updateCommands(commands) {
    const written = JSON.stringify(commands);
    if (written === this.commandsShown) return;
    this.commandsShown = written;
    show(this.commands, commands.length > 0);
    this.commandsMenu.fill(commands.map((each) => this.#command(each)));
  }

  /** @param {import("./icons.js").IconName} drawing @param {string} label @param {object} attributes @param {() => void} [onclick] */
  #button(drawing, label, attributes, onclick) {
    return el(
      "button",
      { type: "button", "aria-label": label, title: label, ...attributes, onclick },
      icon(drawing),
    );
  }

  /** @param {{command: string, description: string}} each */
  #command({ command, description }) {
    const words = el("span", { class: "menu-words", dir: "auto" }, description);
    const name = el("span", { class: "menu-name", dir: "ltr" }, `/${command}`);
    return el("button", { type: "button", onclick: () => this.hands.write(`/${command}`) }, words, name);
  }

  #changed() {
    const empty = !this.field.value.trim();
    show(this.sendButton, !empty);
    show(this.mic, empty);
    // From 0: the field has to be able to become smaller again.
    this.field.style.blockSize = "0";
    this.field.style.blockSize = `${Math.min(TALLEST, this.field.scrollHeight)}px`;
  }

  async #record() {
    try {
      await this.recording.begin();
    } catch {
      this.tell(this.words.noMicrophone);
      this.attach.click();
    }
  }
}
