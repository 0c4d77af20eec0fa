/** What the app does with a link to the private chat: it opens it, and says where from. */
import { act } from "./connection.js";
import { choose, look } from "./shown.js";

/** @param {string} user */
export function openDesk(user) {
  choose(user);
  look("staff");
  return act({ do: "write", user, chat: user, text: "/start desk", reply_to: null, twice: false });
}
