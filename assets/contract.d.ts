/* Written by `make contract` from sahel_atlas/contract; change the types there.
   A script names one as: import("./contract").Payload */

export type AddressConfidence = "verified" | "inferred" | "general_knowledge";

/** A stated sum. */
export interface AmountRow {
  /** The engagement's id, `.a` and a number. */
  amount_id: string;
  /** Of what, and for which countries. */
  engagement_id: string;
  /** Of what, and for which countries. */
  countries_iso3?: string[];
  /** The sum in full, the code of its currency, and the year (or first and last year) for which it was stated. */
  amount: number;
  /** The sum in full, the code of its currency, and the year (or first and last year) for which it was stated. */
  currency: string;
  /** The sum in full, the code of its currency, and the year (or first and last year) for which it was stated. */
  year: string;
  /** What or whom it is for, without `;`, which parts the sums of an engagement where they share a cell. */
  for_en: string;
  /** What or whom it is for, without `;`, which parts the sums of an engagement where they share a cell. */
  for_nl: string;
  /** As in texts.csv. */
  known_from: string;
  /** As in texts.csv. */
  document_id: string;
  /** As in texts.csv. */
  section_code?: string;
  /** As in texts.csv. */
  paragraph?: string;
  /** How sure it is; editor's remark. */
  confidence: Confidence;
  /** How sure it is; editor's remark. */
  note?: string;
}

/** Where a wheel stands. */
export interface Anchor {
  /** Degrees */
  lon: number;
  /** Degrees */
  lat: number;
  /** Where its line leads to, longitude first */
  leader: number[] | null;
}

/** Matrices [before][after] of 1 where a pair is left out of what ran, for two dates and two days of knowledge. */
export interface Apart {
  time: number[][];
  known: number[][];
}

/** What stands in a briefing of one file, an element `file-NAME` each. */
export interface BriefingData {
  payload: Payload;
  words: Record<string, string[]>;
  /** File of the ground -> what stands in it */
  base: Record<string, Shapes | Ground | Labels>;
  /** Layers with a style that some scene has on, by id */
  layers: Record<string, LayerInside>;
  story: Story;
  /** The scene that it opens with */
  first: SceneParts;
  marking?: FileMarking;
}

/** What a comparison is worked out with; rows and columns of its matrices stand in the order of `statuses`. */
export interface ChangeRules {
  statuses: ChangeStatus[];
  groups: Group[];
  /** Stands among the groups for what did not change */
  same: Same;
  /** The group of what was told differently */
  revised: Group;
  /** Attributes that are compared as told */
  told: ToldField[];
  units: Unit[];
  runs: Run[];
  /** Two dates: positions in `groups`, -1 for none */
  time: number[][];
  /** Two days of knowledge: the same */
  known: number[][];
  apart: Apart;
  start: ChangeStart;
  /** Subject -> counted -> unit */
  unit: Record<Subject, Record<Counted, Unit>>;
}

/** What a comparison begins at while no other date was chosen. */
export interface ChangeStart {
  /** What a date after it is compared with */
  later: string;
  /** The month, YYYY-MM, that a comparison goes back to at most */
  earliest: string;
}

/** A status, the one of nobody's record, or empty for none */
export type ChangeStatus = "exploring" | "planned" | "active" | "adapted" | "scaled_down" | "suspended" | "ended" | "not_recorded" | "";

export type Channel = "central_government" | "civil_society" | "UN" | "EU" | "regional_organisation" | "armed_forces" | "police" | "mixed" | "not_stated";

/** The values of a scene's parts, in order. */
export interface Choices {
  layers: string[];
  tab: Tab[];
  versus: Versus[];
  compare: CompareMode[];
  by: Grouping[];
  fill: FillId[];
  theme: Theme[];
}

export type CitationRole = "primary" | "supporting";

/** One class of a layer's scale: its words, and how it is drawn. */
export interface ClassSaid {
  k: number;
  en: string;
  nl: string;
  shape: string;
  paint: string;
}

/** One document time, or one document alone, compiled. */
export interface Clock {
  /** Its day; null for everything known */
  known: Day | null;
  /** Distinct states */
  rows: ClockRow[];
  chains: [engagement: number, country: string, silent: number, steps: number[]][];
}

/** A state that some chain has on some days. */
export interface ClockRow {
  /** Position of its period */
  p: number;
  /** Position of its status */
  s: number;
  /** Bit mask over `flags` */
  f: number;
  /** Positions of the conflicts about it */
  c: number[];
  /** Positions of its citations */
  q: number[];
  /** On which it was last stated */
  said: Day;
  /** First day on which it holds */
  a: Day;
  /** Last day; null while nothing ends it */
  b: Day | null;
}

export type CompareMode = "difference" | "side" | "swipe";

export type Confidence = "stated_in_letter" | "verified" | "general_knowledge" | "inferred";

