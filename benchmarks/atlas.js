/* The atlas under the same loop: its own page, stepped as its slider does while it is dragged; or the layer alone. */
({ set, alone }) => {
  const bench = (window.bench = { shown: -1 });
  const name = (month) => `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const number = (date) => (Number(date.slice(0, 4)) - 2012) * 12 + Number(date.slice(5, 7)) - 1;
  atlas.hand.drags = true;
  bench.step = (month) => atlas.state.preview({ date: name(month) });
  atlas.on("painted", ({ scene }) => { bench.shown = number(scene.date); });
  if (!set) return;
  const column = (name, Kind) => new Kind(Uint8Array.from(atob(set[name]), (c) => c.charCodeAt(0)).buffer);
  const days = (months) => Int32Array.from(months, (m) => Math.round(Date.UTC(2012, m, 1) / 86400000));
  const loaded = atlas.points.load({
    lon: column("lon", Float32Array), lat: column("lat", Float32Array), kind: column("kind", Uint8Array),
    from: days(column("start", Int16Array)), until: days(column("end", Int16Array)),
  });
  if (!alone) return;
  const lastOf = (month) => Math.round(Date.UTC(2012, month + 1, 1) / 86400000) - 1;
  bench.step = (month) => { loaded.step(lastOf(month)); bench.shown = month; };
}
