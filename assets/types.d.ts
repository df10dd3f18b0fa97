/* Types that several scripts share and the payload does not carry: a script names one as import("../types").Look.
   What Python sends has its types in contract.d.ts. */

import type * as Leaflet from "leaflet";
import type {
  AmountRow,
  Clock,
  ClockRow,
  ConflictRow,
  ContextRow,
  Day,
  DocumentRow,
  EngagementRow,
  EventRow,
  GroupRow,
  IndicatorRow,
  Instrument,
  LegRow,
  Payload,
  PeriodRow,
  PlaceRow,
  Reach,
  SceneParts,
  SiteRole,
  SiteRow,
  SiteState,
  StateRow,
  Status,
  Tables,
  Text,
  TotalRow,
} from "./contract";
import type { Engine } from "./core/engine.js";

/** What a link asks: as in scenes/scene.py, facets and all. Lists and texts are also read by the name of a facet. */
export type Scene = SceneParts;
/** A part of a scene that is changed. */
export type Patch = Partial<Record<keyof SceneParts, unknown>>;
/** The name of a facet of a scene. */
export type FacetName =
  | "subject"
  | "counted"
  | "reach"
  | "instrument"
  | "framework"
  | "lead"
  | "goal"
  | "goal_basis"
  | "kind"
  | "channel"
  | "conditions"
  | "partner"
  | "layer"
  | "status"
  | "decision"
  | "confidence"
  | "last_source"
  | "document"
  | "country"
  | "group"
  | "state";
/** Values of facets by name, as a door or a filter has them. */
export type Facets = Partial<Record<FacetName, string[]>>;

export type { Engine };
/** t("group.word", {name: value}) in the language of the scene. */
export type Say = (key: string, params?: Record<string, unknown>) => string;
/** Words as key -> [English, Dutch]. */
export type Words = Record<string, [en: string, nl: string]>;

/** An engagement as it was told of on a day of knowledge; `description_en` and the like are its texts joined. */
export interface Told extends Omit<EngagementRow, "hay" | "texts"> {
  hay: string;
  told: Text[];
  description_en?: string;
  description_nl?: string;
  contribution_en?: string;
  contribution_nl?: string;
  conditions_en?: string;
  conditions_nl?: string;
  note_en?: string;
  note_nl?: string;
}
/** A group with its members of that day. */
export interface GroupSeen extends Omit<GroupRow, "members"> {
  members: string[];
}

/** The payload as it stood on a day of knowledge, with its look-ups. Tables named by position have holes. */
export interface View extends Omit<Payload, "engagements"> {
  periods: PeriodRow[];
  citations: Tables["citations"][number][3][];
  documents: DocumentRow[];
  conflicts: ConflictRow[];
  context: ContextRow[];
  amounts: AmountRow[];
  events: EventRow[];
  states: StateRow[];
  sites: SiteRow[];
  legs: LegRow[];
  totals: TotalRow[];
  indicators: IndicatorRow[];
  groups: GroupSeen[];
  engagements: Told[];
  /** Country -> ids of the groups that it is in */
  groupsOf: Map<string, string[]>;
  /** Country -> its situations in time */
  statesOf: Map<string, StateRow[]>;
}

/** A state of an engagement in a country ("" for none named): what rows, wheels and lists are made of. */
export interface Item {
  /** Position of its engagement */
  e: number;
  country: string;
  row: ClockRow;
}
/** A counted engagement documented only from a day on, whose start nobody recorded. */
export interface Silent {
  e: number;
  country: string;
  until: Day;
}

/** What runs and what is not over, in distinct engagements. */
export interface Tally {
  running: number;
  open: number;
}
/** Block or rim of a segment: a number for each part of `raw.parts`. */
export interface Storey {
  counts: number[];
  /** Of these, documented for the first time */
  new: number[];
  /** Of these, last stated earlier */
  stale: number[];
}
export interface Segment extends Tally {
  own: Storey;
  region: Storey;
  items: Item[];
}
export interface Wheel extends Tally {
  segments: Segment[];
  /** What runs in the country itself */
  own: number;
  /** What the region shares */
  region: number;
}
/** Totals of rows, in distinct engagements. */
export interface Counts {
  instruments: Record<Instrument, Tally>;
  statuses: Record<Status, number>;
  any: Tally;
  listed: number;
  counted: number;
}

