/** What somebody reads after a press: on their phone, or beside their tab if the phone is away. */
import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { openDesk } from "./opendesk.js";
import { pageNote } from "./pagenotes.js";
import { phoneInSight } from "./places.js";
import { isNarrow } from "./shown.js";
import { isStaff, somebody, state, when } from "./store.js";
import { wordsIn } from "./words.js";

const SHOWN_MS = 12000;

/** Begin to show notes. */
export function beginNotes() {
  when("note", (note) => {
    const phone = phoneInSight(note.user, note.chat);
    if (phone) phone.notes.add(note);
    else if (isNarrow())
      pageNote(`${somebody(note.user)?.name ?? ""}: ${wordsOf(note)}`, {
        "data-note": "",
        "data-user": note.user,
      });
    else chip(note);
  });
}

/**
 * In the language of whoever reads it.
 * @param {import("./types.js").Note} note
 */
function wordsOf(note) {
  const opens = wordsIn(somebody(note.user)?.language ?? "en").opens;
  return note.text || opens.replace("{name}", state.town?.bot ?? "");
}

/**
 * A small label beside the tabs.
 * @param {import("./types.js").Note} note
 */
function chip(note) {
  const who = somebody(note.user);
  const name = el("strong", {}, `${who?.name ?? ""}: `);
  const words = el("span", { lang: who?.language, dir: "auto" }, wordsOf(note));
  const box = el("div", { class: "chip", "data-note": "", "data-user": note.user }, el("p", {}, name, words));
  const remove = () => box.remove();
  if (note.link) box.append(opener(note.user, remove));
  box.append(
    el(
      "button",
      { type: "button", class: "round", "aria-label": "Close this note", onclick: remove },
      icon("close"),
    ),
  );
  byId(isStaff(note.user) ? "staff-chips" : "person-chips").append(box);
  setTimeout(remove, SHOWN_MS);
}

/**
 * @param {string} user
 * @param {() => void} remove
 */
function opener(user, remove) {
  const open = () => {
    remove();
    openDesk(user);
  };
  return el("button", { type: "button", class: "plain strong", onclick: open }, "Open the private chat");
}
