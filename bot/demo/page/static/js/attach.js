/** The menu of what can be attached: a picture, and samples of everything. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { menuFor } from "./menu.js";
import { smallPicture } from "./pictures.js";

/**
 * @param {HTMLElement} button what opens it
 * @param {import("./words.js").Words} words
 * @param {import("./hands.js").Hands} hands
 * @param {(words: string) => void} tell
 */
export function attachMenu(button, words, hands, tell) {
  const menu = menuFor(button, words.attach);
  const picker = el("input", {
    type: "file",
    accept: "image/*",
    hidden: true,
    "aria-label": words.choosePhoto,
  });
  picker.addEventListener("change", () => sendPicked(picker, words, hands, tell));
  const sample = (kind, drawing, label, send) =>
    el("button", { type: "button", "data-send-sample": kind, onclick: send }, icon(drawing), label);
  menu.fill([
    el("button", { type: "button", onclick: () => picker.click() }, icon("photo"), words.choosePhoto),
    sample("photo", "photo", words.samplePhoto, () => hands.photo(null)),
    sample("voice", "mic", words.sampleVoice, () => hands.voice(null)),
    sample("location", "place", words.sampleLocation, () => hands.location()),
  ]);
  button.after(picker);
  return menu;
}

/**
 * @param {HTMLInputElement} picker
 * @param {import("./words.js").Words} words
 * @param {import("./hands.js").Hands} hands
 * @param {(words: string) => void} tell
 */
async function sendPicked(picker, words, hands, tell) {
  const file = picker.files?.[0];
  picker.value = "";
  if (!file) return;
  try {
    await hands.photo(await smallPicture(file));
  } catch {
    tell(words.noPicture);
  }
}
