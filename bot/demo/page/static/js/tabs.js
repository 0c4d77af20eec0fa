/** A row of tabs, one for each person of a side. */
import { el, say, show, unseen } from "./dom.js";
import { face } from "./faces.js";

/** @typedef {{id: string, name: string, small: string, language?: string, unread: number}} Tab */

export class Tabs {
  /**
   * @param {string} label
   * @param {HTMLElement} panel what they choose for
   * @param {(id: string) => void} onChoose
   */
  constructor(label, panel, onChoose) {
    this.panel = panel;
    this.onChoose = onChoose;
    this.element = el("div", { class: "tabs", role: "tablist", "aria-label": label });
    this.element.addEventListener("keydown", (event) => this.#walk(event));
    /** @type {Map<string, HTMLElement>} */
    this.kept = new Map();
  }

  /**
   * @param {Tab[]} tabs
   * @param {string} chosen
   */
  update(tabs, chosen) {
    for (const [id, node] of this.kept) {
      if (tabs.some((tab) => tab.id === id)) continue;
      node.remove();
      this.kept.delete(id);
    }
    for (const tab of tabs) this.#one(tab, tab.id === chosen);
  }

  /**
   * @param {Tab} tab
   * @param {boolean} chosen
   */
  #one(tab, chosen) {
    const node = this.kept.get(tab.id) ?? this.#make(tab);
    const was = node.getAttribute("aria-selected") === "true";
    node.setAttribute("aria-selected", String(chosen));
    node.tabIndex = chosen ? 0 : -1;
    const unread = /** @type {HTMLElement} */ (node.querySelector(".unread"));
    show(unread, tab.unread > 0);
    say(/** @type {HTMLElement} */ (unread.firstElementChild), String(tab.unread));
    if (!chosen) return;
    this.panel.setAttribute("aria-labelledby", node.id);
    if (!was) this.#intoView(node);
  }

  /** @param {Tab} tab */
  #make({ id, name, small, language }) {
    const words = el(
      "span",
      { class: "tab-words" },
      el("span", { class: "tab-name" }, name),
      el("span", { class: "tab-small", lang: language, dir: "auto" }, small),
    );
    const unread = el("span", { class: "unread" }, el("span", {}, ""), unseen(" new"));
    const attributes = {
      type: "button",
      role: "tab",
      class: "tab",
      id: `tab-${id}`,
      "data-tab": id,
      "aria-controls": this.panel.id,
    };
    const node = el(
      "button",
      { ...attributes, onclick: () => this.onChoose(id) },
      face(id, name),
      words,
      unread,
    );
    this.kept.set(id, node);
    this.element.append(node);
    return node;
  }

  /** @param {HTMLElement} node */
  #intoView(node) {
    const start = node.offsetLeft - this.element.offsetLeft;
    const hidden =
      start < this.element.scrollLeft ||
      start + node.offsetWidth > this.element.scrollLeft + this.element.clientWidth;
    if (hidden) this.element.scrollLeft = start - 12;
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const nodes = [...this.kept.values()];
    const at = nodes.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const node = nodes[(to + nodes.length) % nodes.length];
    node.focus();
    node.click();
  }
}