/** Where sources disagree. */
export interface ConflictRow {
  conflict_id: string;
  engagement_id: string;
  countries_iso3?: string[];
  period_ids: string[];
  letter_paragraphs?: string[];
  what_differs_en?: string;
  what_differs_nl?: string;
  show_period_id: string;
  not_shown?: string[];
  why_en?: string;
  why_nl?: string;
  known_from?: string;
}

/** A note of the letter that is no engagement. */
export interface ContextRow {
  context_id: string;
  kind: string;
  name_en: string;
  name_nl: string;
  text_en: string;
  text_nl: string;
  countries_iso3?: string[];
  document_id: string;
  section_code: string;
  paragraph?: string;
  sha256?: string;
}

export type Counted = "yes" | "component" | "no";

export type CountryBasis = "named" | "regional" | "implied" | "public";

/** A country. */
export interface CountryRow {
  iso3: string;
  name_en: string;
  name_nl: string;
  tier?: number;
  /** The year whose regions are drawn, where it is not the common one */
  vintage_en?: string;
  vintage_nl?: string;
}

export type CountryState = "coup" | "transition" | "none";

/** Whole days since 1970-01-01. */
export type Day = number;

export type Decision = "decided" | "intended" | "considered";

export type Degree = "largely" | "partly" | "fully" | "for_now";

/** A document. */
export interface DocumentRow {
  document_id: string;
  title: string;
  name_nl?: string;
  publisher: string;
  date?: string;
  kind: string;
  identifier?: string;
  address?: string;
  address_confidence?: AddressConfidence;
  note?: string;
  date_basis?: "told";
}

/** A part of a link that could not be used. */
export interface DroppedPart {
  key: string;
  /** As it stood in the link, cut */
  value: string;
  /** Which sentence tells the fault: `drop.KIND` */
  kind: string;
  /** Values that would do */
  valid: string[];
}

/** An engagement with all that is told of it. */
export interface EngagementRow {
  /** Short name without capitals; links and other tables refer to it, so it does not change. */
  engagement_id: string;
  /** Whose it is: `NL`, `mission` (the international mission or initiative itself) or `context` (off by default, never counted). */
  subject: Subject;
  /** For a Dutch share: the mission it belongs to. */
  parent_id?: string;
  /** For a part of a larger Dutch engagement: that engagement. */
  component_of?: string;
  /** `yes` for Dutch engagements, `component` for their parts, `no` for missions and context. Totals count `yes`. */
  counted: Counted;
  /** What sort of thing: mission, contribution, post, envoy, dialogue, membership, programme, funding, training, exercise, exploration, cooperation, support. */
  kind: Kind;
  /** Names; the acronym is for narrow places. A name tells no outcome. */
  name_en: string;
  /** Names; the acronym is for narrow places. A name tells no outcome. */
  name_nl: string;
  /** Names; the acronym is for narrow places. A name tells no outcome. */
  acronym?: string;
  /** One or more of diplomacy, security, migration, development, humanitarian. */
  instruments: Instrument[];
  /** Which of the letter's four goals it serves: `stated` only where its own paragraph of the letter repeats the goal, else `inferred` by us. */
  goals: Goal[];
  /** Which of the letter's four goals it serves: `stated` only where its own paragraph of the letter repeats the goal, else `inferred` by us. */
  goal_basis: GoalBasis;
  /** bilateral, EU, UN, US-led, regional, other. */
  framework: Framework[];
  /** Who leads and who takes part: country codes, organisations (IOM, AU, ECOWAS) or words of framework and channel, so that both languages can name them. */
  lead: string[];
  /** Who leads and who takes part: country codes, organisations (IOM, AU, ECOWAS) or words of framework and channel, so that both languages can name them. */
  partners?: string[];
  /** Through whom it reaches people: central_government, civil_society, UN, EU, regional_organisation, armed_forces, police, mixed, not_stated. */
  channel: Channel;
  /** Countries that were known from its first public row, and whether they are `named`, meant as a region (`regional`), `implied`, or known from `public` sources. Countries that became known later stand in the periods that name them. Empty when none was named. */
  countries_iso3?: string[];
  /** Countries that were known from its first public row, and whether they are `named`, meant as a region (`regional`), `implied`, or known from `public` sources. Countries that became known later stand in the periods that name them. Empty when none was named. */
  country_basis: CountryBasis;
  /** `own` when it is in a country itself, `region` when the region shares it. By the `rule`: region where all five Sahel states or a regional basis stand. `stated` when the row's own words say otherwise (decision 30). */
  reach: Reach;
  /** `own` when it is in a country itself, `region` when the region shares it. By the `rule`: region where all five Sahel states or a regional basis stand. `stated` when the row's own words say otherwise (decision 30). */
  reach_basis: ReachBasis;
  /** Towns where it stands, from places.csv; each has a row in sites.csv, which says from when and how it is known. `none` when every place would only be a stand-in. */
  place_basis: PlaceBasis;
  /** For editors; never shown. What readers should know is a row of texts.csv. */
  note?: string;
  /** Its instruments as a bit mask over `instruments` */
  bits: number;
  /** Name of a facet of the engagement -> its values */
  facets: Record<string, string[]>;
  texts: Text[];
  former: FormerValue[];
  hay: Hay[];
}

