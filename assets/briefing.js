/* The briefing in one file: the presenter with its map, and nothing that would ask a server. */
import "./map/patterns.js";
import "./map/base.js";
import "./map/wheels.js";
import "./map/places.js";
import "./map/routes.js";
import "./map/points.js";
import "./map/styled.js";
import "./panels/legend.js";
import "./panels/keys.js";
import { go } from "./present/presenter.js";
import "./present/presenter-keys.js";
import "./present/screen.js";
import "./present/offline.js";
import "./present/file.js";
import { inspect } from "./core/inspect.js";
import { state } from "./core/state.js";
import * as maps from "./map/maps.js";
import { talk } from "./present/talk.js";

inspect({
  state,
  map: {
    instances: maps.instances,
    get main() {
      return maps.main();
    },
  },
  talk: { get: () => talk, go },
});
