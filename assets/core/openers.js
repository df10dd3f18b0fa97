/* How numbers open the rows that they count. doors.js says so on the served page; a briefing in one file has no table
   to open, and there the numbers stay words. */

let openers = null;

export function giveOpeners(given) {
  openers = given;
}
export const opens = () => openers !== null;
export const openRows = (facets) => openers.door(facets);
export const changesPatch = (...asked) => openers.changesPatch(...asked);
