/** What somebody can do with the phone in their hands. */
import { act } from "./connection.js";
import { state } from "./store.js";

/**
 * @param {string} user who holds the phone
 * @param {string} chat what it is open at
 */
export function handsOf(user, chat) {
  const where = { user, chat };
  const twice = () => ({ twice: state.twice });
  return {
    /** @param {string} text @param {number | null} [replyTo] */
    write: (text, replyTo = null) => act({ do: "write", ...where, text, reply_to: replyTo, ...twice() }),
    /** @param {string} label */
    tap: (label) => act({ do: "tap", user, label, ...twice() }),
    /** @param {number} message @param {number} row @param {number} place */
    press: (message, row, place) => act({ do: "press", ...where, message, row, place, ...twice() }),
    /** @param {number} message */
    race: (message) => act({ do: "race", chat, message, row: 0, place: 0 }),
    /** @param {string | null} data base64; null sends a sample */
    voice: (data) => act({ do: "voice", ...where, data }),
    /** @param {string | null} data base64; null sends a sample */
    photo: (data) => act({ do: "photo", ...where, data }),
    location: () => act({ do: "location", ...where }),
    unblock: () => act({ do: "unblock", user }),
  };
}

/** @typedef {ReturnType<typeof handsOf>} Hands */
