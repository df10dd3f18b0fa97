/* What stands behind the values of a facet. */

/** Per value of a facet: how many engagements it holds, and how many stand after a click on it.
    @param {Map<string, Set<number>>} sets @param {Set<number>} all @param {string[]} asked */
export function leftBy(sets, all, asked) {
  /** @type {Set<number>} */
  const nothing = new Set();
  /** @param {string[]} values */
  const union = (values) => {
    const found = new Set();
    for (const value of values) for (const e of sets.get(value) || nothing) found.add(e);
    return found.size;
  };
  const values = new Set([...sets.keys(), ...asked]);
  return new Map(
    [...values].map((value) => {
      const rest = asked.filter((x) => x !== value),
        on = rest.length < asked.length;
      const leaves = on ? (rest.length ? union(rest) : all.size) : union([...rest, value]);
      return [value, { holds: (sets.get(value) || nothing).size, leaves }];
    }),
  );
}
