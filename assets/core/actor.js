/* Who leads an engagement or takes part in it. */
import { state } from "./state.js";
import { pick, t } from "./words.js";

/** A lead or partner in words: a country, an organisation, or what a channel is called; never a bare code.
    @param {string} value */
export function actor(value) {
  const country = state.engine.countries.get(value);
  if (country) return pick(country, "name");
  const key = ["actor.", "channel."].map((group) => group + value).find((k) => t(k) !== k);
  return key ? t(key) : value;
}
