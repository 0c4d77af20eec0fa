/** Light, dark, or as this computer has it. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const NAMES = { auto: "as on this computer", light: "light", dark: "dark" };

/** @returns {HTMLElement} */
export function themeButton() {
  const button = el("button", { type: "button", class: "round top-button", "data-theme-button": "" });
  const root = document.documentElement;
  const update = () => {
    const theme = NAMES[root.dataset.theme ?? ""] ? root.dataset.theme : "auto";
    button.replaceChildren(icon(/** @type {import("./icons.js").IconName} */ (theme)));
    button.setAttribute("aria-label", `Colours: ${NAMES[theme ?? "auto"]}. Change`);
    button.title = `Colours: ${NAMES[theme ?? "auto"]}`;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = NEXT[root.dataset.theme ?? ""] ?? "light";
    keep(root.dataset.theme ?? "auto");
    update();
  });
  update();
  return button;
}

/** @param {string} theme */
function keep(theme) {
  try {
    localStorage.setItem("loket-theme", theme);
  } catch {
    // Where storage is forbidden the choice lasts as long as the page.
  }
}