/** A site that a row stands at, and what it makes of the mark. */
export interface SiteEntry {
  site: SiteRow;
  item: Item;
  state: SiteState;
}
/** The mark of a place in a role. */
export interface SiteMark {
  key: string;
  place: PlaceRow;
  role: SiteRole;
  state: SiteState;
  dated: boolean;
  off: boolean;
  sites: SiteRow[];
  items: Item[];
  entries: SiteEntry[];
}

/** Everything a painter needs for a scene on a day or in a stretch of time. */
export interface Look {
  /** The last day */
  day: Day;
  first: Day;
  rows: Item[];
  wheels: Record<string, Wheel>;
  /** Countries with a wheel that the filter leaves out */
  outside: string[];
  counts: Counts;
  sites: SiteMark[];
  silent: Silent[];
  events: EventRow[];
  detections: TotalRow | null;
  /** Whether the day lies after what is known */
  projected: boolean;
}

/** What each painter gets. */
export interface Context {
  scene: Scene;
  /** What was painted before; null at the first time */
  before: Scene | null;
  engine: Engine;
  look: Look;
  t: Say;
}
export type Painter = (context: Context) => void;

/** One side of a comparison, and what a side says of a pair. */
export interface PairRow {
  e: number;
  country: string;
  before: string;
  after: string;
  group: string;
  earlier: ClockRow | null;
  state: ClockRow | null;
  /** Left out of what ran */
  apart: boolean;
  /** Attributes that are told otherwise */
  told: string[];
  asked: boolean[];
}
/** A group of changes: its rows, and how many engagements of each unit. */
export interface ChangeGroup {
  name: string;
  rows: PairRow[];
  counted: number;
  missions: number;
  others: number;
}
export interface ComparedCountry {
  iso: string;
  before: Wheel;
  after: Wheel;
  documented: number;
  changes: PairRow[];
  missions: number;
  changed: boolean;
}
export interface ComparedInstrument {
  name: Instrument;
  before: number;
  after: number;
}
export interface Headline {
  /** Unit, and per group its number and the one country */
  parts: [unit: string, told: [group: string, n: number, country: string][]][];
  loss: ComparedInstrument | null;
  documented: number;
}
export interface Comparison {
  sides: Scene[];
  turned: boolean;
  versus: string;
  situation: Day;
  view: View;
  views: View[];
  rows: PairRow[];
  changes: PairRow[];
  filtered: boolean;
  /** "e|country" of what is on record for the first time */
  fresh: Set<string>;
  groups: ChangeGroup[];
  countries: ComparedCountry[];
  instruments: ComparedInstrument[];
  headline: Headline;
}

/** How one map differs from the page's: its own scene and look, what it leaves out. */
export interface InstanceOptions {
  scene?: () => Scene;
  look?: (engine: Engine) => Look;
  sites?: boolean;
  routes?: boolean;
  [name: string]: any;
}
/** One map with what its parts keep on it (map/instance.js); each part keeps its own under names of its own. */
export interface Instance {
  map: Leaflet.Map;
  options: InstanceOptions;
  layers: Record<string, any>;
  /** Pixels per design unit */
  u: number;
  readonly scene: Scene;
  lookNow(engine: Engine): Look;
  pane(name: string): string;
  renderer(name: string): Leaflet.SVG;
  paint(context: Context): void;
  [name: string]: any;
}
/** A part of a map: what it does once, and on every frame in which the scene changed. */
export interface Part {
  name: string;
  attach?: (instance: Instance) => void;
  paint?: (instance: Instance, context: Context) => void;
}

export type { Clock };
export type StoreyName = Reach;

declare global {
  interface Window {
    L: typeof Leaflet;
  }
}
