/** A small menu that opens above a button and closes by itself. */
import { el, show } from "./dom.js";

/**
 * @param {HTMLElement} button what opens it
 * @param {string} label
 * @returns {{element: HTMLElement, fill: (items: HTMLElement[]) => void, close: () => void}}
 */
export function menuFor(button, label) {
  const element = el("div", { class: "menu", role: "group", "aria-label": label, hidden: true });
  button.setAttribute("aria-expanded", "false");
  const open = (shown) => {
    show(element, shown);
    button.setAttribute("aria-expanded", String(shown));
    if (shown) element.querySelector("button")?.focus();
  };
  const close = () => open(false);
  button.addEventListener("click", () => open(element.hidden));
  element.addEventListener("click", close);
  element.addEventListener("keydown", (event) => walk(event, element));
  for (const each of [element, button]) {
    each.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || element.hidden) return;
      close();
      button.focus();
    });
  }
  document.addEventListener("pointerdown", (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!element.hidden && !element.contains(target) && !button.contains(target)) close();
  });
  return { element, close, fill: (items) => element.replaceChildren(...items) };
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 */
function walk(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  items[(at + step + items.length) % items.length]?.focus();
}
