/* One tooltip for the map: what a segment, a site or a leg is, in words; it never covers its own wheel. */
(function () {
  "use strict";
  const atlas = window.atlas;
  let box = null;

  function element() {
    if (!box) {
      box = document.createElement("div");
      box.className = "tip";
      box.setAttribute("role", "tooltip");
      box.hidden = true;
      document.body.appendChild(box);
    }
    return box;
  }

  function place(anchor, html) {
    const tip = element();
    tip.innerHTML = html;
    tip.hidden = false;
    const r = tip.getBoundingClientRect(), gap = 10;
    let left = anchor.left + anchor.width / 2 - r.width / 2, top = anchor.top - r.height - gap;
    if (top < 4) top = anchor.bottom + gap;
    left = Math.max(4, Math.min(left, innerWidth - r.width - 4));
    tip.style.left = left + "px";
    tip.style.top = top + "px";
  }

  const since = (engine, item, t) => {
    const p = engine.period(item);
    const words = { on: "time.since", by: "time.by", after: "time.after" };
    return `${t(words[p.start_relation])} ${atlas.dateWords(p.start_date)}`;
  };

  atlas.tip = {
    at: place,
    hide() { if (box) box.hidden = true; },
    text(instance, event, head, body) {
      place({ left: event.clientX, top: event.clientY, width: 0, height: 0, bottom: event.clientY }, `<b>${atlas.escape(head)}</b><span>${atlas.escape(body)}</span>`);
    },
    site(instance, target, mark) {
      const { engine } = atlas.state, t = atlas.t;
      const lines = mark.items.slice(0, 5).map((r) => {
        const e = engine.engagements[r.e];
        return `<li>${atlas.symbols.dot(engine.data.statuses[r.row.s], "var(--onink)", 5)}${atlas.escape(atlas.pick(e, "name"))} <i>${atlas.escape(t("status." + engine.data.statuses[r.row.s]).toLowerCase())} ${atlas.escape(since(engine, r, t))}</i></li>`;
      });
      place(target.getBoundingClientRect(), `<b>${atlas.escape(atlas.pick(mark.place, "name"))} · ${atlas.escape(t("role." + mark.role))}</b><ul>${lines.join("")}</ul>${mark.dated ? "" : `<span>${atlas.escape(t("doubt.undated"))}</span>`}${atlas.isApproximate(mark.place) ? `<span>${atlas.escape(t("doubt.approximate"))}</span>` : ""}`);
    },
    wheel(instance, target, iso, instrument) {
      const { engine } = atlas.state, t = atlas.t;
      const scene = instance.scene, look = engine.look(scene);
      const wheel = look.wheels[iso], name = atlas.pick(engine.countries.get(iso), "name");
      const anchor = (target.querySelector(".wheel") || target).getBoundingClientRect();
      if (!instrument) {
        place(anchor, `<b>${atlas.escape(name)}</b><span>${atlas.escape(t("map.running", { n: wheel.running }))}, ${atlas.escape(t("map.open", { n: wheel.open }))}</span>`);
        return;
      }
      const segment = wheel.segments[engine.data.instruments.indexOf(instrument)];
      const rows = segment.items.filter((r) => (engine.data.open >> r.row.s) & 1);
      const lines = rows.slice(0, 6).map((r) => {
        const status = engine.data.statuses[r.row.s];
        return `<li>${atlas.symbols.dot(status, "var(--onink)", 5)}${atlas.escape(atlas.pick(engine.engagements[r.e], "name"))} <i>${atlas.escape(t("status." + status).toLowerCase())}${r.row.c.length ? " ≠" : ""}</i></li>`;
      });
      if (rows.length > 6) lines.push(`<li>${atlas.escape(t("map.more", { n: rows.length - 6 }))}</li>`);
      place(anchor, `<b>${atlas.escape(t("instrument." + instrument))} · ${atlas.escape(name)}</b><span>${atlas.escape(t("segment." + segment.state))}</span><ul>${lines.join("")}</ul>`);
    },
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") atlas.tip.hide(); });
})();
