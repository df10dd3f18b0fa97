/* Questions to the server that sent the page. */

/** @type {() => void} */
let unanswered = () => {};

/** Who wants to know that a request found nobody. @param {() => void} fn */
export function whenUnanswered(fn) {
  unanswered = fn;
}

/** @param {string} url */
async function plain(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** An answer in JSON; throws when there is none. @param {string} url @returns {Promise<any>} */
export async function fetchJson(url) {
  try {
    return await plain(url);
  } catch (error) {
    // A refusal comes with a status; only a request that found nobody says that the server is gone.
    if (error instanceof TypeError) unanswered();
    throw error;
  }
}
