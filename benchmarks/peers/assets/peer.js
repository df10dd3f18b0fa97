/* The functions that the two dash-leaflet peers name. What is painted shows itself by the month of the points made:
   the callback's first point carries it, the hideout variant reads it from the hideout. */
window.bench = Object.assign({}, window.bench, {
  shown: -1,
  made: 0,
  step: (month) => window.dash_clientside.set_props("slider", { value: month }),
  ready: () => window.bench.made > 0 && Boolean(document.querySelector(".leaflet-container canvas")),
  peer: {
    filter: (feature, context) => {
      window.bench.shown = context.hideout.month;
      return feature.properties.start <= context.hideout.month && context.hideout.month < feature.properties.end;
    },
    point: (feature, latlng) => {
      window.bench.made++;
      if (feature.properties.month !== undefined) window.bench.shown = feature.properties.month;
      return window.L.circleMarker(latlng, { radius: 4, weight: 1, color: "#fff", fillColor: feature.properties.color, fillOpacity: 1 });
    },
  },
});
