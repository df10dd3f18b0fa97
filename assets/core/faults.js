/* Bars that say what failed. */
import { h } from "./dom.js";
import { on } from "./events.js";
import { markup } from "./markup.js";
import { whenThere } from "./root.js";
import { t } from "./words.js";

/* Faults: a bar that says what failed and offers to try again; the last good state stays. */
/** @param {string} id @param {Node | string} said A node, or markup whose words were escaped where it was made
    @param {[label: string, fn: () => unknown][]} buttons */
export function bar(id, said, buttons) {
  whenThere("#bars", (holder) => {
    const old = document.getElementById(id);
    if (old) old.remove();
    const div = h("div", { class: "bar", id }, typeof said === "string" ? markup(said) : said);
    for (const [label, fn] of buttons) {
      const onclick = () => {
        div.remove();
        fn();
      };
      div.append(h("button", { type: "button", class: "button", onclick }, label));
    }
    holder.append(div);
  });
}
/** @param {string} key @param {string} fallback */
const spoken = (key, fallback) => (t(key) === key ? fallback : t(key));
on("fault", ({ what, name, retry }) => {
  const note = document.getElementById("starting");
  if (note) note.remove();
  const text = spoken(
    "shell.fault." + what,
    "The atlas's data could not be read. / De gegevens konden niet worden gelezen.",
  ).replace("{name}", name || "");
  bar("fault-" + what, h("span", {}, text), [
    [spoken("shell.retry", "Try again / Opnieuw"), retry],
    [spoken("shell.close", "Close / Sluiten"), () => {}],
  ]);
});
