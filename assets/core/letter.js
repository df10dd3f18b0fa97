/* The letter that the atlas is about. A briefing in one file has none, nor anything that asks for it. */

/** @typedef {import("../contract").Letter} Letter */

/** @param {import("../types").Engine} engine @returns {Letter} */
export const letterOf = (engine) => /** @type {Letter} */ (engine.raw.letter);
