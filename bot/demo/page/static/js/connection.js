/** The stream of events from the server, and what the page asks it to do. */
import { changed, state } from "./store.js";
import { pageNote } from "./pagenotes.js";

const KEPT_LINES = 200;
const TRY_AGAIN_MS = 1500;

const RECEIVED = {
  town(town) {
    state.town = town;
    forgetOthers(town);
    changed("town");
  },
  phone(phone) {
    state.phones.set(phone.chat, phone);
    changed("phone", phone.chat);
  },
  happened(line) {
    state.happened = [...state.happened, line].slice(-KEPT_LINES);
    changed("happened", line);
  },
  counts(counts) {
    state.counts = counts;
    changed("counts");
  },
  story(story) {
    state.story = story;
    changed("story");
  },
  note(note) {
    changed("note", note);
  },
};

/** Open the stream; it is opened again whenever it breaks. */
export function connect() {
  const stream = new EventSource("/events");
  stream.addEventListener("open", () => setConnected(true));
  stream.addEventListener("error", () => {
    setConnected(false);
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, TRY_AGAIN_MS);
  });
  for (const [name, receive] of Object.entries(RECEIVED)) {
    stream.addEventListener(name, (event) => receive(JSON.parse(event.data)));
  }
}

/**
 * Ask the server to do something.
 * @param {Record<string, unknown>} what
 * @returns {Promise<any>} its answer; null if it could not be done, and then the page says why
 */
export async function act(what) {
  try {
    const answer = await fetch("/do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
    });
    const said = await answer.json();
    if (answer.ok) return said;
    pageNote(said.wrong ?? "That did not work.");
  } catch {
    pageNote("The demo does not answer. Is it still running?");
  }
  return null;
}

/** @param {boolean} connected */
function setConnected(connected) {
  // The server tells everything again, and numbers its lines anew if it was started again.
  if (connected) state.happened = [];
  state.connected = connected;
  changed("connected", connected);
}

/** @param {import("./types.js").Town} town */
function forgetOthers(town) {
  const known = new Set([town.group, ...[...town.people, ...town.staff].map((who) => who.id)]);
  for (const chat of state.phones.keys()) if (!known.has(chat)) state.phones.delete(chat);
}
