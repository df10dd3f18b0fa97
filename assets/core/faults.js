/* Bars that say what failed. */
import { on } from "./events.js";
import { whenThere } from "./root.js";
import { escape } from "./text.js";
import { t } from "./words.js";

/* Faults: a bar that says what failed and offers to try again; the last good state stays. */
export function bar(id, html, buttons) {
  whenThere("#bars", (holder) => {
    const old = document.getElementById(id);
    if (old) old.remove();
    const div = document.createElement("div");
    div.className = "bar";
    div.id = id;
    div.innerHTML = html;
    for (const [label, fn] of buttons) {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "button";
      b.textContent = label;
      b.addEventListener("click", () => {
        div.remove();
        fn();
      });
      div.appendChild(b);
    }
    holder.appendChild(div);
  });
}
const spoken = (key, fallback) => (t(key) === key ? fallback : t(key));
on("fault", ({ what, name, retry }) => {
  const note = document.getElementById("starting");
  if (note) note.remove();
  const text = spoken(
    "shell.fault." + what,
    "The atlas's data could not be read. / De gegevens konden niet worden gelezen.",
  ).replace("{name}", name || "");
  bar("fault-" + what, `<span>${escape(text)}</span>`, [
    [spoken("shell.retry", "Try again / Opnieuw"), retry],
    [spoken("shell.close", "Close / Sluiten"), () => {}],
  ]);
});
