/* Columns and options in the words of AG Grid. */
import { t } from "../core/words.js";
import { NameCell, StatusCell, StripCell, StripHead, valueOf } from "./table-cells.js";
import { held, keys, px, visible } from "./table-columns.js";

/** @typedef {{ data: Record<string, any> }} Node */

/** @type {Record<string, number>} */
const WIDTH = {
  name: 310,
  instruments: 156,
  framework: 116,
  status: 192,
  source: 84,
  countries: 190,
  citations: 260,
  partners: 170,
  goals: 190,
  channel: 150,
  lead: 90,
  subject: 170,
  from: 104,
  to: 104,
  description: 320,
  contribution: 220,
  reach: 150,
  amounts: 320,
  amount_for: 320,
  amount_document: 190,
};

/* Comparing keeps groups together whatever the direction of the sort: the group row leads its own. */
/** @param {string} key @returns {(a: any, b: any, nodeA: Node, nodeB: Node, descending: boolean) => number} */
function comparator(key) {
  return (a, b, nodeA, nodeB, descending) => {
    const sign = descending ? -1 : 1,
      g = nodeA.data.g - nodeB.data.g || (nodeA.data.group ? -1 : 0) - (nodeB.data.group ? -1 : 0);
    if (g) return sign * g;
    if (key === "status") return statusRank(nodeA) - statusRank(nodeB);
    if (key === "amount_sum") return largest(nodeA) - largest(nodeB);
    if (key === "status_since" || key === "last_stated")
      return String(nodeA.data.row[key]).localeCompare(String(nodeB.data.row[key]));
    return String(a).localeCompare(String(b), held.context.scene.lang);
  };
}
/** @param {Node} node */
const largest = (node) => (node.data.row ? Math.max(0, ...node.data.row.amount_sum) : 0);
/** @param {Node} node */
const statusRank = (node) => held.context.engine.data.statuses.indexOf(node.data.row.status);

export function columnDefs() {
  const on = visible(),
    before = on.includes("strip") ? on.indexOf("strip") : on.length;
  return [...on, ...keys().filter((k) => !on.includes(k))].map((key) => {
    /** @type {Record<string, any>} */
    const column = {
      colId: key,
      headerName: t("table.col." + key),
      hide: !on.includes(key),
      sortable: key !== "strip",
      resizable: true,
      suppressMovable: key === "name",
      initialWidth: px(WIDTH[key] || 140),
      minWidth: px(key === "strip" ? 230 : 70),
      comparator: comparator(key),
      valueGetter: (/** @type {Node} */ p) => valueOf(key, p.data),
      tooltipValueGetter:
        key === "name" || key === "strip" ? undefined : (/** @type {Node} */ p) => valueOf(key, p.data),
      cellClass: "cell-" + key,
    };
    if (key === "name")
      Object.assign(column, {
        cellRenderer: NameCell,
        colSpan: (/** @type {Node} */ p) => (p.data && p.data.group ? before : 1),
        lockPosition: "left",
        getQuickFilterText: () => "",
      });
    if (key === "status") column.cellRenderer = StatusCell;
    if (key === "strip") Object.assign(column, { cellRenderer: StripCell, headerComponent: StripHead, flex: 1 });
    if (key === "source") Object.assign(column, { cellClass: "cell-source num", headerClass: "right" });
    return column;
  });
}

export const options = () => ({
  columnDefs: columnDefs(),
  rowSelection: {
    mode: "multiRow",
    checkboxes: true,
    headerCheckbox: false,
    enableClickSelection: true,
    isRowSelectable: (/** @type {Node} */ node) => !node.data.group,
    hideDisabledCheckboxes: true,
  },
  selectionColumnDef: {
    headerName: t("table.select"),
    width: px(34),
    minWidth: px(34),
    maxWidth: px(34),
    resizable: false,
    pinned: null,
    suppressHeaderMenuButton: true,
  },
  rowHeight: px(28),
  getRowHeight: (/** @type {Node} */ p) => px(p.data.group ? 31 : 28),
  headerHeight: px(44),
  animateRows: false,
  suppressCellFocus: false,
  tooltipShowDelay: 400,
  suppressDragLeaveHidesColumns: true,
  rowClassRules: {
    "group-row": (/** @type {Node} */ p) => Boolean(p.data && p.data.group),
    over: (/** @type {Node} */ p) =>
      Boolean(p.data && p.data.row && p.data.row.status === held.context.engine.means.ended),
  },
  suppressNoRowsOverlay: true,
});
