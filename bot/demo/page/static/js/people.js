/** The tabs of both sides, and the button that adds a person. */
import { act } from "./connection.js";
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { menuFor } from "./menu.js";
import { choose } from "./shown.js";
import { staffInOrder, state, when } from "./store.js";
import { Tabs } from "./tabs.js";
import { unread } from "./unread.js";

const ROLES = { coordinator: "coordinator", volunteer: "volunteer" };

/** Begin to show who is there. */
export function beginPeople() {
  const people = new Tabs("People", byId("person-panel"), choose);
  const staff = new Tabs("Volunteers", byId("staff-panel"), choose);
  const chips = el("div", { class: "chips", id: "staff-chips", role: "status" });
  byId("person-head").append(newPerson());
  byId("person-tabs").append(
    people.element,
    el("div", { class: "chips", id: "person-chips", role: "status" }),
  );
  byId("staff-tabs").append(staff.element, chips);
  const update = () => {
    people.update((state.town?.people ?? []).map(personTab), state.person);
    staff.update(staffInOrder().map(staffTab), state.staff);
  };
  for (const topic of /** @type {const} */ (["town", "phone", "shown"])) when(topic, update);
}

/** @param {import("./types.js").Somebody} who */
function personTab({ id, name, language }) {
  return { id, name, small: languageName(language), language, unread: unread(id) };
}

/** @param {import("./types.js").Somebody} who */
function staffTab({ id, name, role }) {
  return { id, name, small: ROLES[role ?? ""] ?? role ?? "", language: "en", unread: unread(id) };
}

/** @param {string} code */
function languageName(code) {
  return state.town?.languages.find((language) => language.code === code)?.name ?? code;
}

function newPerson() {
  const words = "New person";
  const attributes = { type: "button", class: "new-person", "data-new-person": "", title: words };
  const button = el("button", attributes, icon("plus"), el("span", { class: "new-words" }, words));
  const menu = menuFor(button, "The language of the new person");
  menu.element.classList.add("below");
  when("town", () => menu.fill((state.town?.languages ?? []).map(languageItem)));
  return el("div", { class: "new-person-box" }, button, menu.element);
}

/** @param {import("./types.js").Language} language */
function languageItem({ code, name, direction }) {
  const attributes = { type: "button", "data-language": code, lang: code, dir: direction };
  return el("button", { ...attributes, onclick: () => addPerson(code) }, name);
}

/** @param {string} language */
async function addPerson(language) {
  const answer = await act({ do: "person", language });
  if (!answer) return;
  choose(answer.id);
  document
    .querySelector(`[data-tab="${CSS.escape(answer.id)}"]`)
    ?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
