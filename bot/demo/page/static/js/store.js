/** What the page knows, and who is told when it changes. */

/** @typedef {"town"|"phone"|"note"|"happened"|"counts"|"story"|"connected"|"shown"} Topic */

export const state = {
  /** @type {import("./types.js").Town | null} */ town: null,
  /** @type {Map<string, import("./types.js").Phone>} */ phones: new Map(),
  /** @type {import("./types.js").Happened[]} */ happened: [],
  /** @type {import("./types.js").Counts | null} */ counts: null,
  /** @type {import("./types.js").Playing | null} */ story: null,
  connected: false,
  /** Whose phones are shown, and on a narrow screen which of them. */
  person: "",
  staff: "",
  view: "person",
  twice: false,
};

/** @type {Map<Topic, ((detail: any) => void)[]>} */
const listeners = new Map();

/**
 * Be told when something changes.
 * @param {Topic} topic
 * @param {(detail: any) => void} listener
 */
export function when(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

/**
 * Tell everybody who wants to know.
 * @param {Topic} topic
 * @param {unknown} [detail]
 */
export function changed(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/**
 * Somebody of the town, a person or a volunteer.
 * @param {string} id
 * @returns {import("./types.js").Somebody | undefined}
 */
export function somebody(id) {
  return [...(state.town?.people ?? []), ...(state.town?.staff ?? [])].find((who) => who.id === id);
}

/**
 * @param {string} id
 * @returns {boolean} whether that is one of the staff
 */
export function isStaff(id) {
  return Boolean(state.town?.staff.some((who) => who.id === id));
}

/** @returns {import("./types.js").Somebody[]} the staff, volunteers first */
export function staffInOrder() {
  const last = (who) => Number(who.role === "coordinator");
  return [...(state.town?.staff ?? [])].sort((one, other) => last(one) - last(other));
}
