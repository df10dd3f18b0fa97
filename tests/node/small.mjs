/* A payload of three engagements in two countries, as small as the engine takes it. */

const day = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 86400000);
export const OPENED = day("2020-01-01"),
  LEFT = day("2023-08-01"),
  TOLD = day("2022-06-01");

const FACETS = [
  ["instrument", "engagement", ["diplomacy", "security"]],
  ["conditions", "engagement", ["yes", "no"], "conditions"],
  ["status", "state", ["planned", "active", "suspended", "ended"]],
  ["last_source", "state", ["later", "earlier"]],
  ["country", "country", []],
  ["group", "country", []],
];
const engagement = (id, instruments, more = {}) => ({
  engagement_id: id,
  counted: "yes",
  reach: "own",
  instruments,
  bits: instruments.reduce((bits, name) => bits | (name === "diplomacy" ? 1 : 2), 0),
  facets: { instrument: instruments },
  texts: [],
  former: [],
  hay: [{ k: OPENED, words: ` ${id} ` }],
  ...more,
});
const always = (rows) => rows.map((row, position) => [position, null, null, row]);
const row = (s, a, b, more = {}) => ({ p: 0, s, f: 0, c: [], q: [], said: a, a, b, ...more });

/* Active, then suspended; planned; active and region-wide, known only since TOLD and last stated earlier. */
const ROWS = [row(1, OPENED, LEFT - 1), row(2, LEFT, null), row(0, OPENED, null), row(1, OPENED, null, { f: 2 })];
const site = (id, role, more = {}) => ({
  site_id: id,
  engagement_id: "post",
  place_id: "niamey",
  role,
  from: null,
  until: null,
  layer: "embassies",
  dated: true,
  post: false,
  ...more,
});

export const payload = () => ({
  statuses: ["planned", "active", "suspended", "ended"],
  instruments: ["diplomacy", "security"],
  tokens: { diplomacy: "dip", security: "sec" },
  roles: [
    { role: "embassy", symbol: "embassy" },
    { role: "office", symbol: "embassy" },
  ],
  tiers: [{ tier: 1, focus: true, wide: true, group: "sahel" }],
  focus: ["NER", "MLI"],
  flags: ["uncertain", "carried_forward"],
  late: 2,
  running: 0b0010,
  open: 0b0111,
  reaches: ["own", "region"],
  parts: ["full", "reduced", "suspended", "planned"],
  part: [3, 0, 2, -1],
  siteState: [
    ["planned", "planned"],
    ["unrecorded", "open"],
    ["suspended", "suspended"],
    ["planned", "planned"],
  ],
  means: { counts: "yes", mixed: "mixed", silent: "not_recorded", own: "own", region: "region" },
  facets: FACETS.map(([name, level, words, about]) => ({ name, level, words, about })),
  wholeWord: 3,
  positional: ["engagements"],
  countries: [{ iso3: "NER", tier: 1 }, { iso3: "MLI", tier: 1 }, { iso3: "TUN" }],
  places: { niamey: { place_id: "niamey", country_iso3: "NER", off: false } },
  tables: {
    engagements: [
      ...always([engagement("post", ["diplomacy"]), engagement("course", ["security"])]),
      [
        2,
        TOLD,
        null,
        engagement("mission", ["diplomacy", "security"], {
          reach: "region",
          texts: [{ about: "conditions", k: LEFT, en: "If", nl: "Als" }],
        }),
      ],
    ],
    groups: always([
      {
        group_id: "sahel",
        members: [
          { iso3: "NER", k: OPENED },
          { iso3: "MLI", k: LEFT },
        ],
      },
    ]),
    states: always([{ iso3: "NER", state: "coup", from: LEFT, until: null }]),
    sites: always([site("s1", "embassy"), site("s2", "office", { until: LEFT })]),
    events: [],
    totals: always([
      { value: 5, arrow: 2021 },
      { value: 9, arrow: 2023 },
      { value: 7, arrow: 0 },
    ]),
    periods: [],
    citations: [],
    documents: [],
  },
  clocks: {
    "~": {
      known: null,
      rows: ROWS,
      chains: [
        [0, "NER", 0, [OPENED, 0, LEFT, 1]],
        [1, "MLI", 0, [OPENED, 2]],
        [2, "MLI", 0, [OPENED, 3]],
        [1, "NER", LEFT, []],
      ],
    },
  },
});

const EMPTY = { to: "", known: "", stated: "", text: "", layers: ["embassies"], selection: [], view: null, tab: "map" };
/* A scene on a date; `more` are its facets and what else differs. */
export const scene = (date, more = {}) => ({
  date,
  ...EMPTY,
  ...Object.fromEntries(FACETS.map(([name]) => [name, []])),
  ...more,
});
