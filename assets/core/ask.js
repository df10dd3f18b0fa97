/* Questions to the server that sent the page. */

let unanswered = () => {};

/* Who wants to know that a request found nobody. */
export function whenUnanswered(fn) {
  unanswered = fn;
}

async function plain(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

export async function fetchJson(url) {
  try {
    return await plain(url);
  } catch (error) {
    // A refusal comes with a status; only a request that found nobody says that the server is gone.
    if (error instanceof TypeError) unanswered();
    throw error;
  }
}
