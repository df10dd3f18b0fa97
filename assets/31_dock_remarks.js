/* What the plot of the dock says of itself, as words over it: what is not recorded and what a step is are doors. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const LABEL_GAP = 8;

  /* What the plot says of itself: the unknown before, the steps that are documentation, what no source speaks of. */
  function remarks(context, s, series, hatchFrom, widthOf) {
    const { engine, t } = context, taken = [];
    const put = (x, anchor, text, weight, tag) => {
      const wide = widthOf(text, weight), ends = anchor === "end" ? [x - wide, x] : [x, x + wide];
      if (ends[0] < s.left || ends[1] > s.width || taken.some(([a, b]) => ends[0] < b + LABEL_GAP && ends[1] > a - LABEL_GAP)) return "";
      taken.push(ends);
      const place = `left:${ends[0].toFixed(1)}px;top:${s.top - 4}px`;
      return tag(`style="${place}"`, atlas.escape(text));
    };
    let html = series[0].silent ? put(s.left + 6, "start", t("dock.silent", { n: series[0].silent }), 400, silentTag) : "";
    if (hatchFrom <= engine.raw.window[1]) {
      const words = t(context.scene.known && hatchFrom - 1 === engine.clock(context.scene).known ? "dock.after.known" : "dock.after.source");
      html += put(s.x(hatchFrom) + 6, "start", words, 400, afterTag) || put(s.width - s.right, "end", words, 400, afterTag);
    }
    for (const jump of atlas.dockCurve.jumps(engine, context.scene, series).sort((a, b) => b.n - a.n)) {
      const words = jumpWords(context, jump), at = s.x(jump.day), tag = jumpTag(context, jump);
      html += put(at - 7, "end", words, 600, tag) || put(at + 7, "start", words, 600, tag);
    }
    return html;
  }
  /* What is not recorded opens the sheet on it, which a page in a file does not have; a step opens its comparison. */
  const plainTag = (name) => (place, words) => `<span class="dock-remark dock-${name}" ${place}>${words}</span>`;
  const afterTag = plainTag("after");
  function silentTag(place, words) {
    if (location.protocol === "file:") return plainTag("silent")(place, words);
    return `<button type="button" class="dock-remark dock-silent" data-unknown="start" ${place}>${words}</button>`;
  }
  function jumpTag({ engine, scene }, jump) {
    const { changesPatch, visitAttributes } = atlas.doors, days = { before: jump.day - 1, date: atlas.days.toIso(jump.day) };
    const patch = changesPatch(engine, scene, { ...days, change: ["documented", "counted"] }, jump.n);
    if (!patch) return plainTag("jump");
    return (place, words) => `<a class="dock-remark dock-jump" ${visitAttributes(patch)} ${place}>${words}</a>`;
  }
  function jumpWords({ engine, scene, t }, { n, documents }) {
    const first = documents.length ? engine.data.documents[documents[0]] : null;
    if (!first) return t("dock.jump.none", { n });
    const letter = first.document_id === engine.raw.letter.id, x = letter ? t("dock.jump.letter") : atlas.dossier.locator(engine, documents[0]);
    return t(documents.length > 1 ? "dock.jump.more" : "dock.jump", { n, x, k: documents.length - 1, lang: scene.lang });
  }

  atlas.dockRemarks = remarks;
})();
