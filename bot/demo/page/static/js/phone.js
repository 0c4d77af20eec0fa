/** A phone open at one chat, in somebody's hands. */
import { Composer } from "./composer.js";
import { el, say, show } from "./dom.js";
import { handsOf } from "./hands.js";
import { Keyboard } from "./keyboard.js";
import { MessageList } from "./messages.js";
import { PhoneNotes } from "./phonenotes.js";
import { aboutBox, bar, headOf, topStrip, typingDots } from "./phoneparts.js";
import { somebody, state } from "./store.js";
import { hour } from "./time.js";
import { wordsIn } from "./words.js";

export class PhoneView {
  /**
   * @param {"person" | "group" | "staff"} role which of the three phones it is
   * @param {string} user who holds it
   * @param {string} chat what it is open at
   */
  constructor(role, user, chat) {
    const holder = somebody(user);
    this.user = user;
    this.chat = chat;
    this.group = role === "group";
    this.name = holder?.name ?? "";
    this.language = holder?.language ?? "en";
    this.words = wordsIn(this.language);
    this.hands = handsOf(user, chat);
    this.notes = new PhoneNotes(this.words, this.hands, user);
    this.keyboard = new Keyboard(this.words, this.hands);
    this.composer = this.#makeComposer();
    this.logTitle = el("h4", { class: "unseen", id: `${role}-${user}-log`, lang: "en" });
    this.list = new MessageList(this.#around(), this.logTitle.id);
    this.top = topStrip();
    this.head = headOf(this.group);
    this.about = aboutBox();
    this.typing = typingDots();
    this.startBar = bar("start-bar", "", this.words.start, () => this.hands.write("/start"));
    this.blockedBar = bar("blocked-bar", this.words.blocked, this.words.unblock, () => this.hands.unblock());
    const hooks = { "data-phone": role, "data-chat": chat, "data-user": user };
    const spoken = { lang: this.language, dir: holder?.direction ?? "ltr" };
    this.element = el("div", { class: "phone", ...hooks, ...spoken }, this.#makeScreen());
  }

  /** @param {import("./types.js").Phone} phone */
  update(phone) {
    const unopened = phone.messages.length === 0 && !this.group;
    this.#updateHead(phone);
    this.list.update(phone.messages);
    show(this.typing, phone.typing);
    show(this.about.element, unopened);
    say(this.about.words, phone.about);
    this.composer.update(phone);
    this.keyboard.update(phone.blocked ? [] : phone.keyboard);
    show(this.composer.element, !phone.blocked && !unopened);
    show(this.startBar, unopened && !phone.blocked);
    show(this.blockedBar, phone.blocked);
    this.list.toEnd();
  }

  /** Called when it is put on the page (again). */
  appeared() {
    this.tellTime();
    this.list.toEnd(true);
  }

  /** The town's hour: a story can move its clock. */
  tellTime() {
    const ahead = (state.counts?.ahead ?? 0) * 1000;
    say(this.top.clock, hour(new Date(Date.now() + ahead), "en"));
  }

  /** @param {import("./types.js").Phone} phone */
  #updateHead(phone) {
    const { title, status } = this.head;
    say(title, phone.title);
    say(status, phone.typing ? this.words.typing : this.#whoIsThere());
    status.classList.toggle("now", phone.typing);
    const whose = this.group
      ? `${phone.title}, on ${this.name}’s phone`
      : `${this.name}’s chat with ${phone.title}`;
    say(this.logTitle, whose);
  }

  #makeComposer() {
    const { words, hands, keyboard } = this;
    return new Composer({ words, hands, keyboard, tell: (line) => this.notes.toast(line) });
  }

  #makeScreen() {
    this.list.element.append(this.about.element, this.typing);
    const foot = el("div", { class: "foot-bar" }, this.composer.element, this.startBar, this.blockedBar);
    const upper = [this.top.element, this.head.element, this.logTitle, this.list.element];
    return el("div", { class: "screen" }, ...upper, foot, this.keyboard.element, this.notes.element);
  }

  #around() {
    const { user, group, language, words, hands } = this;
    return {
      ...{ user, group, language, words, hands },
      reply: (message) => this.composer.reply(message),
      find: (id) => this.list.find(id),
    };
  }

  #whoIsThere() {
    if (!this.group) return this.words.bot;
    return [...(state.town?.staff ?? []).map((who) => who.name), state.town?.bot].join(", ");
  }
}
