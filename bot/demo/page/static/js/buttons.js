/** The buttons under a message, and in the group what presses them for everybody. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { look } from "./shown.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./bubble.js").Around} Around */

/**
 * Buttons, and in the group what presses them all at once.
 * @param {Message} message
 * @param {Around} around
 * @returns {HTMLElement[]}
 */
export function buttonsUnder(message, around) {
  if (!message.buttons?.length) return [];
  const rows = message.buttons.map((labels, row) => {
    const buttons = labels.map((button, place) =>
      inline(button, () => press(button, message, row, place, around)),
    );
    return el("div", { class: "button-row" }, ...buttons);
  });
  return [el("div", { class: "buttons" }, ...rows), around.group && race(message, around)].filter(Boolean);
}

/**
 * @param {import("./types.js").Button} button
 * @param {Message} message
 * @param {number} row
 * @param {number} place
 * @param {Around} around
 */
function press(button, message, row, place, around) {
  around.hands.press(message.id, row, place);
  if (button.link) look("staff");
}

/**
 * @param {import("./types.js").Button} button
 * @param {() => void} onclick
 */
function inline(button, onclick) {
  const label = el("span", { dir: "auto" }, button.label);
  return el(
    "button",
    { type: "button", class: "inline", "data-button": "", onclick },
    label,
    button.link && icon("link"),
  );
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function race(message, around) {
  const press = () => around.hands.race(message.id);
  const title =
    "Part of this demo, not of the app: every volunteer presses the first button at the same moment.";
  const tag = el("span", { class: "demo-tag" }, "demo");
  return el(
    "button",
    { type: "button", class: "race", lang: "en", dir: "ltr", "data-race": "", title, onclick: press },
    tag,
    "All press at once",
  );
}
