/** Line by line, what happens. */
import { el, show } from "./dom.js";
import { state, when } from "./store.js";
import { stayingAtEnd } from "./scrolling.js";
import { exactHour } from "./time.js";

const KEPT = 200;

const WORDS = {
  arrived: "Arrived at Telegram",
  stored: "Stored, sealed",
  decided: "Decided",
  queued: "Put in the outbox",
  paced: "Waits its turn",
  sent: "Sent",
  refused: "Refused",
  edited: "Changed",
  blocked: "Blocked",
  stopped: "Bot stopped",
  killed: "Bot killed",
  started: "Bot started",
};

/** @returns {HTMLElement} */
export function beginLog() {
  const lines = el("ol", { class: "log-lines" });
  const none = el("p", { class: "log-none" }, "Nothing yet. Write something on a phone, or play a story.");
  const title = el("h3", { class: "panel-title", id: "log-title" }, "What happens, line by line");
  const scroller = el(
    "div",
    { class: "log", role: "region", "aria-labelledby": "log-title", tabindex: 0 },
    none,
    lines,
  );
  when("connected", (connected) => {
    if (!connected) return;
    lines.replaceChildren();
    show(none, true);
  });
  const toEnd = stayingAtEnd(scroller, lines);
  when("happened", (line) => {
    lines.append(lineOf(line));
    while (lines.childElementCount > KEPT) lines.firstElementChild?.remove();
    show(none, state.happened.length === 0);
    toEnd();
  });
  return el("div", { class: "log-box" }, title, scroller);
}

/** @param {import("./types.js").Happened} line */
function lineOf({ at, what, who, words }) {
  const time = el("time", { datetime: at }, exactHour(new Date(at)));
  const kind = el("span", { class: "kind" }, WORDS[what] ?? what);
  const small = words && el("span", { class: "log-words" }, words);
  return el(
    "li",
    { "data-happened": what },
    time,
    el("span", { class: "log-main" }, kind, " ", who && el("bdi", { class: "log-who" }, who), " ", small),
  );
}
