/* The markup of the builder: a draft, its scenes in their order, what was refused, and the buttons. */
import { h } from "../core/dom.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";
import { talk } from "./talk.js";

/** @typedef {import("../contract").StoryScene} StoryScene */
/* A scene as it is being written: what Python tells of it comes later. */
/** @typedef {Omit<StoryScene, "written" | "rests" | "source" | "clock" | "documented">} DraftScene */
/** @typedef {{ id: string, title: import("../contract").Said, scenes: DraftScene[] }} Draft */

/** @param {string} path @param {string} label @param {string} value */
const input = (path, label, value) => h("label", {}, h("span", {}, label), h("input", { "data-field": path, value }));
/** @param {string} path @param {string} label @param {string} value */
const area = (path, label, value) =>
  h("label", {}, h("span", {}, label), h("textarea", { "data-field": path, rows: 2 }, value));
/** @param {string} act @param {string} words @param {Record<string, any>} [more] */
const button = (act, words, more) => h("button", { type: "button", class: "button", "data-act": act, ...more }, words);
/** @param {DraftScene} s @param {number} k @param {boolean} last */
function sceneLine(s, k, last) {
  const n = k + 1,
    dates = [s.scene.date, s.scene.to].filter(Boolean).map((date) => dateWords(date));
  const act = (
    /** @type {string} */ what,
    /** @type {string} */ sign,
    /** @type {string} */ key,
    /** @type {boolean} */ off = false,
  ) => {
    const words = t(key, { k: n });
    return button(what, sign, {
      class: "button icon",
      "data-k": k,
      "aria-label": words,
      title: words,
      disabled: off,
    });
  };
  return h(
    "li",
    {},
    h(
      "div",
      { class: "b-head" },
      h("b", {}, `${n}. ${dates.join(" – ")}`),
      h(
        "span",
        {},
        act("up", "↑", "builder.up", k === 0),
        act("down", "↓", "builder.down", last),
        act("show", "◉", "builder.show"),
        act("remove", "×", "builder.remove"),
      ),
    ),
    area(`${k}.caption.en`, t("builder.caption.en"), s.caption.en),
    area(`${k}.caption.nl`, t("builder.caption.nl"), s.caption.nl),
  );
}
/** @param {Draft} draft */
const top = (draft) =>
  h(
    "div",
    { class: "b-top" },
    input("title.en", t("builder.name.en"), draft.title.en),
    input("title.nl", t("builder.name.nl"), draft.title.nl),
    h(
      "label",
      {},
      h("span", {}, t("builder.from")),
      h(
        "select",
        { "data-act": "from" },
        h("option", { value: "" }),
        (talk.stories || []).map((s) => h("option", { value: s.id }, s.title[state.scene.lang])),
      ),
    ),
  );
/** @param {string[]} faults */
const told = (faults) =>
  h(
    "div",
    { role: "alert", class: "b-faults" },
    h("p", {}, t("builder.faults")),
    h(
      "ul",
      {},
      faults.map((fault) => h("li", {}, fault)),
    ),
  );
/** @param {Draft} draft */
const foot = (draft) =>
  h(
    "footer",
    {},
    h(
      "label",
      { class: "button b-open", tabindex: 0 },
      t("builder.open"),
      h("input", { type: "file", class: "visually-hidden", accept: ".yaml,.yml", tabindex: -1 }),
    ),
    button("download", t("builder.download")),
    button("present", t("present.start"), { class: "button primary", disabled: !draft.scenes.length }),
  );
/** @param {{ draft: Draft, faults: string[], said: string, undoes: boolean }} now */
export function panel({ draft, faults, said, undoes }) {
  const { scenes } = draft,
    lines = scenes.map((scene, k) => sceneLine(scene, k, k === scenes.length - 1));
  return [
    h("header", {}, h("h2", {}, t("builder.title")), button("close", t("shell.close"))),
    top(draft),
    h(
      "div",
      { class: "b-tools" },
      button("add", t("builder.add"), { class: "button primary" }),
      button("undo", t("builder.undo"), { disabled: !undoes }),
    ),
    h("p", { class: "muted b-hint" }, t("builder.figures")),
    faults.length ? told(faults) : null,
    h("p", { role: "status", class: "muted b-said" }, said),
    lines.length ? h("ol", { class: "b-scenes" }, lines) : h("p", { class: "muted" }, t("builder.empty")),
    foot(draft),
  ];
}
