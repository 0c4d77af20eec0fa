/** A small drawn map around a place: invented streets, because no map comes from another host. */
import { drawn } from "./dom.js";

const WIDE = 240;
const HIGH = 130;

/**
 * @param {{latitude: number, longitude: number}} location
 * @returns {SVGElement}
 */
export function mapOf({ latitude, longitude }) {
  const shift = Math.round(Math.abs(latitude * 7919 + longitude * 104729)) % 40;
  return drawn(
    "svg",
    { class: "map", viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" },
    drawn("rect", { class: "map-ground", width: WIDE, height: HIGH }),
    drawn("path", { class: "map-park", d: `M${150 + shift} 8h60v44h-72z` }),
    drawn("path", { class: "map-water", d: `M-5 ${30 + shift}q40 18 62 52t20 60` }),
    ...streets(shift),
    drawn("ellipse", { class: "map-shadow", cx: 120, cy: 74, rx: 7, ry: 2.5 }),
    drawn("path", { class: "map-pin", d: "M120 74s-15-15-15-27a15 15 0 0 1 30 0c0 12-15 27-15 27z" }),
    drawn("circle", { class: "map-eye", cx: 120, cy: 47, r: 5.5 }),
  );
}

/**
 * @param {number} shift
 * @returns {SVGElement[]}
 */
function streets(shift) {
  const wide = [
    `M-5 ${104 - shift / 4}Q90 60 245 ${70 + shift / 4}`,
    `M${70 + shift} -5Q118 70 ${150 - shift / 2} 135`,
  ];
  const small = [
    `M-5 ${18 + shift / 3}L130 ${8 + shift / 3}`,
    `M30 -5L58 135`,
    `M${190 - shift / 3} -5L${214 - shift / 3} 135`,
    `M${100 + shift / 5} 112L245 ${100 + shift / 5}`,
    `M${95 + shift / 2} 30L245 ${24 + shift / 2}`,
  ];
  return [
    ...small.map((d) => drawn("path", { class: "map-street", d })),
    ...wide.map((d) => drawn("path", { class: "map-street map-wide", d })),
  ];
}
