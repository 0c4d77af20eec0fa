/** The panel of what happens underneath. */
import { byId, el, say } from "./dom.js";
import { beginLog } from "./log.js";
import { state, when } from "./store.js";
import { beginTroubles } from "./troubles.js";
import { beginWay } from "./way.js";

const STATES = {
  starting: "is starting",
  running: "is running",
  stopped: "is stopped",
  killed: "was killed",
};

/** Begin to show the panel. */
export function beginUnderneath() {
  const panel = byId("underneath");
  const process = processState();
  const way = beginWay(process);
  const log = beginLog();
  const troubles = beginTroubles();
  panel.append(way, log, troubles);
}

/** The state of the bot's process, with the seconds until it is back. */
function processState() {
  const words = el("span", {});
  const back = el("span", { class: "back-in" });
  const element = el(
    "p",
    { class: "bot-state" },
    el("i", { class: "lamp", "aria-hidden": "true" }),
    words,
    back,
  );
  let until = 0;
  const tick = () =>
    say(back, until ? `Back in ${Math.max(0, Math.ceil((until - Date.now()) / 1000))} s` : "");
  when("counts", () => {
    const counts = state.counts;
    if (!counts) return;
    element.dataset.botState = counts.bot;
    say(words, `The bot ${STATES[counts.bot] ?? counts.bot}.`);
    until = counts.back_in === null ? 0 : Date.now() + counts.back_in * 1000;
    tick();
  });
  setInterval(tick, 500);
  return element;
}