/** An event. */
export interface EventRow {
  event_id: string;
  date: string;
  precision: Precision;
  end_date?: string;
  end_precision?: Precision;
  category: string;
  major: YesNo;
  title_en: string;
  title_nl: string;
  description_en?: string;
  description_nl?: string;
  countries_iso3?: string[];
  place_id?: string;
  engagement_ids?: string[];
  in_letter: YesNo;
  source?: string;
  address?: string;
  confidence: Confidence;
  note?: string;
  known_from: string;
  source_from?: string;
  /** The first day of its date */
  day: Day;
  /** How it is drawn */
  sign: EventSign;
  /** True where it has a pin on lines of time: a major one, a coup, a letter */
  pin?: boolean;
}

/** How events stand in time. */
export interface EventRules {
  /** Days for which one stands on the map */
  recent: number;
  /** Days before and after one within which a change is told beside it */
  near: number;
}

export type EventSign = "coup" | "letter" | "other";

/** What the dialog sends; what is left out has its default. */
export interface ExportAsk {
  /** The scene as a link */
  query?: string;
  /** Id of a story; empty for the scene */
  story?: string;
  format?: string;
  size?: string;
  theme?: string;
  lang?: string;
  title?: string;
  marking?: string;
  tlp?: string;
  /** Last month of a series */
  to?: string;
  /** Step of a series */
  series?: string;
  notes?: boolean;
  citations?: boolean;
  cover?: boolean;
  dpi?: number;
  /** Width and height of the map, pixels */
  screen?: number[] | null;
}

/** `/api/export/review`: what goes along, before it is made. */
export interface ExportReview {
  name: string;
  pages: number;
  compared: boolean;
  titles: string[];
  title: string;
  sentence: string;
  date: string;
  known: string;
  rows: number;
  /** Engagements that the filter leaves out */
  hidden: number;
  layers: string[];
  sources: number;
  notes: number;
  citations: number;
  carries: string[];
  switches: string[];
  pixels: string;
  band: string;
  /** How the file carries a marking */
  way: string;
  required?: boolean;
  /** Why it would be refused now; empty where it would not */
  refused?: string;
}

/** `/api/export/ID`: the course of an export. */
export interface ExportState {
  id: string;
  name: string;
  error: string;
  where: string;
  /** Bytes */
  size: number;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  /** 0 to 1 */
  share: number;
  step: string;
}

/** One facet of the filter. */
export interface FacetRule {
  name: string;
  /** What a facet looks at */
  level: "engagement" | "state" | "country";
  /** Its fixed values in order; none where they are open */
  words: string[];
  /** The kind of text that decides: the first word where one is told, else the second */
  about?: string;
}

/** A shape with its properties. */
export interface Feature {
  type: "Feature";
  geometry: Shape;
  properties: Marks;
}

/** The marking of a briefing. */
export interface FileMarking {
  text: string;
  tlp: string;
}

/** A choropleth: values by year and country, and the upper bounds of its classes. */
export interface Fill {
  unit: string;
  values: Record<string, Record<string, number>>;
  breaks: number[];
  source: string;
}

export type FillId = "HDI" | "population" | "engagements";

export type Fills = Record<string, Fill>;

/** `atlas-first`: what stands in the page when it opens. */
export interface First {
  scene: SceneParts;
  dropped: DroppedPart[];
  marking: PageMarking;
  /** Address of the payload */
  data: string;
  /** Address of the words */
  words: string;
  /** Tag of the files of the ground */
  tag: string;
}

export type Flag = "projected" | "carried_forward" | "uncertain" | "outcome_not_recorded" | "source_later";

export type FormerField = "name_en" | "name_nl" | "acronym" | "instruments" | "goals" | "framework" | "lead" | "partners" | "channel" | "reach" | "reach_basis" | "country_basis" | "place_ids";

/** What an attribute read until a later document told more. */
export interface FormerValue {
  /** Of what, and which attribute: a column of engagements.csv (names, acronym, instruments, goals, framework, lead, partners, channel, place_ids). Countries have no rows here: later ones stand in the periods that name them. A place is known from its first row in sites.csv; one without a row there stands here. */
  field: FormerField;
  /** The day on which more was told, and the document that told it; after the first day of the engagement. */
  document_id: string;
  /** The day on which more was told, and the document that told it; after the first day of the engagement. */
  section_code?: string;
  /** The day on which more was told, and the document that told it; after the first day of the engagement. */
  paragraph?: string;
  /** As its field holds it */
  value: string | string[];
  /** From when the later value may be read */
  k: Day;
}

