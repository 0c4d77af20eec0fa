/** Follows the finger of a story: shows the phone it is at, and what it is about to do there. */
import { el } from "./dom.js";
import { phoneAt, phoneInSight } from "./places.js";
import { choose, look } from "./shown.js";
import { isStaff, state, when } from "./store.js";

/** @typedef {import("./types.js").Finger} Finger */

/** What part of the time the words take to appear; the rest is to read them. */
const TYPING_PART = 0.8;

let shownFor = "";
/** @type {(() => void)} */
let clear = () => {};

/** Begin to follow. */
export function beginFinger() {
  when("story", follow);
  // The key or button may come a moment after the finger.
  when("phone", () => state.story?.finger && !document.querySelector(".finger") && follow());
}

function follow() {
  const finger = state.story?.finger ?? null;
  const now = finger ? JSON.stringify([state.story?.step, finger]) : "";
  if (now !== shownFor) clear();
  if (finger && (now !== shownFor || needsTarget(finger))) begin(finger);
  shownFor = now;
}

/** @param {Finger} finger */
function needsTarget(finger) {
  return finger.kind === "key" || finger.kind === "button";
}

/** @param {Finger} finger */
function begin(finger) {
  choose(finger.user);
  look(viewOf(finger));
  const phone = phoneInSight(finger.user, finger.chat);
  if (!phone) return;
  clear = needsTarget(finger) ? point(phone, finger) : (ACTS[finger.kind]?.(phone, finger) ?? (() => {}));
}

/**
 * @param {Finger} finger
 * @returns {import("./shown.js").View}
 */
function viewOf(finger) {
  if (!isStaff(finger.user)) return "person";
  return finger.chat === state.town?.group ? "group" : "staff";
}

/** @typedef {NonNullable<ReturnType<typeof phoneAt>>} PhoneView */

/** @type {Record<string, (phone: PhoneView, finger: Finger) => () => void>} */
const ACTS = { words: type, voice: speak };

/**
 * @param {PhoneView} phone
 * @param {Finger} finger
 */
function point(phone, finger) {
  phone.keyboard.appear();
  const target = finger.kind === "key" ? phone.keyboard.key(finger.label) : button(phone, finger);
  if (!target) return () => {};
  const mark = el("span", { class: "finger", "aria-hidden": "true" });
  mark.style.setProperty("--seconds", `${finger.seconds}s`);
  target.classList.add("touched");
  target.append(mark);
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  return () => {
    mark.remove();
    target.classList.remove("touched");
  };
}

/**
 * @param {PhoneView} phone
 * @param {Finger} finger
 */
function button(phone, finger) {
  const message = phone.element.querySelector(`[data-message="${Number(finger.message)}"]`);
  return [...(message?.querySelectorAll("[data-button]") ?? [])].find(
    (each) => each.textContent === finger.label,
  );
}

/**
 * @param {PhoneView} phone
 * @param {Finger} finger
 */
function type(phone, finger) {
  const letters = [...finger.label];
  const since = performance.now();
  const answered = state.phones.get(finger.chat)?.messages.find((each) => each.id === finger.message);
  phone.composer.reply(answered ?? null, false);
  let frame = requestAnimationFrame(function next(now) {
    const part = Math.min(1, (now - since) / 1000 / (finger.seconds * TYPING_PART || 1));
    phone.composer.write(letters.slice(0, Math.ceil(part * letters.length)).join(""));
    if (part < 1) frame = requestAnimationFrame(next);
  });
  return () => {
    cancelAnimationFrame(frame);
    phone.composer.write("");
    phone.composer.reply(null);
  };
}

/** @param {PhoneView} phone */
function speak(phone) {
  phone.composer.recording.pretend();
  return () => phone.composer.recording.gone();
}
