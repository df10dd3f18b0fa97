/* The table: the rows of the query in AG Grid, grouped by rows of our own, following the scene and leading it.
   The grid's script is fetched from our server when the table is first opened. */
import { emit } from "../core/events.js";
import { byId } from "../core/find.js";
import { painter } from "../core/painters.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";
import { place } from "./table-cells.js";
import { held, keys, PLACE, px, readScale, SHOWN, visible } from "./table-columns.js";
import { columnDefs, options } from "./table-options.js";
import { gridRows } from "./table-rows.js";

const SCRIPT = "_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js";
const WAIT_MS = 60;
/** @type {Promise<void> | null} */
let loading = null;
/** @type {ReturnType<typeof setTimeout> | 0} */
let timer = 0;
let drawn = "",
  columnsDrawn = "";

/* Selection: rows lead the scene, and the scene leads the rows. */
const selectedIds = () =>
  held.context.scene.selection.filter((s) => s.startsWith("engagement:")).map((s) => s.slice(11));
let following = false;
function follow() {
  const wanted = new Set(selectedIds());
  following = true;
  held.grid.forEachNode((/** @type {any} */ node) => {
    if (!node.data.group && node.isSelected() !== wanted.has(node.data.row.id))
      node.setSelected(wanted.has(node.data.row.id));
  });
  following = false;
}
/** @param {{ source: string }} event */
function lead(event) {
  if (following || event.source === "api" || !["rowClicked", "checkboxSelected", "spaceKey"].includes(event.source))
    return;
  /** @type {Set<string>} */
  const before = new Set(selectedIds()),
    on = new Set(),
    off = new Set();
  held.grid.forEachNode((/** @type {any} */ node) => {
    if (!node.data.group) (node.isSelected() ? on : off).add(node.data.row.id);
  });
  // An engagement may stand in several rows: unticking one of them lets it go, a plain click keeps only what it hit.
  const ids = event.source === "rowClicked" ? [...on] : [...on].filter((id) => !(before.has(id) && off.has(id)));
  state.commit({ selection: ids.map((id) => "engagement:" + id) });
}
/** @param {string} group */
function toggle(group) {
  if (held.closed.has(group)) held.closed.delete(group);
  else held.closed.add(group);
  drawn = "";
  update();
}

function update() {
  timer = 0;
  if (!held.grid || !held.context || held.context.scene.tab !== "table") return;
  const { scene, look } = held.context;
  const columns = scene.lang + visible().join();
  if (columns !== columnsDrawn) {
    columnsDrawn = columns;
    held.grid.setGridOption("columnDefs", columnDefs());
    drawn = "";
  }
  const rows = gridRows(),
    none = byId("table-empty");
  none.hidden = rows.length > 0;
  none.textContent = rows.length ? "" : t("table.empty");
  const now = [
    scene.lang,
    scene.by,
    scene.known,
    [...held.closed].join(),
    rows.map((r) => r.key + r.note).join(";"),
  ].join("#");
  if (now !== drawn) {
    const coarse = drawn.split("#", 3).join() !== now.split("#", 3).join();
    drawn = now;
    held.grid.setGridOption("rowData", rows);
    if (coarse) held.grid.refreshCells({ force: true });
  }
  follow();
  place();
  tools();
  foot(look);
}

/* The window came to another screen: rows and columns take its measure. */
function rescale() {
  const was = held.scale;
  readScale();
  if (was === held.scale) return;
  const widths = held.grid
    .getAllDisplayedColumns()
    .map((/** @type {any} */ c) => ({ key: c.getColId(), newWidth: (c.getActualWidth() * held.scale) / was }));
  held.grid.setGridOption("columnDefs", columnDefs());
  held.grid.setGridOption("headerHeight", px(44));
  held.grid.setColumnWidths(widths);
  held.grid.resetRowHeights();
}

