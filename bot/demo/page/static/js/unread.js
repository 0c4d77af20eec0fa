/** How many messages of the bot nobody has looked at yet, for each chat. */
import { isChatInSight } from "./places.js";
import { state, when } from "./store.js";

/** @type {Map<string, number>} the last message that was seen, by chat */
const seen = new Map();

/** Begin to count. It has to begin after the phones, which have to lie there already. */
export function beginUnread() {
  // After a break the chats may be other chats: what is there then counts as seen.
  when("connected", (connected) => connected && seen.clear());
  when("phone", look);
  when("shown", () => [...state.phones.keys()].forEach(look));
}

/**
 * @param {string} chat
 * @returns {number}
 */
export function unread(chat) {
  const after = seen.get(chat) ?? Infinity;
  const messages = state.phones.get(chat)?.messages ?? [];
  return messages.filter((message) => message.sender === "bot" && message.id > after).length;
}

/** @param {string} chat */
function look(chat) {
  const last = state.phones.get(chat)?.messages.at(-1)?.id ?? 0;
  if (!seen.has(chat) || isChatInSight(chat)) seen.set(chat, last);
}
