/* The page that the atlas serves. What listens and paints does so in the order of these lines. */
import "./core/boot.js";
import "./core/faults.js";
import "./panels/page.js";
import "./map/scale.js";
import "./core/doors.js";
import "./map/patterns.js";
import "./map/base.js";
import "./map/patience.js";
import { ready } from "./map/take-over.js";
import "./map/wheels.js";
import "./map/places.js";
import "./map/routes.js";
import "./map/fill.js";
import "./map/points.js";
import "./map/styled.js";
import "./panels/strip-patterns.js";
import { setFacet } from "./panels/rail.js";
import "./core/ahead.js";
import { isPlaying } from "./panels/dock.js";
import "./panels/legend.js";
import "./panels/search.js";
import { keyRows } from "./panels/keys.js";
import "./panels/clocks.js";
import "./panels/dossier.js";
import "./panels/dossier-doors.js";
import { all, show } from "./panels/table.js";
import "./panels/table-tools.js";
import "./panels/timeline.js";
import "./panels/dossier-country.js";
import "./panels/dossier-engagement.js";
import "./panels/dossier-documents.js";
import "./panels/dossier-events.js";
import "./panels/dossier-places.js";
import "./panels/dossier-feature.js";
import "./panels/share.js";
import "./panels/compare.js";
import "./panels/route.js";
import "./panels/export.js";
import "./panels/unknown.js";
import { go } from "./present/presenter.js";
import "./present/presenter-keys.js";
import "./present/screen.js";
import "./present/notes.js";
import "./present/offline.js";
import "./present/builder.js";
import "./core/alive.js";
import "./panels/marking-choice.js";
import { fetchJson } from "./core/ask.js";
import * as comparison from "./core/comparison.js";
import { days } from "./core/days.js";
import * as doors from "./core/doors.js";
import { on } from "./core/events.js";
import { hand } from "./core/hand.js";
import { inspect } from "./core/inspect.js";
import * as rules from "./core/marking-rules.js";
import * as rows from "./core/rows.js";
import { state } from "./core/state.js";
import { dateWords } from "./core/words.js";
import * as maps from "./map/maps.js";
import { over } from "./map/points-layer.js";
import * as points from "./map/points.js";
import * as symbols from "./map/symbols.js";
import * as tip from "./map/tip.js";
import * as wheelParts from "./map/wheel-parts.js";
import * as wheelshape from "./map/wheel-shape.js";
import * as wheelWords from "./map/wheel-words.js";
import * as dockBand from "./panels/dock-band.js";
import * as dockCurve from "./panels/dock-curve.js";
import { held } from "./panels/table-columns.js";
import { talk } from "./present/talk.js";

inspect({
  state,
  days,
  dateWords,
  fetchJson,
  on,
  hand,
  map: {
    instances: maps.instances,
    get main() {
      return maps.main();
    },
  },
  get mapReady() {
    return ready;
  },
  symbols,
  wheelshape,
  wheelWords,
  wheelParts,
  tip,
  points: { ...points, over },
  doors,
  comparison,
  rows,
  table: {
    all,
    show,
    get grid() {
      return held.grid;
    },
  },
  dock: {
    get playing() {
      return isPlaying();
    },
  },
  dockCurve,
  dockBand,
  setFacet,
  get keyRows() {
    return keyRows();
  },
  marking: { rules },
  talk: { get: () => talk, go },
});