async function open() {
  const holder = byId("table-grid"),
    /* The grid and its door, which Dash puts on the window. */
    dash = /** @type {Record<string, any>} */ (/** @type {unknown} */ (window));
  try {
    if (!dash.dash_ag_grid) {
      await new Promise((/** @type {(value?: any) => void} */ done, failed) => {
        const script = document.createElement("script");
        script.src = SCRIPT;
        script.onload = done;
        script.onerror = () => failed(new Error(SCRIPT));
        document.head.appendChild(script);
      });
    }
    const props = {
      id: "grid",
      getRowId: "params.data.key",
      columnDefs: [],
      rowData: [],
      dashGridOptions: { headerHeight: 44, rowHeight: 28, animateRows: false },
      style: { height: "100%", width: "100%" },
    };
    dash.dash_clientside.set_props("table-grid", { children: { type: "AgGrid", namespace: "dash_ag_grid", props } });
    held.grid = await dash.dash_ag_grid.getApiAsync("grid");
  } catch (error) {
    loading = null;
    holder.dataset.state = "fault";
    emit("fault", {
      what: "table",
      error,
      retry: () => {
        loading = open();
      },
    });
    return;
  }
  readScale();
  for (const [name, value] of Object.entries(options())) held.grid.setGridOption(name, value);
  columnsDrawn = held.context.scene.lang + visible().join();
  held.grid.addEventListener("selectionChanged", lead);
  held.grid.addEventListener("cellKeyDown", (/** @type {any} */ event) => {
    if (event.data.group && (event.event.key === "Enter" || event.event.key === " ")) {
      event.event.preventDefault();
      toggle(event.data.group);
    }
  });
  held.grid.addEventListener("columnMoved", (/** @type {any} */ { finished, source }) => {
    if (finished && source === "uiColumnMoved")
      show(
        held.grid
          .getAllDisplayedColumns()
          .map((/** @type {any} */ c) => c.getColId())
          .filter((/** @type {string} */ id) => keys().includes(id)),
      );
  });
  for (const name of ["columnResized", "gridSizeChanged", "displayedColumnsChanged"])
    held.grid.addEventListener(name, () => {
      rescale();
      held.grid.refreshCells({ columns: ["strip"], force: true });
      held.grid.refreshHeader();
      place();
    });
  update();
  // The component settles its own selection once after it is mounted: ours follows it.
  setTimeout(() => {
    follow();
    holder.dataset.state = "ready";
  }, 250);
}

painter(41, "table", (now) => {
  held.context = now;
  if (now.scene.tab !== "table" || !document.getElementById("table-grid")) return;
  if (!loading) {
    loading = open();
    tools();
  }
  if (held.grid) place();
  if (!timer)
    timer = setTimeout(
      update,
      now.before && now.before.tab === "table" && now.before.date !== now.scene.date ? WAIT_MS : 0,
    );
});
export { toggle };
export const allClosed = () =>
  held.order.length > 0 && held.order.every((g) => held.closed.has(held.context.scene.by + g.id));
/* All groups open (true) or closed (false). */
/** @param {boolean} open */
export function all(open) {
  held.closed = new Set(open ? [] : held.order.map((g) => held.context.scene.by + g.id));
  drawn = "";
  update();
}
/* These columns, in this order; the name leads. */
/** @param {string[]} columns */
export function show(columns) {
  held.chosen = columns === SHOWN ? SHOWN : ["name", ...columns.filter((k) => k !== "name")];
  try {
    localStorage.setItem(PLACE, JSON.stringify(held.chosen));
  } catch {
    /* a browser without storage forgets */
  }
  update();
}
/* Each column as wide as what it holds. */
export function fit() {
  held.grid.autoSizeColumns(visible().filter((k) => k !== "strip"));
}
const tools = () => emit("table-tools", held.context);
/** @param {import("../types").Look} look */
const foot = (look) => emit("table-foot", { ...held.context, look });