/** An answer of `/api/search`. */
export interface Found {
  /** `kind:id`, as a selection holds it */
  ref: string;
  en: string;
  nl: string;
  hint_en: string;
  hint_nl: string;
  /** Degrees */
  lon: number | null;
  /** Degrees */
  lat: number | null;
  weight: number;
}

export type Framework = "bilateral" | "EU" | "UN" | "US-led" | "regional" | "other";

/** Something that is not known. */
export interface GapRow {
  kind: string;
  kind_en: string;
  kind_nl: string;
  name_en: string;
  name_nl: string;
  said_en: string;
  said_nl: string;
  engagements: string[];
  countries: string[];
  instruments: string[];
  /** `kind:id` that its dossier opens with */
  ref: string;
  key: string;
  marking?: string;
  /** Grouping -> the columns that count it */
  columns: Record<string, string[]>;
}

export type Goal = "security" | "migration" | "sustainable_development" | "geopolitics";

export type GoalBasis = "stated" | "inferred";

/** `base/relief.json`: the relief as two pictures of the same rectangle. */
export interface Ground {
  /** South-west and north-east corner as latitude, longitude */
  bounds: number[][];
  /** File name */
  light: string;
  /** File name */
  dark: string;
  /** The picture itself, in a briefing of one file */
  light_url?: string;
  dark_url?: string;
}

/** Groups of changes */
export type Group = "ended" | "suspended" | "reduced" | "resumed" | "started" | "planned" | "documented" | "revised" | "lapsed";

/** A group of countries. */
export interface GroupRow {
  group_id: string;
  name_en: string;
  name_nl: string;
  known_from: string;
  members: Member[];
}

export type Grouping = "country" | "instrument" | "framework";

/** Folded words of an engagement that free text is looked up in. */
export interface Hay {
  /** From when they may be found */
  k: Day;
  /** One space before and after each */
  words: string;
}

/** `/health`. */
export interface Health {
  status: "ok";
  version: string;
  /** Tag of payload, words and theme */
  data: string;
  /** Rows of each table */
  tables: Record<string, number>;
}

/** A figure of a country in a year. */
export interface IndicatorRow {
  iso3: string;
  indicator: "HDI" | "population";
  year: number;
  value: number;
  unit: string;
  rank?: number;
  source?: string;
  confidence: Confidence;
  note?: string;
  known_from: string;
  source_from?: string;
}

export type Instrument = "diplomacy" | "security" | "migration" | "development" | "humanitarian";

export type Kind = "mission" | "contribution" | "post" | "envoy" | "dialogue" | "membership" | "programme" | "funding" | "training" | "exercise" | "exploration" | "cooperation" | "support";

export type KnownBasis = "published" | "event_date_assumed";

/** `labels.json`: where wheels and names stand on the map. */
export interface Labels {
  /** Country -> where its wheel stands */
  wheels: Record<string, Anchor>;
  labels: Name[];
}

/** One column that a person reads of a row: its name, and what stands above it. */
export interface LayerField {
  name: string;
  en: string;
  nl: string;
}

/** A layer with a style as a briefing carries it: what the server sends at `data/layer/ID.bin` and `.json`. */
export interface LayerInside {
  /** The packed arrays in base 64 */
  bin: string;
  /** What is read of each row, by columns */
  rows: Record<string, (string | number | null)[]>;
}

/** What the page needs to know of a layer with a style before it is switched on. */
export interface LayerSaid {
  id: string;
  geometry: string;
  en: string;
  nl: string;
  unit: string[];
  by: string;
  classes: ClassSaid[];
  size: number;
  width: number;
  opacity: number;
  dash: string;
  label: string;
  country: string;
  fields: LayerField[];
  source: string;
}

export type LegKind = "land" | "sea";

/** A leg of a route, between two nodes. */
export interface LegRow {
  leg_id: string;
  stage: LegStage;
  kind: LegKind;
  from_id: string;
  to_id: string;
  via?: string[];
  corridor: string;
  countries_iso3?: string[];
  confidence: Confidence;
  source?: string;
  note?: string;
  known_from: string;
  source_from?: string;
  /** True for a leg that leads to the route or stands beside it */
  light?: boolean;
}

export type LegStage = "feeder" | "sahara" | "libya" | "sea" | "context";

/** The letter that the atlas is about. */
export interface Letter {
  /** Its document */
  id: string;
  day: Day;
  /** A day, YYYY-MM-DD */
  date: string;
}

/** `/api/paragraph` without a question: whether this server has a copy of the letter. */
export interface LetterAnswer {
  letter: boolean;
}

export interface Marks {
  id?: string;
  iso3?: string;
  name?: string | null;
  name_en?: string;
  name_nl?: string;
  /** Of a country; null for one that only surrounds */
  tier?: number | null;
  /** Of a border: how settled it is */
  class?: string;
  /** Of a border: 1 where it bounds a country of a tier */
  focus?: number;
  /** Of a river: its rank */
  width?: number;
  /** Of a region: the year that it is drawn for */
  vintage?: string;
  /** Of a region: the countries beside it */
  touches?: string;
}

