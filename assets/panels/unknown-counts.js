/* What is not known, counted: the rows and the cells of an answer of the server. */

/* The rows that a number counts: of one kind, in one column; the empty column is the total. */
export function rowsOf(answer, kind, by, column) {
  return answer.rows.filter((row) => row.kind === kind && (column === "" || row.columns[by].includes(column)));
}

/* The table of one grouping as rows of cells {kind, column, n}, the total first. */
export function cellsOf(answer, by) {
  const columns = ["", ...Object.keys(answer.columns[by])];
  return Object.keys(answer.kinds).map((kind) =>
    columns.map((column) => ({ kind, column, n: answer.counts[by][kind][column] })),
  );
}
