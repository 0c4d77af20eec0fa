/** Whose phones are shown, and on a narrow screen which of them. */
import { changed, isStaff, somebody, staffInOrder, state } from "./store.js";

/** @typedef {"person" | "group" | "staff" | "underneath"} View */

const asked = new URLSearchParams(location.search);

/** Choose somebody if nobody is chosen, or who was chosen has gone. */
export function chooseSomebody() {
  const people = state.town?.people ?? [];
  if (!somebody(state.person)) state.person = known(asked.get("person")) || people[0]?.id || "";
  if (!somebody(state.staff)) state.staff = known(asked.get("staff")) || staffInOrder()[0]?.id || "";
}

/**
 * Show the phones of a person or of a volunteer.
 * @param {string} id
 */
export function choose(id) {
  const side = isStaff(id) ? "staff" : "person";
  if (state[side] === id) return;
  state[side] = id;
  changed("shown");
}

/**
 * On a narrow screen, look at another part.
 * @param {View} view
 */
export function look(view) {
  if (state.view === view) return;
  state.view = view;
  changed("shown");
}

/** @returns {boolean} whether one thing is shown at a time */
export function isNarrow() {
  return matchMedia("(max-width: 739.98px)").matches;
}

/**
 * @param {View} view
 * @returns {boolean} whether that part can be seen
 */
export function isInSight(view) {
  return !isNarrow() || state.view === view;
}

/** @param {string | null} id */
function known(id) {
  return id && somebody(id) ? id : "";
}