/** The word of a vocabulary that a rule asks for: the page compares with these and spells none itself. */
export interface Means {
  /** What wheels and totals count */
  counts: Counted;
  /** A part of a larger engagement */
  component: Counted;
  /** An engagement of the Netherlands */
  dutch: Subject;
  /** An international mission itself */
  mission: Subject;
  /** Context, never counted */
  around: Subject;
  /** In the country itself: the block of a wheel */
  own: Reach;
  /** Shared by the region: its rim */
  region: Reach;
  /** What a dossier says apart from what runs */
  suspended: Status;
  /** What is over */
  ended: Status;
  /** Before the first record of what has no recorded start */
  silent: ChangeStatus;
  /** A goal basis or confidence: concluded by us */
  inferred: string;
  /** A goal basis: said by the letter itself */
  stated: string;
  /** A confidence: not looked up, marked with ? */
  unsure: string;
  /** A confidence of an address that needs no remark */
  verified: string;
  /** The role of a period's first citation */
  primary: string;
  /** How a day of knowledge is known: the rest is assumed */
  published: string;
  /** A precision: nobody recorded the day */
  undated: string;
  /** A precision: to the day */
  exact: string;
  /** A relation to a date that needs no word */
  on: string;
  /** A relation: after the date */
  after: string;
  /** A relation: at the date it was so already */
  by: string;
  /** A kind of document: what nobody looked up, published by nobody */
  unread: string;
  /** A place basis: every place would be a stand-in */
  nowhere: string;
  /** A country's situation, and a category and sign of events */
  coup: string;
  /** A category and sign of events */
  letter: string;
  /** `major` of an event that time stops at while it plays */
  major: string;
  /** A country's situation that nothing is said of */
  calm: string;
  /** A kind and a stage of legs */
  sea: string;
  /** A site at which something runs */
  open: SiteState;
  /** A site of which nobody recorded whether it stood then */
  unrecorded: SiteState;
  /** A mark whose rows differ */
  mixed: SiteState;
}

/** A country of a group. */
export interface Member {
  iso3: string;
  /** From when it is known to be one */
  k: Day;
}

export interface Name {
  id: string;
  en: string;
  nl: string;
  /** How it is set; a rank for countries */
  class: "water" | "river" | "region" | "town" | number;
  /** Degrees */
  lon: number;
  /** Degrees */
  lat: number;
  /** Pixels to the right */
  dx: number;
  /** Pixels down */
  dy: number;
  anchor: "start" | "middle" | "end";
  /** Degrees clockwise */
  rotate: number;
  dot?: boolean;
}

/** A node of the routes, in degrees (EPSG:4326). */
export interface NodeRow {
  node_id: string;
  name_en: string;
  country_iso3?: string;
  lat: number;
  lon: number;
  stage: LegStage[];
  confidence: Confidence;
  source?: string;
}

/** The marking of the page and what may be chosen. */
export interface PageMarking {
  text: string;
  tlp: string;
  /** Whether the link names it */
  chosen: boolean;
  /** Whether nothing leaves without one */
  required: boolean;
  /** TLP labels with their colours */
  labels: [string, string][];
}

/** `/api/paragraph`: a paragraph of the letter. */
export interface ParagraphAnswer {
  section: string;
  paragraph: string;
  text: string;
  /** Whether its words differ from the letter's */
  altered: boolean;
}

/** Parts of a wheel's storey, clockwise */
export type Part = "full" | "reduced" | "suspended" | "planned";

/** All that the page needs to paint any date. */
export interface Payload {
  /** First and last day of the atlas */
  window: Day[];
  /** The letter; not in a briefing of one file */
  letter?: Letter;
  /** In their order */
  statuses: Status[];
  /** In their order */
  instruments: Instrument[];
  /** Countries that carry a wheel */
  focus: string[];
  /** Names of the bits of a row's `f` */
  flags: Flag[];
  /** Bits of the flags of a row that was last stated before its day */
  late: number;
  /** Bit mask over `statuses`: what runs */
  running: number;
  /** Bit mask over `statuses`: what is not over */
  open: number;
  /** Block and rim of a wheel */
  reaches: Reach[];
  /** Parts of a wheel's storey */
  parts: Part[];
  /** For each status the part that counts it, -1 for none */
  part: number[];
  /** States of a mark at a place */
  siteStates: SiteState[];
  /** For each status what it makes of a site without dates and of one with them */
  siteState: [undated: SiteState, dated: SiteState][];
  /** Instrument -> the name of its colour */
  tokens: Record<Instrument, string>;
  /** Roles of sites with their symbols, in the order in which they take room */
  roles: Role[];
  /** Tiers of countries */
  tiers: Tier[];
  /** The words that rules ask for */
  means: Means;
  /** Values of a scene's parts */
  choices: Choices;
  /** How long an event stands, and what is near it */
  eventRules: EventRules;
  /** What the figures of routes are read by */
  routeRules: RouteRules;
  /** First and last day of knowledge that a field takes */
  knowable: [string, string];
  /** Up to so many letters a searched word must stand by itself */
  wholeWord: number;
  /** What a comparison is worked out with */
  changes: ChangeRules;
  /** Facets of the filter */
  facets: FacetRule[];
  /** The default scene */
  scene: SceneParts;
  /** Parts of a link in their order */
  keys: string[];
  countries: CountryRow[];
  /** By id */
  places: Record<string, PlaceRow>;
  /** By id */
  nodes: Record<string, NodeRow>;
  /** Dated tables */
  tables: Tables;
  /** Tables whose rows are named by position: one not public leaves it empty */
  positional: string[];
  /** Layers with a style, the lowest first: how each is drawn (decision 41) */
  layers: LayerSaid[];
  /** `known~stated` -> a compiled clock */
  clocks: Record<string, Clock>;
}

