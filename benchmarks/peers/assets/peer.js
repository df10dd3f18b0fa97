/* The functions that the two peers name; a redraw shows itself by the points it makes. */
window.bench = Object.assign({}, window.bench, {
  peer: {
    filter: (feature, context) => feature.properties.start <= context.hideout.month && context.hideout.month < feature.properties.end,
    point: (feature, latlng) => {
      window.benchPoints = (window.benchPoints || 0) + 1;
      if (!window.benchPending) { window.benchPending = true; queueMicrotask(() => { window.benchPending = false; window.benchUpdates = (window.benchUpdates || 0) + 1; window.benchLast = performance.now(); }); }
      return window.L.circleMarker(latlng, { radius: 5, weight: 1, color: "#fff", fillColor: feature.properties.color, fillOpacity: 1 });
    },
  },
});
