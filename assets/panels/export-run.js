/* An export that runs on the server: started, followed, stopped, and handed over. */
import { number, t as word } from "../core/words.js";
import { asked, at, held, input, t, TITLE_LIMIT } from "./export-form.js";

/** @typedef {import("./export-form.js").Running} Running */

const POLL_MS = 200;

/* ---- asking the server ---- */
/** @param {string} path @param {object} body */
export async function post(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error(t("fault.net"));
  }
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({ error: String(answer.status) }));
  throw new Error(spoken(said));
}
/* What often goes wrong is said in the language of the page; the rest as the server puts it. */
/** @param {{ error: string, where?: string }} fault */
function spoken({ error, where }) {
  const key = "export.fault." + where;
  return word(key) === key ? error : word(key, { n: TITLE_LIMIT });
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/* ---- the course of an export ---- */
/** @param {string} text @param {boolean} [fault] */
export function say(text, fault) {
  held.sayings += 1;
  const said = at("#export-said");
  if (said.textContent !== text) said.textContent = text;
  said.classList.toggle("fault", Boolean(fault));
}
/** @param {number} bytes */
const size = (bytes) =>
  bytes < 1e6 ? `${number(Math.max(1, Math.round(bytes / 1e3)))} kB` : `${number(Math.round(bytes / 1e5) / 10)} MB`;
/** @param {boolean} on */
function busy(on) {
  at("#export-stop").hidden = at("progress").hidden = !on;
  input("#export-start").disabled = on;
  if (on) at("#export-save").hidden = true;
  else at(".export-step").textContent = "";
}

/* One at a time. */
export async function start() {
  if (held.running) return;
  /** @type {Running} */
  const mine = { id: "" };
  held.running = mine;
  busy(true);
  say(t("preview.wait"));
  try {
    let now = await (await post("api/export", asked())).json();
    mine.id = now.id;
    if (mine.stopped) {
      await post(`api/export/${now.id}/cancel`, {});
      throw new Error("");
    }
    say(t("running", { name: now.name, share: 0 }));
    while (["queued", "running"].includes(now.state)) {
      /** @type {HTMLProgressElement} */ (at("progress")).value = now.share;
      at(".export-step").textContent = now.state === "queued" ? t("queued") : now.step;
      await new Promise((done) => setTimeout(done, POLL_MS));
      const answer = await fetch("api/export/" + now.id).catch(() => {
        throw new Error(t("fault.net"));
      });
      now = await answer.json();
    }
    ended(now, mine);
  } catch (error) {
    if (!mine.stopped) say(messageOf(error), true);
  }
  if (held.running === mine) {
    held.running = null;
    busy(false);
  }
}

/** @param {any} now @param {Running} mine */
function ended(now, mine) {
  if (mine.stopped || now.state === "cancelled") {
    say(t("stopped"));
    return;
  }
  if (now.state !== "done") {
    say(t("failed", { error: spoken(now) }), true);
    return;
  }
  const link = /** @type {HTMLAnchorElement} */ (at("#export-save"));
  link.href = `api/export/${now.id}/file`;
  link.download = now.name;
  link.textContent = t("save");
  link.hidden = false;
  say(t("done", { name: now.name, size: size(now.size) }));
  link.click();
  input("#export-start").disabled = false;
}

export function stop() {
  if (!held.running) return;
  held.running.stopped = true;
  if (held.running.id) post(`api/export/${held.running.id}/cancel`, {}).catch(() => {});
  held.running = null;
  say(t("stopped"));
  busy(false);
  at("#export-start").focus();
}
