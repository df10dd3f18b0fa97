/* Whether a hand drags the slider of the dock: what is costly or cannot be read meanwhile waits until it rests. */

/** @type {{drags: unknown}} */
export const hand = { drags: false };
