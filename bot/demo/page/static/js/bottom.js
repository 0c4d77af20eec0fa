/** On a narrow screen: which part is shown. */
import { byId, el, say, show, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { look } from "./shown.js";
import { state, when } from "./store.js";
import { unread } from "./unread.js";

/** @type {[import("./shown.js").View, string, () => string][]} */
const PARTS = [
  ["person", "Person", () => state.person],
  ["group", "Group", () => state.town?.group ?? ""],
  ["staff", "Volunteer", () => state.staff],
  ["underneath", "Underneath", () => ""],
];

/** Begin to show the bottom navigation. */
export function beginBottom() {
  const updates = PARTS.map(([view, label, chat]) => {
    const number = el("span", {}, "");
    const dot = el("span", { class: "unread", hidden: true }, number, unseen(" new"));
    const press = () => look(view);
    const button = el(
      "button",
      { type: "button", "data-nav": view, onclick: press },
      icon(view),
      el("span", {}, label),
      dot,
    );
    byId("bottom").append(button);
    return () => {
      const news = chat() ? unread(chat()) : 0;
      show(dot, news > 0);
      say(number, String(news));
      if (state.view === view) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    };
  });
  const update = () => updates.forEach((each) => each());
  for (const topic of /** @type {const} */ (["town", "phone", "shown"])) when(topic, update);
}
