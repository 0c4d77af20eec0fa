/** The buttons at the top, and the line that says that the connection is lost. */
import { byId, el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { when } from "./store.js";
import { themeButton } from "./theme.js";

/** How long a break may last before it is worth a line. */
const PATIENCE_MS = 1200;

/** Begin the top of the page. */
export function beginTop() {
  byId("top-buttons").append(aboutButton(), themeButton());
  const lost = byId("lost");
  let waiting = 0;
  when("connected", (connected) => {
    document.documentElement.dataset.connected = connected ? "yes" : "no";
    clearTimeout(waiting);
    if (connected) return show(lost, false);
    waiting = setTimeout(() => {
      say(lost, "The connection to the demo is lost. This page tries again by itself.");
      show(lost, true);
    }, PATIENCE_MS);
    return undefined;
  });
}

/** On a narrow screen there is no room for the explanation all the time. */
function aboutButton() {
  const label = "What this page is";
  const attributes = {
    type: "button",
    class: "round top-button about-button",
    "aria-label": label,
    title: label,
    "aria-controls": "about",
  };
  const button = el("button", attributes, icon("info"));
  const turn = (open) => {
    document.body.classList.toggle("about-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => turn(button.getAttribute("aria-expanded") !== "true"));
  turn(false);
  return button;
}