export interface PeriodRow {
  /** The engagement's id, `.p` and a number. The numbers are names, not an order. */
  period_id: string;
  /** Of what; countries when the row does not hold for those of the engagement, or names ones that became known later. A plan without a country that is carried out in named ones has both: rows with the countries, and rows without, which close the plan. */
  engagement_id: string;
  /** Of what; countries when the row does not hold for those of the engagement, or names ones that became known later. A plan without a country that is carried out in named ones has both: rows with the countries, and rows without, which close the plan. */
  countries_iso3?: string[];
  /** exploring, planned, active, adapted, scaled_down, suspended, ended. */
  status: Status;
  /** How far it goes, where a document says so: `largely`, `partly`, `fully`, `for_now`. */
  degree?: Degree;
  /** For plans and explorations: decided, intended or considered. */
  decision?: Decision;
  /** When it became so. */
  start_date: string;
  /** When it became so. */
  start_precision: Precision;
  /** `on` it began then; `after` at some time after that day; `by` it was already so on that day (full date; with `not_recorded` nobody noted since when). */
  start_relation: Relation;
  /** Only for an end that was known together with the row. An end that became known later is a row of its own, or the earlier clock would know it too soon. */
  end_date?: string;
  /** Only for an end that was known together with the row. An end that became known later is a row of its own, or the earlier clock would know it too soon. */
  end_precision?: Precision;
  /** When a plan is to happen. `start_date` is the day on which it was a plan. */
  planned_start?: string;
  /** When a plan is to happen. `start_date` is the day on which it was a plan. */
  planned_end?: string;
  /** When a plan is to happen. `start_date` is the day on which it was a plan. */
  planned_precision?: Precision;
  /** The day on which it became public: `published`, or `event_date_assumed` when the source has no date or a later one. */
  known_from: string;
  /** The day on which it became public: `published`, or `event_date_assumed` when the source has no date or a later one. */
  known_basis: KnownBasis;
  /** First public source; a paragraph only for the letter. */
  document_id?: string;
  /** First public source; a paragraph only for the letter. */
  section_code?: string;
  /** First public source; a paragraph only for the letter. */
  paragraph?: string;
  /** Where it comes from, how sure it is, what else there is to say. */
  source?: string;
  /** Where it comes from, how sure it is, what else there is to say. */
  confidence: Confidence;
  /** Where it comes from, how sure it is, what else there is to say. */
  note?: string;
  /** The day from which it counts */
  from: Day;
}

export type PlaceBasis = "public" | "letter" | "none";

/** A place, in degrees (EPSG:4326). */
export interface PlaceRow {
  place_id: string;
  name_en: string;
  name_nl: string;
  name_alt?: string[];
  country_iso3?: string;
  lat: number;
  lon: number;
  coord_precision: string;
  kind?: string;
  geonameid?: string;
  confidence: Confidence;
  /** Whether it lies beyond the map's frame */
  off: boolean;
  /** True where nothing says that its point is a town */
  approximate?: boolean;
}

export type Precision = "day" | "month" | "quarter" | "half_year" | "year" | "approx_year" | "not_recorded";

/** Block and rim of a wheel */
export type Reach = "own" | "region";

export type ReachBasis = "rule" | "stated";

/** What was refused, with HTTP status 400 or more. */
export interface Refusal {
  /** Expected, got, do: one sentence */
  error: string;
  /** The field that it is about */
  where?: string;
}

export type Relation = "on" | "after" | "by";

/** A row that a caption rests on, as a line of the notes. */
export interface RestLine {
  status: Status;
  en: string;
  nl: string;
}

/** A role of sites and the role whose symbol it has. */
export interface Role {
  role: SiteRole;
  symbol: SiteRole;
}

