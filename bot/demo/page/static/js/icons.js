/** The page's own small drawings, on a field of 24 by 24. */
import { drawn } from "./dom.js";

const LINES = {
  send: "M5 12.500 19.500 5 14 19.500 11.500 13z",
  mic: "M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6.500 11.500a5.500 5.500 0 0 0 11 0M12 17v3.500",
  attach:
    "M18.500 11 12 17.500a4 4 0 0 1-5.700-5.700l7-7a2.700 2.700 0 0 1 3.800 3.800l-6.600 6.600a1.200 1.200 0 0 1-1.700-1.700l5.700-5.700",
  menu: "M5 7.500h14M5 12h14M5 16.500h9",
  keys: "M4 6.500h16v11H4zM7.500 10h1.500M11.250 10h1.500M15 10h1.500M8 14h8",
  hide: "M6 10l6 6 6-6",
  reply: "M10 7 5 12l5 5M5.500 12H14a5 5 0 0 1 5 5v1",
  close: "M7 7l10 10M17 7 7 17",
  photo: "M4 6.500h16v12H4zM4.500 16l4.500-4.500 4 4 2.500-2.500 4 4M15.500 9.500h.1",
  place:
    "M12 20.500s6-5.600 6-10.500a6 6 0 0 0-12 0c0 4.900 6 10.500 6 10.500zM12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z",
  file: "M7 4h7l4 4v12H7zM14 4v4h4",
  play: "M8.500 5.500v13l10-6.500z",
  pause: "M9 6v12M15 6v12",
  plus: "M12 5.500v13M5.500 12h13",
  link: "M8 16 16 8M9.500 8H16v6.500",
  bin: "M6 7.500h12M10 7.500V5h4v2.500M7.500 7.500 8.300 19h7.400l.8-11.500",
  person: "M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5.500 19.500a6.500 5.500 0 0 1 13 0",
  group:
    "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.500 18.500a5.500 5 0 0 1 11 0M15 5.300a3 3 0 0 1 0 5.400M17 13.800a5.300 5.300 0 0 1 3.500 4.700",
  staff: "M5 6h14v9.500h-8L7 19v-3.500H5zM9 9.500h6M9 12.300h4",
  underneath:
    "M12 4l8 4.200-8 4.200-8-4.200zM4.500 12.300 12 16.200l7.500-3.900M4.500 16.200 12 20l7.500-3.800",
  info: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 11.300v4.700M12 8.100h.1",
  auto: "M12 20a8 8 0 1 0 0-16zM12 4a8 8 0 0 0 0 16",
  light:
    "M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM12 3.500v1.800M12 18.700v1.800M3.500 12h1.800M18.700 12h1.800M6 6l1.300 1.300M16.700 16.700 18 18M18 6l-1.300 1.300M7.300 16.700 6 18",
  dark: "M18.800 14.300A7.300 7.300 0 0 1 9.700 5.200a7.300 7.300 0 1 0 9.100 9.100z",
  stop: "M7 7h10v10H7z",
  kill: "M13 3.500 6 13.500h5l-1 7 7-10h-5z",
  start: "M12 4v7.500M7.200 6.900a7 7 0 1 0 9.600 0",
  slow: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.500V12l3 2",
  broken: "M12 4.500 20.500 19h-17zM12 10v4M12 16.400h.1",
  block: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM6.500 6.500l11 11",
  twice: "M8 4.500v4M4.500 8h4M10 10l8.500 3.200-3.600 1.700-1.700 3.600z",
  race: "M5 19.500v-15M5 5.500h13l-3 3.500 3 3.500H5",
  inbox: "M4.500 13.500 7 5.500h10l2.500 8v5h-15zM4.500 13.500H9a3 3 0 0 0 6 0h4.500",
  decided: "M12 3.500 20.500 12 12 20.500 3.500 12zM9 12l2.200 2.200L15.200 10",
  outbox: "M4.500 13v6h15v-6M12 15.500V4.500M8 8.500l4-4 4 4",
};

const FILLED = new Set(["send", "play", "stop", "kill"]);
const MIRRORED = new Set(["send", "reply"]);

/** @typedef {keyof typeof LINES} IconName */

/**
 * A drawing; the words beside it, or the button's label, say what it means.
 * @param {IconName} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const filled = FILLED.has(name) ? " filled" : "";
  const mirrored = MIRRORED.has(name) ? " mirrored" : "";
  const path = drawn("path", { d: LINES[name] });
  const attributes = { class: `icon${filled}${mirrored}`, viewBox: "0 0 24 24", "aria-hidden": "true" };
  return drawn("svg", attributes, path);
}
