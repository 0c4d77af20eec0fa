/** A voice message: a button, a wave, and how long it is. */
import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./time.js";

const BARS = 26;

/**
 * @param {{id: number, voice?: string, seconds?: number}} message
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement}
 */
export function player(message, words) {
  const bars = wave(message.id);
  const time = el("span", { class: "voice-time" }, length(message.seconds ?? 0));
  const button = el("button", { type: "button", class: "voice-play" }, icon("play"));
  const whole = el(
    "div",
    { class: "voice" },
    button,
    el("div", { class: "wave", "aria-hidden": "true" }, ...bars),
    time,
  );
  const sound = new Audio();
  sound.preload = "none";
  name(button, words.play, message, words);
  button.addEventListener("click", () =>
    toggle(sound, message.voice ?? "", () => fail(whole, button, words)),
  );
  sound.addEventListener("play", () =>
    turn(button, "pause", () => name(button, words.pause, message, words)),
  );
  sound.addEventListener("pause", () => turn(button, "play", () => name(button, words.play, message, words)));
  sound.addEventListener("timeupdate", () => {
    const seconds = Number.isFinite(sound.duration) ? sound.duration : message.seconds || 1;
    heard(bars, sound.ended ? 0 : sound.currentTime / seconds);
    say(time, length(sound.ended ? seconds : sound.currentTime));
  });
  return whole;
}

/**
 * @param {HTMLElement} button
 * @param {string} verb
 * @param {{seconds?: number}} message
 * @param {import("./words.js").Words} words
 */
function name(button, verb, message, words) {
  button.setAttribute("aria-label", `${verb}: ${words.voice}, ${length(message.seconds ?? 0)}`);
}

/**
 * @param {HTMLAudioElement} sound
 * @param {string} address
 * @param {() => void} failed
 */
async function toggle(sound, address, failed) {
  if (!sound.paused) return sound.pause();
  if (!sound.src) sound.src = address;
  try {
    await sound.play();
  } catch (error) {
    // A quick second tap interrupts the start: that is no failure.
    if (/** @type {Error} */ (error).name !== "AbortError") failed();
  }
  return undefined;
}

/**
 * @param {HTMLElement} button
 * @param {"play" | "pause"} drawing
 * @param {() => void} rename
 */
function turn(button, drawing, rename) {
  button.replaceChildren(icon(drawing));
  rename();
}

/**
 * @param {HTMLElement} whole
 * @param {HTMLButtonElement} button
 * @param {import("./words.js").Words} words
 */
function fail(whole, button, words) {
  button.disabled = true;
  whole.replaceChildren(button, el("span", { class: "voice-fails", role: "status" }, words.noSound));
}

/**
 * Bars of a wave that is always the same for the same message.
 * @param {number} seed
 * @returns {HTMLElement[]}
 */
function wave(seed) {
  return Array.from({ length: BARS }, (_, place) => {
    const bar = el("span", { class: "bar" });
    const height = Math.abs(
      Math.sin(seed * 12.9898 + place * 4.1414) * 0.6 + Math.sin(place / 2.7 + seed) * 0.4,
    );
    bar.style.blockSize = `${Math.round(18 + 82 * height)}%`;
    return bar;
  });
}

/**
 * @param {HTMLElement[]} bars
 * @param {number} part from 0 to 1
 */
function heard(bars, part) {
  bars.forEach((bar, place) => bar.classList.toggle("heard", place < part * bars.length));
}