/** What the figures of routes are read by. */
export interface RouteRules {
  /** What a selection calls it */
  ref: string;
  /** The route whose figures the arrow and the dossiers carry */
  main: string;
  /** Detections in a year at which the arrow has its full width */
  full: number;
  /** The year of whose figure the page tells why it rose */
  risen: string;
}

/** Rows behind a number of what runs */
export type Run = "before" | "after" | "stopped" | "began";

/** A text in both languages. */
export interface Said {
  en: string;
  nl: string;
}

export type Same = "same";

/** `/api/scene`: a link as read. */
export interface SceneAnswer {
  scene: SceneParts;
  dropped: DroppedPart[];
}

/** A scene as flat values: its own parts and the facets of its filter side by side. */
export interface SceneParts {
  date: string;
  to: string;
  known: string;
  stated: string;
  layers: string[];
  /** Centre in degrees, longitude first, and Leaflet's zoom */
  view: number[] | null;
  selection: string[];
  tab: "map" | "table" | "timeline" | "compare" | "route";
  date2: string;
  known2: string;
  versus: "dates" | "known";
  compare: "difference" | "side" | "swipe";
  change: ("ended" | "suspended" | "reduced" | "resumed" | "started" | "planned" | "documented" | "revised" | "lapsed" | "same" | "before" | "after" | "stopped" | "began" | "counted" | "missions" | "others" | "own" | "region" | "diplomacy" | "security" | "migration" | "development" | "humanitarian" | "BFA" | "MLI" | "MRT" | "NER" | "TCD" | "BEN" | "CIV" | "GHA" | "NGA" | "SEN" | "TGO")[];
  by: "country" | "instrument" | "framework";
  fill: "" | "HDI" | "population" | "engagements";
  lang: "en" | "nl";
  theme: "light" | "dark" | "projector";
  subject: ("NL" | "mission" | "context")[];
  counted: ("yes" | "component" | "no")[];
  reach: ("own" | "region")[];
  instrument: ("diplomacy" | "security" | "migration" | "development" | "humanitarian")[];
  framework: ("bilateral" | "EU" | "UN" | "US-led" | "regional" | "other")[];
  lead: string[];
  goal: ("security" | "migration" | "sustainable_development" | "geopolitics")[];
  goal_basis: ("stated" | "inferred")[];
  kind: ("mission" | "contribution" | "post" | "envoy" | "dialogue" | "membership" | "programme" | "funding" | "training" | "exercise" | "exploration" | "cooperation" | "support")[];
  channel: ("central_government" | "civil_society" | "UN" | "EU" | "regional_organisation" | "armed_forces" | "police" | "mixed" | "not_stated")[];
  conditions: ("yes" | "no")[];
  partner: string[];
  layer: ("missions" | "embassies" | "initiatives")[];
  status: ("exploring" | "planned" | "active" | "adapted" | "scaled_down" | "suspended" | "ended")[];
  decision: ("decided" | "intended" | "considered")[];
  confidence: ("stated_in_letter" | "verified" | "general_knowledge" | "inferred")[];
  last_source: ("later" | "earlier")[];
  document: string[];
  country: string[];
  group: string[];
  state: ("coup" | "transition" | "none")[];
  text: string;
}

export type SearchAnswer = Found[];

/** `/api/sentence`: the map in words. */
export interface SentenceAnswer {
  sentence: Said;
  title: Said;
}

/** A GeoJSON geometry. */
export interface Shape {
  type: "Polygon" | "MultiPolygon" | "LineString" | "MultiLineString";
  /** Positions, nested as the type says */
  coordinates: unknown[];
}

/** `base/*.geojson`. */
export interface Shapes {
  type: "FeatureCollection";
  features: Feature[];
}

/** `/api/share`: the question of a scene for a shell and for Python. */
export interface ShareAnswer {
  command: string;
  python: string;
}

export type SiteRole = "headquarters" | "field_site" | "training_centre" | "academy" | "embassy" | "office";

export interface SiteRow {
  site_id: string;
  engagement_id: string;
  place_id: string;
  role: SiteRole;
  start_date?: string;
  start_precision: Precision;
  end_date?: string;
  end_precision?: Precision;
  basis: string;
  documents?: string[];
  source?: string;
  address?: string;
  confidence: Confidence;
  note?: string;
  known_from: string;
  end_known_from?: string;
  source_from?: string;
  /** First day of a site */
  from: Day | null;
  /** The first day on which it is gone */
  until: Day | null;
  /** The map layer that carries it */
  layer: string;
  /** Whether its own beginning is recorded */
  dated: boolean;
  /** Whether it is its engagement, so that who names one names the other */
  post: boolean;
}

export type SiteState = "open" | "suspended" | "planned" | "unrecorded" | "mixed";

export interface StateRow {
  iso3: string;
  state: CountryState;
  start_date: string;
  start_precision: Precision;
  end_date?: string;
  end_precision?: Precision;
  source?: string;
  confidence: Confidence;
  address?: string;
  note?: string;
  known_from: string;
  end_known_from?: string;
  source_from?: string;
  /** First day of a country's situation */
  from: Day | null;
  /** The first day on which it is over */
  until: Day | null;
}

