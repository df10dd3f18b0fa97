/* Evaluated in a page by test_map.py: what is clipped, covered, too small or pushed off the screen; empty when all is well. */
() => {
  const wrong = [];
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length > 0;
  const name = (e) => e.id || e.dataset.map || e.dataset.dock || e.dataset.tab || e.dataset.lang || e.className || e.tagName;
  const boxes = (list) => list.filter(seen).map((e) => [name(e), e.getBoundingClientRect(), e]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const find = (selector) => [...document.querySelectorAll(selector)];

  /* Controls, but for those in boxes that scroll of their own or move with the map. */
  const scrolls = ".rail, .dossier, .leaflet-pane, .dock-pins, [role=listbox], .skip, .visually-hidden";
  const controls = boxes(find("button, input, select, summary, a[href], [role=slider]").filter((e) => !e.closest(scrolls)));
  for (const [n, r] of controls) {
    if (r.left < -0.5 || r.top < -0.5 || r.right > innerWidth + 0.5 || r.bottom > innerHeight + 0.5) wrong.push(`${n} leaves the screen`);
    if (r.width < 10 || r.height < 10) wrong.push(`${n} is too small`);
  }
  const parts = boxes(find(".map-tools, #legend, .map-scale, #map-note, #dossier-hint, .edge, .dock-date, .dock-buttons, .dock-plot, .dock-day, .topbar, .sentence"));
  for (const list of [controls, parts]) {
    list.forEach(([n, r, e], i) => {
      for (const [m, q, f] of list.slice(i + 1)) if (!e.contains(f) && !f.contains(e) && meet(r, q)) wrong.push(`${n} lies over ${m}`);
    });
  }
  for (const [n, , e] of boxes(find(".tab, .button"))) if (e.scrollWidth > e.clientWidth + 1) wrong.push(`${n} is clipped`);
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page scrolls sideways");

  const map = document.getElementById("map").getBoundingClientRect();
  if (document.getElementById("dock").getBoundingClientRect().bottom > innerHeight + 0.5) wrong.push("the dock is pushed out");
  for (const [, r, e] of boxes(find(".wheel-box .disc"))) {
    if (r.left < map.left || r.right > map.right || r.top < map.top || r.bottom > map.bottom) wrong.push(`${e.closest(".wheel-box").dataset.iso} leaves the map`);
  }
  const names = boxes(find(".wheel-name"));
  names.forEach(([, r, e], i) => { for (const [, q, f] of names.slice(i + 1)) if (meet(r, q)) wrong.push(`${e.textContent} lies over ${f.textContent}`); });
  return wrong;
}
