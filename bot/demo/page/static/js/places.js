/** The three places where a phone lies, and which one lies there. */
import { byId, say } from "./dom.js";
import { PhoneView } from "./phone.js";
import { isInSight } from "./shown.js";
import { somebody, state, when } from "./store.js";

/** @typedef {"person" | "group" | "staff"} Place */

/** @type {Place[]} */
const PLACES = ["person", "group", "staff"];

/** @type {Record<Place, () => {user: string, chat: string}>} */
const LYING = {
  person: () => ({ user: state.person, chat: state.person }),
  group: () => ({ user: state.staff, chat: state.town?.group ?? "" }),
  staff: () => ({ user: state.staff, chat: state.staff }),
};

/** @type {Map<string, PhoneView>} */
const views = new Map();

/** @type {Partial<Record<Place, PhoneView>>} */
const lying = {};

/** Begin to show phones. */
export function beginPlaces() {
  when("town", lay);
  when("shown", lay);
  when("phone", (chat) => {
    for (const view of Object.values(lying)) if (view.chat === chat) refresh(view);
  });
  when("counts", () => {
    for (const view of Object.values(lying)) view.tellTime();
  });
}

/**
 * @param {Place} place
 * @returns {PhoneView | undefined} the phone that lies there
 */
export function phoneAt(place) {
  return lying[place];
}

/**
 * The phone of somebody at a chat, if it can be seen now.
 * @param {string} user
 * @param {string} chat
 * @returns {PhoneView | undefined}
 */
export function phoneInSight(user, chat) {
  const place = placeOf(user, chat);
  return place && isInSight(place) ? lying[place] : undefined;
}

/**
 * @param {string} chat
 * @returns {boolean} whether that chat can be seen now, in anybody's hands
 */
export function isChatInSight(chat) {
  return PLACES.some((place) => lying[place]?.chat === chat && isInSight(place));
}

/**
 * @param {string} user
 * @param {string} chat
 */
function placeOf(user, chat) {
  return PLACES.find((place) => lying[place]?.user === user && lying[place]?.chat === chat);
}

function lay() {
  for (const place of PLACES) layAt(place);
  document.body.dataset.view = state.view;
  const name = somebody(state.staff)?.name ?? "";
  const person = somebody(state.person)?.name ?? "";
  say(byId("person-caption"), `${person} needs help. Write, tap or speak for ${person}.`);
  say(byId("group-caption"), "The group. It never sees a word of what people write.");
  say(byId("staff-caption"), `${name}’s private chat. Words open only for who has the ticket.`);
}

/** @param {Place} place */
function layAt(place) {
  const { user, chat } = LYING[place]();
  if (!somebody(user) || !chat) return;
  const key = `${place} ${user} ${chat}`;
  const view = views.get(key) ?? new PhoneView(place, user, chat);
  views.set(key, view);
  if (lying[place] === view) return;
  lying[place] = view;
  byId(`${place}-place`).replaceChildren(view.element);
  refresh(view);
  view.appeared();
}

/** @param {PhoneView} view */
function refresh(view) {
  const phone = state.phones.get(view.chat);
  if (phone) view.update(phone);
}
