"""The words that the curated tables may use, as literals.

Each vocabulary is an ordered tuple: the order is the order in which people see the words. What a word means on screen
(English, Dutch) stands in `words/`; what it looks like stands in `sahel_atlas.marks.theme`.
"""

SUBJECTS = ("NL", "mission", "context")
KINDS = (
    "mission",
    "contribution",
    "post",
    "envoy",
    "dialogue",
    "membership",
    "programme",
    "funding",
    "training",
    "exercise",
    "exploration",
    "cooperation",
    "support",
)
INSTRUMENTS = ("diplomacy", "security", "migration", "development", "humanitarian")
GOALS = ("security", "migration", "sustainable_development", "geopolitics")
GOAL_BASES = ("stated", "inferred")
FRAMEWORKS = ("bilateral", "EU", "UN", "US-led", "regional", "other")
CHANNELS = (
    "central_government",
    "civil_society",
    "UN",
    "EU",
    "regional_organisation",
    "armed_forces",
    "police",
    "mixed",
    "not_stated",
)
FORMER_FIELDS = (
    *("name_en", "name_nl", "acronym", "instruments", "goals", "framework", "lead", "partners", "channel"),
    *("reach", "reach_basis", "country_basis", "place_ids"),
)
"""Attributes of an engagement that a later document may tell more of; later countries stand in periods."""
COUNTRY_BASES = ("named", "regional", "implied", "public")
PLACE_BASES = ("public", "letter", "none")
REACHES = ("own", "region")
"""Whether an engagement is in a country itself, or shared by the whole region."""
REACH_BASES = ("rule", "stated")
"""`rule`: region where all five Sahel states or a regional basis stand; `stated`: the row's own words say so."""
DEGREES = ("largely", "partly", "fully", "for_now")
"""How far a document says that a status goes, where it says so."""
TEXT_KINDS = ("description", "contribution", "conditions", "note")
ADDRESS_CONFIDENCES = ("verified", "inferred", "general_knowledge")
COUNTED = ("yes", "component", "no")
STATUSES = ("exploring", "planned", "active", "adapted", "scaled_down", "suspended", "ended")
DECISIONS = ("decided", "intended", "considered")
PRECISIONS = ("day", "month", "quarter", "half_year", "year", "approx_year", "not_recorded")
RELATIONS = ("on", "after", "by")
KNOWN_BASES = ("published", "event_date_assumed")
LAST_SOURCES = ("later", "earlier")
CONFIDENCES = ("stated_in_letter", "verified", "general_knowledge", "inferred")
SITE_ROLES = ("headquarters", "field_site", "training_centre", "academy", "embassy", "office")
POST_ROLES = ("embassy", "office")
"""What a post may be at a place."""
CITATION_ROLES = ("primary", "supporting")
COUNTRY_STATES = ("coup", "transition", "none")
LEG_STAGES = ("feeder", "sahara", "libya", "sea", "context")
LEG_KINDS = ("land", "sea")
YES_NO = ("yes", "no")

RUNNING = ("active", "adapted", "scaled_down")
"""Statuses that count as running (DESIGN: active + adapted + scaled down)."""

OPEN = ("exploring", "planned", "active", "adapted", "scaled_down", "suspended")
"""Statuses that are not over: everything but `ended`."""

NOT_RECORDED = "not_recorded"
"""The state before the first documented date of an engagement whose start nobody recorded."""

SAHEL = ("BFA", "MLI", "MRT", "NER", "TCD")
COASTAL = ("BEN", "CIV", "GHA", "NGA", "SEN", "TGO")
FOCUS = SAHEL + COASTAL
"""The countries that carry an instrument wheel: the Sahel five and the six coastal states named."""

ROUTE_COUNTRIES = ("DZA", "LBY", "TUN")
"""Countries between the Sahel and the sea that the Central Mediterranean route crosses: tier 3 on the map."""

LETTER = "kst-29237-201"
LETTER_DATE = "2023-12-01"
