/* Town and water labels, site symbols, and markers for what lies off the map. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { symbols } = atlas;
  const ORDER = ["embassy", "office", "headquarters", "field_site", "training_centre", "academy"];
  let labels = null;
  atlas.isApproximate = (place) => Boolean(place.coord_precision) && !/town|centre|center/i.test(place.coord_precision);

  function marker(instance, lat, lon, html, pane, className) {
    const icon = window.L.divIcon({ className: "atlas-mark " + (className || ""), html, iconSize: [0, 0] });
    return window.L.marker([lat, lon], { icon, pane: instance.pane(pane), keyboard: false, interactive: false }).addTo(instance.map);
  }

  /* ---- fixed labels ---- */
  function drawLabels(instance, lang) {
    for (const l of instance.labels || []) l.marker.remove();
    instance.labels = labels.labels.map((label) => {
      const html = `${label.dot ? '<i class="town-dot"></i>' : ""}<span class="label c-${atlas.escape(label.class)} a-${atlas.escape(label.anchor || "middle")}" style="--dx:${label.dx || 0};--dy:${label.dy || 0};--turn:${label.rotate || 0}deg">${atlas.escape(label[lang] || label.en)}</span>`;
      const made = marker(instance, label.lat, label.lon, html, label.class === "town" ? "towns" : "labels", "label-mark");
      return { label, marker: made, element: made.getElement().querySelector(".label") };
    });
    instance.labelLang = lang;
    tidySoon(instance);
  }

  /* Boxes along the legs of the routes: a name of the surroundings is not written through a line. */
  const LEG_STEP_PX = 8;
  function alongLegs(instance, box) {
    const found = [], lines = instance.routesOn ? [...instance.legs.values()] : [];
    for (const part of lines.flatMap((leg) => leg._parts || [])) {
      const at = part.map((p) => instance.map.layerPointToContainerPoint(p));
      at.slice(1).forEach((b, i) => {
        const a = at[i], steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / LEG_STEP_PX) || 1;
        for (let k = 0; k <= steps; k++) {
          const x = box.left + a.x + ((b.x - a.x) * k) / steps, y = box.top + a.y + ((b.y - a.y) * k) / steps;
          found.push({ left: x, right: x, top: y, bottom: y });
        }
      });
    }
    return found;
  }
  /* Drop labels that collide: lower classes give way; countries and what carries a wheel never do. */
  function thin(instance) {
    if (!instance.labels) return;
    const rank = (c) => ({ 3: 1, town: 1, water: 2, 4: 3, river: 4, 5: 5, region: 5 })[c] || 3;
    const box = instance.map.getContainer().getBoundingClientRect();
    const taken = [...instance.map.getContainer().querySelectorAll(".wheel-box:not(.is-bare) .disc, .wheel-name, .wheel-region, .wheel-state, .site, .site-name:not([hidden]), .edge, .r-figure")].map((e) => e.getBoundingClientRect()).concat(atlas.points.boxes(instance));
    const legs = alongLegs(instance, box);
    // A hidden label keeps its box: all are measured before any is written, so that the page is laid out once.
    const sorted = [...instance.labels].sort((a, b) => rank(a.label.class) - rank(b.label.class)).map((l) => ({ l, r: l.element.getBoundingClientRect() }));
    for (const { l, r } of sorted) {
      const off = r.right < box.left || r.left > box.right || r.bottom < box.top || r.top > box.bottom;
      const hidden = !off && (meets(r, taken) || (l.label.class === 4 && meets(r, legs)));
      l.element.style.visibility = hidden ? "hidden" : "";
      if (!hidden) taken.push(r);
    }
  }

  /* ---- sites ---- */
  function siteHtml(instance, marks, context) {
    const { t, engine } = context;
    const place = marks[0].place;
    const buttons = marks.map((mark) => {
      const rows = [...new Set(mark.entries.map((x) => `${atlas.pick(engine.engagements[x.item.e], "name")}: ${atlas.siteWords(engine, x, t)}`))];
      const label = `${atlas.pick(place, "name")}: ${t("role." + mark.role)}. ${rows.join("; ")}`;
      const approximate = atlas.isApproximate(place);
      return `<button type="button" class="site" data-ref="site:${atlas.escape(mark.sites[0].site_id)}" data-key="${atlas.escape(mark.key)}" aria-label="${atlas.escape(label)}">`
        + symbols.site(mark.role, mark.state, instance.u, approximate, !mark.dated) + "</button>";
    });
    return `<div class="site-row">${buttons.join("")}<span class="site-name">${atlas.escape(atlas.pick(place, "name"))}</span></div>`;
  }

  /* A place's symbols are built once for each look they can have, and shown or hidden after that. */
  function showSite(instance, key, marks, context) {
    let entry = instance.siteCache.get(key);
    if (!entry) {
      const place = marks[0].place;
      const made = marker(instance, place.lat, place.lon, siteHtml(instance, marks, context), "sites", "site-mark");
      const row = made.getElement().firstChild;
      window.L.DomEvent.disableClickPropagation(row);
      entry = { marker: made, key, marks };
      bindSites(instance, row, entry);
      instance.siteCache.set(key, entry);
    }
    entry.marks = marks;
    const { style } = entry.marker.getElement();
    if (style.display) style.display = "";
    style.visibility = "";
    return entry;
  }

  /* What a mark's words depend on. */
  const rowsOf = (mark) => mark.entries.map((x) => `${x.site.site_id} ${x.item.row.p} ${x.item.row.f}`).join();

  function paintSites(instance, context) {
    const groups = new Map();
    for (const mark of context.look.sites) {
      if (mark.off) continue;
      if (!groups.has(mark.place.place_id)) groups.set(mark.place.place_id, []);
      groups.get(mark.place.place_id).push(mark);
    }
    instance.sites = instance.sites || new Map();
    instance.siteCache = instance.siteCache || new Map();
    let changed = false;
    /* Under a hand that drags the symbol keeps its box, so that the page is not laid out for it; spread() takes it away. */
    const hide = (held) => { const { style } = held.marker.getElement(); if (atlas.dragging) style.visibility = "hidden"; else style.display = "none"; };
    for (const [id, held] of instance.sites) if (!groups.has(id)) { hide(held); instance.sites.delete(id); changed = true; }
    for (const [id, marks] of groups) {
      marks.sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
      const key = id + context.scene.lang + instance.u + marks.map((m) => m.key + m.state + m.dated + rowsOf(m)).join();
      const held = instance.sites.get(id);
      if (held && held.key === key) { held.marks = marks; continue; }
      changed = true;
      if (held) hide(held);
      instance.sites.set(id, showSite(instance, key, marks, context));
    }
    for (const { marker: m, marks } of instance.sites.values()) {
      const on = marks.some((mark) => mark.sites.some((s) => context.scene.selection.includes("site:" + s.site_id) || context.scene.selection.includes("engagement:" + s.engagement_id)));
      if (m.selected !== on) { m.selected = on; m.getElement().firstChild.classList.toggle("is-selected", on); }
    }
    if (changed) tidySoon(instance);
  }

  function bindSites(instance, row, entry) {
    const markOf = (target) => { const b = target.closest && target.closest(".site"); return b ? entry.marks.find((m) => m.key === b.dataset.key) : null; };
    row.addEventListener("click", (event) => {
      const mark = markOf(event.target);
      if (mark) atlas.emit("select", { ref: "site:" + mark.sites[0].site_id, from: event.target.closest(".site") });
    });
    const show = (event) => { const mark = markOf(event.target); if (mark) atlas.tip.site(instance, event.target.closest(".site"), mark); };
    row.addEventListener("pointerover", show);
    row.addEventListener("focusin", show);
    row.addEventListener("pointerout", () => atlas.tip.hide());
    row.addEventListener("focusout", () => atlas.tip.hide());
  }

  /* Town names go to the side where they cover nothing; where both sides are taken the name is dropped, never a symbol. */
  const NEAR_PX = 40;
  const SIDES = ["right", "left", "below", "above"];
  const meets = (r, list) => list.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);
  const NUDGE_PX = 9;
  /* Symbols of two towns that would cover each other step aside, the eastern one to the east. */
  function nudge(instance) {
    const rows = [...instance.sites.values()].map(({ marker: m }) => m.getElement().firstChild);
    for (const row of rows) row.style.marginLeft = "";
    const seen = rows.map((row) => ({ row, r: row.getBoundingClientRect(), by: 0 })).sort((a, b) => a.r.left + a.r.right - b.r.left - b.r.right);
    const most = NUDGE_PX * instance.u;
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1)) {
        const over = a.r.right + a.by - (b.r.left + b.by) - 3, level = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
        if (over <= 0 || level <= 4) continue;
        a.by = Math.max(-most, a.by - over / 2);
        b.by = Math.min(most, b.by + over / 2);
      }
    });
    for (const { row, by } of seen) if (by) row.style.marginLeft = `${Math.round(by)}px`;
  }
  function spread(instance) {
    if (!instance.sites) return;
    for (const held of instance.siteCache.values()) if (held.marker.getElement().style.visibility) Object.assign(held.marker.getElement().style, { visibility: "", display: "none" });
    nudge(instance);
    const box = instance.map.getContainer();
    const boxes = (selector) => [...box.querySelectorAll(selector)].map((e) => [e, e.getBoundingClientRect()]);
    const wheels = boxes(".wheel-box:not(.is-bare) .disc, .wheel-name, .wheel-region, .wheel-state, .edge, .r-figure").map(([, r]) => r).concat(atlas.points.boxes(instance)), sites = boxes(".site");
    const names = [...instance.sites.values()].map(({ marker: m }) => ({ row: m.getElement().firstChild, name: m.getElement().querySelector(".site-name") }));
    for (const { name } of names) name.hidden = false;
    /* All boxes are measured before any side is chosen: the page is laid out once, not once for each side of each name. */
    const placed = [], measured = names.map(({ row, name }) => ({ row, name, r: row.getBoundingClientRect(), n: name.getBoundingClientRect() }));
    /* "Mopti (near Sévaré)" beside "Sévaré" names one place twice. */
    const near = NEAR_PX * instance.u, middle = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
    const said = (row, name, r) => measured.some((other) => other.row !== row && other.name.textContent.includes(name.textContent)
      && other.name.textContent !== name.textContent && Math.hypot(middle(other.r)[0] - middle(r)[0], middle(other.r)[1] - middle(r)[1]) < near);
    for (const { row, name, r, n } of measured) {
      const taken = [...sites.filter(([e]) => !row.contains(e)).map(([, box]) => box), ...wheels, ...placed];
      const side = SIDES.find((one) => !said(row, name, r) && !meets(beside(one, r, n), taken));
      if (side) placed.push(beside(side, r, n));
      row.dataset.side = side || SIDES[0];
      name.hidden = !side;
    }
  }
  /* The box of a name beside its symbols, as `.site-name` in the style sheet puts it. */
  function beside(side, r, n) {
    const left = { right: r.right, left: r.left - n.width }[side] ?? (r.left + r.right - n.width) / 2;
    const top = { below: r.top + 0.9 * r.height, above: r.top + 0.1 * r.height - n.height }[side] ?? (r.top + r.bottom - n.height) / 2;
    return { left, top, right: left + n.width, bottom: top + n.height };
  }

  function tidy(instance) {
    clearTimeout(instance.tidy);
    spread(instance);
    thin(instance);
  }
  /* Measuring boxes makes the browser lay the page out: wait until time stands still, and at first until all is drawn. */
  const unfinished = (instance) => !instance.thinned && instance.options.wheels !== false;
  function tidySoon(instance) {
    if (unfinished(instance)) return;
    clearTimeout(instance.tidy);
    instance.tidy = setTimeout(() => { if (atlas.dragging) tidySoon(instance); else tidy(instance); }, instance.tidied ? 140 : 0);
    instance.tidied = true;
  }

  /* ---- off the map: a marker on the frame, at the longitude where the place lies ---- */
  function placeEdges(instance) {
    const holder = instance.map.getContainer().querySelector(".edges"), at = holder && holder.firstChild && instance.edgeAt;
    if (!at) return;
    const hint = instance === atlas.map.main && document.getElementById("dossier-hint");
    const least = hint && hint.offsetWidth ? hint.offsetLeft + hint.offsetWidth + 8 : 56;
    const width = instance.map.getSize().x, x = instance.map.latLngToContainerPoint(at).x - holder.offsetWidth / 2;
    holder.style.transform = `translateX(${Math.round(Math.max(least, Math.min(x, width - holder.offsetWidth - 8)))}px)`;
  }
  function paintEdges(instance, context) {
    const box = instance.map.getContainer();
    let holder = box.querySelector(".edges");
    if (!holder) { holder = document.createElement("div"); holder.className = "edges"; box.appendChild(holder); window.L.DomEvent.disableClickPropagation(holder);
      holder.addEventListener("click", (e) => { const b = e.target.closest("button"); if (b) atlas.emit("select", { ref: b.dataset.ref, from: b }); }); }
    const marks = context.look.sites.filter((m) => m.off);
    const key = context.scene.lang + marks.map((m) => m.key + m.state + m.dated).join();
    if (holder.dataset.key === key) return;
    holder.dataset.key = key;
    holder.innerHTML = marks.map((m) => `<button type="button" class="edge" data-ref="site:${atlas.escape(m.sites[0].site_id)}"><span aria-hidden="true">↑</span> ${atlas.escape(atlas.pick(m.place, "name"))}${symbols.site(m.role, m.state, instance.u * 0.9, false, !m.dated)}</button>`).join("");
    instance.edgeAt = marks.length ? [marks[0].place.lat, marks[0].place.lon] : null;
    placeEdges(instance);
  }

  atlas.map.part({
    name: "places",
    attach(instance) {
      atlas.map.file("labels.json").then((data) => { labels = data; atlas.repaint(); });
      instance.map.on("move zoomend resize", () => placeEdges(instance));
      instance.map.on("zoomend resize", () => { if (!unfinished(instance)) requestAnimationFrame(() => tidy(instance)); });
    },
    paint(instance, context) {
      if (labels && (instance.labelLang !== context.scene.lang || !instance.labels)) drawLabels(instance, context.scene.lang);
      const box = instance.map.getContainer();
      box.classList.toggle("no-places", !context.scene.layers.includes("places"));
      const routes = context.scene.layers.includes("routes");
      if (instance.routesSeen !== routes && instance.labels) { instance.routesSeen = routes; tidySoon(instance); }
      if (instance.options.sites === false) return;
      paintSites(instance, context);
      paintEdges(instance, context);
    },
  });
  /* A font that came after the names were measured gives them another width. */
  document.fonts.addEventListener("loadingdone", () => { for (const i of atlas.map.instances) tidySoon(i); });
  atlas.on("painted", () => { for (const i of atlas.map.instances) if (!i.thinned && i.labels && i.wheels) { i.thinned = i.tidied = true; requestAnimationFrame(() => tidy(i)); } });
})();
