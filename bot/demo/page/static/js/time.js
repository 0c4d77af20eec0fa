/** Dates and hours, as the phones of people in Brussels show them. */

const ZONE = "Europe/Brussels";

/**
 * The bot writes its numbers in these digits and its dates in this calendar in every language, so
 * the phone does too; and its English is that of Europe.
 * @param {string} language
 */
const locale = (language) => `${language === "en" ? "en-GB" : language}-u-ca-gregory-nu-latn`;

/** @type {Map<string, Intl.DateTimeFormat>} */
const made = new Map();

/**
 * @param {string} language
 * @param {string} kind
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(language, kind, options) {
  const key = `${language} ${kind}`;
  if (!made.has(key)) {
    made.set(key, new Intl.DateTimeFormat(locale(language), { ...options, timeZone: ZONE }));
  }
  return /** @type {Intl.DateTimeFormat} */ (made.get(key));
}

/**
 * @param {Date} at
 * @param {string} language
 * @returns {string} the hour, such as 09:05
 */
export function hour(at, language) {
  return format(language, "hour", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/**
 * @param {Date} at
 * @returns {string} the hour with its seconds
 */
export function exactHour(at) {
  const options = /** @type {const} */ ({
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return format("en", "exact", options).format(at);
}

/**
 * @param {Date} at
 * @param {string} language
 * @returns {string} the day in words, such as "Sunday 22 November"
 */
export function day(at, language) {
  return format(language, "day", { weekday: "long", day: "numeric", month: "long" }).format(at);
}

/**
 * @param {number} seconds
 * @returns {string} such as 0:07
 */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
