"""The atlas's own words in English and Dutch: vocabularies, statuses, marks of doubt, sentences.

Keys are `group.word`; each value is (English, Dutch). Views and exports keep the words of their own screens and
join them with these through `join`. Equal strings in both languages must stand in `EQUAL` with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "atlas.title": ("Sahel Engagement Atlas", "Atlas van de Nederlandse inzet in de Sahel"),
    "atlas.short": ("Sahel Engagement Atlas", "Sahelatlas"),
    "instrument.diplomacy": ("Diplomacy", "Diplomatie"),
    "instrument.security": ("Security", "Veiligheid"),
    "instrument.migration": ("Migration", "Migratie"),
    "instrument.development": ("Development cooperation", "Ontwikkelingssamenwerking"),
    "instrument.humanitarian": ("Humanitarian aid", "Humanitaire hulp"),
    "instrument.short.development": ("Development", "Ontwikkeling"),
    "instrument.short.humanitarian": ("Humanitarian", "Humanitair"),
    "subject.NL": ("Dutch engagement", "Nederlandse inzet"),
    "subject.mission": ("International mission or initiative", "Internationale missie of initiatief"),
    "subject.context": ("Context", "Context"),
    "counted.yes": ("counted", "meegeteld"),
    "counted.component": ("part of another engagement", "onderdeel van andere inzet"),
    "counted.no": ("listed, not counted", "vermeld, niet meegeteld"),
    "reach.own": ("In the country itself", "In het land zelf"),
    "reach.region": ("Region-wide", "Regiobreed"),
    "kind.mission": ("Mission", "Missie"),
    "kind.contribution": ("Contribution", "Bijdrage"),
    "kind.post": ("Embassy or office", "Ambassade of kantoor"),
    "kind.envoy": ("Envoy", "Gezant"),
    "kind.dialogue": ("Dialogue", "Dialoog"),
    "kind.membership": ("Membership", "Lidmaatschap"),
    "kind.programme": ("Programme", "Programma"),
    "kind.funding": ("Funding", "Financiering"),
    "kind.training": ("Training", "Training"),
    "kind.exercise": ("Exercise", "Oefening"),
    "kind.exploration": ("Exploration", "Verkenning"),
    "kind.cooperation": ("Cooperation", "Samenwerking"),
    "kind.support": ("Support", "Ondersteuning"),
    "goal.security": ("Stability and security", "Stabiliteit en veiligheid"),
    "goal.migration": ("Less irregular migration", "Minder irreguliere migratie"),
    "goal.sustainable_development": ("Sustainable development", "Duurzame ontwikkeling"),
    "goal.geopolitics": ("Geopolitical position", "Geopolitieke positie"),
    "goal_basis.stated": ("stated", "vermeld"),
    "goal_basis.inferred": ("inferred", "afgeleid"),
    "framework.bilateral": ("Bilateral", "Bilateraal"),
    "framework.EU": ("EU", "EU"),
    "framework.UN": ("UN", "VN"),
    "framework.US-led": ("US-led", "Onder Amerikaanse leiding"),
    "framework.regional": ("Regional", "Regionaal"),
    "framework.other": ("Other", "Overig"),
    "channel.central_government": ("Central government", "Centrale overheid"),
    "channel.civil_society": ("Civil society", "Maatschappelijke organisaties"),
    "channel.UN": ("UN", "VN"),
    "channel.EU": ("EU", "EU"),
    "channel.regional_organisation": ("Regional organisation", "Regionale organisatie"),
    "channel.armed_forces": ("Armed forces", "Krijgsmacht"),
    "channel.police": ("Police", "Politie"),
    "channel.mixed": ("Several channels", "Meerdere kanalen"),
    "channel.not_stated": ("Not stated", "Niet vermeld"),
    "actor.UN": ("UN", "VN"),
    "actor.EU": ("EU", "EU"),
    "actor.AU": ("African Union", "Afrikaanse Unie"),
    "actor.ECOWAS": ("ECOWAS", "ECOWAS"),
    "actor.IOM": ("IOM", "IOM"),
    "actor.civil_society": ("Civil society", "Maatschappelijke organisaties"),
    "conditions.yes": ("With conditions", "Met voorwaarden"),
    "conditions.no": ("No conditions recorded", "Geen voorwaarden vastgelegd"),
    "layer.missions": ("Missions and contributions", "Missies en bijdragen"),
    "layer.embassies": ("Embassies and offices", "Ambassades en kantoren"),
    "layer.initiatives": ("Initiatives and sites", "Initiatieven en locaties"),
    "layer.routes": ("Migration routes", "Migratieroutes"),
    "layer.relief": ("Relief", "Reliëf"),
    "layer.regions": ("First-level regions", "Regio's (eerste niveau)"),
    "layer.groups": ("Country groups", "Landengroepen"),
    "layer.states": ("Coups and transitions", "Staatsgrepen en transities"),
    "layer.indicators": ("Country indicator", "Landenindicator"),
    "layer.events": ("Political events", "Politieke gebeurtenissen"),
    "layer.places": ("Towns", "Plaatsen"),
    "status.exploring": ("Exploring", "Verkennend"),
    "status.planned": ("Planned", "Gepland"),
    "status.active": ("Active", "Actief"),
    "status.adapted": ("Adapted", "Aangepast"),
    "status.scaled_down": ("Scaled down", "Afgeschaald"),
    "status.suspended": ("Suspended", "Opgeschort"),
    "status.ended": ("Ended", "Beëindigd"),
    "status.not_recorded": ("Not recorded", "Niet vastgelegd"),
    "degree.largely": ("largely", "grotendeels"),
    "degree.partly": ("partly", "deels"),
    "degree.fully": ("in full", "volledig"),
    "degree.for_now": ("for the time being", "vooralsnog"),
    "decision.decided": ("Decided", "Besloten"),
    "decision.intended": ("Intended", "Voornemen"),
    "decision.considered": ("Under consideration", "In overweging"),
    "confidence.stated_in_letter": ("Stated in the letter", "Vermeld in de brief"),
    "confidence.verified": ("Verified", "Geverifieerd"),
    "confidence.general_knowledge": ("Not looked up (general knowledge)", "Niet nagezocht (algemene kennis)"),
    "confidence.inferred": ("Inferred", "Afgeleid"),
    "last_source.later": ("Source of the day or later, or ended", "Bron van de dag of later, of beëindigd"),
    "last_source.earlier": ("Last source earlier", "Laatste bron eerder"),
    "state.coup": ("Rule after a coup", "Bewind na een staatsgreep"),
    "state.transition": ("Transition", "Transitie"),
    "state.none": ("Neither coup nor transition", "Geen staatsgreep of transitie"),
    "part.full": ("Runs in full", "Loopt volledig"),
    "part.reduced": ("Runs, adapted or scaled down", "Loopt, aangepast of afgeschaald"),
    "part.suspended": ("Suspended", "Opgeschort"),
    "part.planned": ("Planned or being explored", "Gepland of in verkenning"),
    "role.embassy": ("Embassy", "Ambassade"),
    "role.office": ("Office", "Kantoor"),
    "role.headquarters": ("Mission headquarters", "Hoofdkwartier van een missie"),
    "role.field_site": ("Field site", "Veldlocatie"),
    "role.training_centre": ("Training", "Training"),
    "role.academy": ("Academy", "Academie"),
    "site.open": ("Running", "Lopend"),
    "site.suspended": ("Suspended", "Opgeschort"),
    "site.planned": ("Planned or being explored", "Gepland of in verkenning"),
    "site.unrecorded": ("Runs; dates at this place not recorded", "Loopt; data op deze plaats niet vastgelegd"),
    "site.mixed": ("Differs from one engagement to the next", "Verschilt per inzet"),
    "doubt.projected": (
        "Later than the sources known: last known state",
        "Later dan de bekende bronnen: laatst bekende stand",
    ),
    "doubt.uncertain": ("The day of the change is not certain", "De dag van de wijziging is niet zeker"),
    "doubt.outcome_not_recorded": (
        "The planned time has passed; the outcome is not recorded",
        "Het geplande moment is voorbij; de uitkomst is niet vastgelegd",
    ),
    "doubt.conflict": ("Sources disagree", "Bronnen spreken elkaar tegen"),
    "doubt.not_recorded": ("Start not recorded", "Begin niet vastgelegd"),
    "doubt.approximate": ("Approximate place", "Plaats bij benadering"),
    "doubt.undated": ("Dates not recorded", "Data niet vastgelegd"),
    "doubt.general_knowledge": (
        "Rests on general knowledge, not looked up",
        "Berust op algemene kennis, niet nagezocht",
    ),
    "doubt.source_later": ("Source published later", "Bron later gepubliceerd"),
    "doubt.carried_forward": ("Last stated earlier", "Eerder voor het laatst vermeld"),
    "doubt.inferred": ("Inferred", "Afgeleid"),
    "stage.feeder": ("Feeder route", "Toeleidende route"),
    "stage.sahara": ("Sahara crossing", "Oversteek van de Sahara"),
    "stage.libya": ("Inside Libya", "Binnen Libië"),
    "stage.sea": ("Sea crossing", "Oversteek over zee"),
    "stage.context": ("Other route, for context", "Andere route, als context"),
    "route.schematic": ("Route, schematic, not counted", "Route, schematisch, niet geteld"),
    "route.name": ("Central Mediterranean route", "Centrale Middellandse Zeeroute"),
    "time.after_letter": ("After the letter", "Na de brief"),
    "time.letter": ("Letter", "Brief"),
    "time.since": ("since", "sinds"),
    "time.by": ("by", "uiterlijk"),
    "time.after": ("after", "na"),
    "time.known": ("as known on {date}", "zoals bekend op {date}"),
    "time.known.now": ("as known now", "zoals nu bekend"),
    "time.stated": ("as stated by {document}", "zoals vermeld in {document}"),
    "time.stated.later": ("a document that was not public yet", "een document dat toen niet openbaar was"),
    "group.later": ("a group that was not known yet", "een groep die toen niet bekend was"),
    "time.stated.letter": ("according to the letter", "volgens de brief"),
    "time.last_stated": ("last stated {date}", "laatst vermeld {date}"),
    "address.none": ("no address found", "geen adres gevonden"),
}
EQUAL: dict[str, str] = {
    "subject.context": "the same word in both languages",
    "kind.training": "the same word in both languages",
    "role.training_centre": "the same word in both languages",
    "framework.EU": "the same abbreviation in both languages",
    "channel.EU": "the same abbreviation in both languages",
    "actor.EU": "the same abbreviation in both languages",
    "actor.ECOWAS": "the same abbreviation in both languages",
    "actor.IOM": "the same abbreviation in both languages",
}
"""Keys whose two strings are equal, each with its reason."""

MONTHS: tuple[Pair, ...] = (
    ("January", "januari"),
    ("February", "februari"),
    ("March", "maart"),
    ("April", "april"),
    ("May", "mei"),
    ("June", "juni"),
    ("July", "juli"),
    ("August", "augustus"),
    ("September", "september"),
    ("October", "oktober"),
    ("November", "november"),
    ("December", "december"),
)

ORDINALS: tuple[Pair, ...] = (("first", "eerste"), ("second", "tweede"), ("third", "derde"), ("fourth", "vierde"))
PARTS_OF_YEAR: Mapping[str, tuple[int, Pair]] = {
    "quarter": (3, ("quarter", "kwartaal")),
    "half_year": (6, ("half", "helft")),
}
"""Precision -> its months and its name."""


def word(key: str, lang: str) -> str:
    """One word group by key in `en` or `nl`; KeyError when there is none."""
    return WORDS[key][lang == "nl"]


def join(*parts: Mapping[str, Pair]) -> dict[str, Pair]:
    """Several sets of words as one; a key in two sets is an error of the programmer.

    Raises
    ------
    KeyError
        If a key stands in two sets.
    """
    words: dict[str, Pair] = {}
    for part in parts:
        double = words.keys() & part.keys()
        if double:
            raise KeyError(f"words stand twice: {', '.join(sorted(double))}")
        words |= part
    return words


def date_words(text: str, lang: str) -> str:
    """A date cut to its known part, in words.

    Examples
    --------
    >>> date_words("2023-12-01", "en"), date_words("2023-12", "nl"), date_words("2023", "en")
    ('1 December 2023', 'december 2023', '2023')
    """
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1]) - 1][lang == "nl"]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def precise_date(text: str, precision: str, lang: str) -> str:
    """A date in words with what its precision adds: the quarter or half of its year, or that it is about that year.

    Examples
    --------
    >>> precise_date("2023-07", "quarter", "en"), precise_date("2024-01", "half_year", "nl")
    ('third quarter of 2023', 'eerste helft van 2024')
    """
    if precision == "approx_year":
        return f"{('about', 'rond')[lang == 'nl']} {date_words(text[:4], lang)}"
    if precision not in PARTS_OF_YEAR or len(text) < 7:
        return date_words(text, lang)
    months, part = PARTS_OF_YEAR[precision]
    number = ORDINALS[(int(text[5:7]) - 1) // months][lang == "nl"]
    return f"{number} {part[lang == 'nl']} {('of', 'van')[lang == 'nl']} {text[:4]}"