export type Status = "exploring" | "planned" | "active" | "adapted" | "scaled_down" | "suspended" | "ended";

/** `/data/stories.json`. */
export interface Stories {
  stories: Story[];
  /** Stories that cannot be read, a sentence each */
  faults: string[];
}

/** A story as the page holds it. */
export interface Story {
  id: string;
  title: Said;
  scenes: StoryScene[];
}

/** `/api/story`: the story that was read, or every fault of it. */
export interface StoryAnswer {
  story?: Story;
  faults?: string[];
}

/** A scene of a story with its texts as they are told. */
export interface StoryScene {
  name: string;
  scene: SceneParts;
  caption: Said;
  notes: Said;
  /** As written; not in a briefing of one file */
  written?: Written;
  citations: string[];
  rests_on: string[];
  claims: string[];
  rests: RestLine[];
  source: Said;
  clock: Said;
  /** Empty where nothing is first documented */
  documented: Said;
}

export type Subject = "NL" | "mission" | "context";

export type Tab = "map" | "table" | "timeline" | "compare" | "route";

/** The dated tables. */
export interface Tables {
  periods: [position: number, first: Day | null, until: Day | null, row: PeriodRow][];
  citations: [position: number, first: Day | null, until: Day | null, row: [period: number, document: number, section: string, paragraph: string, role: CitationRole]][];
  documents: [position: number, first: Day | null, until: Day | null, row: DocumentRow][];
  conflicts: [position: number, first: Day | null, until: Day | null, row: ConflictRow][];
  context: [position: number, first: Day | null, until: Day | null, row: ContextRow][];
  amounts: [position: number, first: Day | null, until: Day | null, row: AmountRow][];
  events: [position: number, first: Day | null, until: Day | null, row: EventRow][];
  states: [position: number, first: Day | null, until: Day | null, row: StateRow][];
  sites: [position: number, first: Day | null, until: Day | null, row: SiteRow][];
  legs: [position: number, first: Day | null, until: Day | null, row: LegRow][];
  totals: [position: number, first: Day | null, until: Day | null, row: TotalRow][];
  indicators: [position: number, first: Day | null, until: Day | null, row: IndicatorRow][];
  groups: [position: number, first: Day | null, until: Day | null, row: GroupRow][];
  engagements: [position: number, first: Day | null, until: Day | null, row: EngagementRow][];
}

/** One thing told of an engagement, by the document of its citation. */
export interface Text {
  /** Of what, and what it is: `description` (one or two sentences), `contribution` (size of the Dutch share), `conditions` (that the letter attaches), `note` (what a reader should know about the sources). */
  about: TextKind;
  /** The document that told it, for the letter with its paragraph. */
  document_id: string;
  /** The document that told it, for the letter with its paragraph. */
  section_code?: string;
  /** The document that told it, for the letter with its paragraph. */
  paragraph?: string;
  en: string;
  nl: string;
  /** From when it may be read */
  k: Day;
}

export type TextKind = "description" | "contribution" | "conditions" | "note";

export type Theme = "light" | "dark" | "projector";

/** A tier of countries. */
export interface Tier {
  tier: number;
  /** Whether its countries carry a wheel */
  focus: boolean;
  /** Whether these wheels are the larger ones */
  wide: boolean;
  /** The group that its countries are named by */
  group?: string;
}

export type ToldField = "instruments" | "goals" | "framework" | "lead" | "partners" | "channel" | "reach";

/** A figure of a route over a period. */
export interface TotalRow {
  route: string;
  metric: "detections" | "deaths";
  period: string;
  period_type: "year" | "month" | "cumulative";
  value: number;
  show: YesNo;
  value_quality?: string;
  source?: string;
  confidence: Confidence;
  note?: string;
  known_from: string;
  source_from?: string;
  /** The year, where the route's arrow may carry the figure */
  arrow?: number;
  /** True where it stands in a chart of its route */
  chart?: boolean;
  /** True for a count that is revised later */
  first_count?: boolean;
}

/** What a row of a comparison is about */
export type Unit = "counted" | "missions" | "others";

/** `/api/unknown`: what is not known to a scene, counted and listed. */
export interface UnknownAnswer {
  marking?: string;
  metadata: Record<string, string>;
  /** Kind of gap -> its name */
  kinds: Record<string, Said>;
  /** Grouping -> column -> its name */
  columns: Record<string, Record<string, Said>>;
  /** Grouping -> kind -> column; empty for all */
  counts: Record<string, Record<string, Record<string, number>>>;
  rows: GapRow[];
}

export type Versus = "dates" | "known";

export type WordGroups = Record<string, string[]>;

/** Texts of a scene as they were written. */
export interface Written {
  caption: Said;
  notes: Said;
}

export type YesNo = "yes" | "no";
