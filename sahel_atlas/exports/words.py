"""The words that only exports use, in English and Dutch."""

from __future__ import annotations

from sahel_atlas.records.words import Pair

WORDS: dict[str, Pair] = {
    "export.subtitle": (
        "Dutch engagement in the Sahel and the coastal states, by instrument and status, {when}",
        "Nederlandse inzet in de Sahel en de kuststaten, per instrument en status, {when}",
    ),
    "export.subtitle.uncounted": (
        "State by country and sites, {when}; shown, not counted as Dutch engagements",
        "Stand per land en locaties, {when}; getoond, niet als Nederlandse inzet geteld",
    ),
    "export.stated": (
        "Events, routes and situations come from other public sources",
        "Gebeurtenissen, routes en situaties komen uit andere openbare bronnen",
    ),
    "export.standing": ("State by country (not counted)", "Stand per land (telt niet mee)"),
    "export.standing.counted": (
        "Under a name: what is listed there, missions too",
        "Onder een naam: wat daar is vermeld, ook missies",
    ),
    "export.countries": ("{n} countries", "{n} landen"),
    "export.key.own": ("Block and n: in the country itself", "Blok en n: in het land zelf"),
    "export.key.region": ("Rim and +n: region-wide", "Rand en +n: regiobreed"),
    "export.key.running": ("n = engagements running", "n = lopende inzet"),
    "export.key.asked": ("n = engagements {x}", "n = inzet die {x} is"),
    "export.key.asked.period": ("n = engagements {x} at some time", "n = inzet die enige tijd {x} was"),
    "export.key.asked.filtered": ("n = engagements {x}, within the filter", "n = inzet die {x} is, binnen het filter"),
    "export.key.asked.period.filtered": (
        "n = engagements {x} at some time, within the filter",
        "n = inzet die enige tijd {x} was, binnen het filter",
    ),
    "export.or": ("{x} or {y}", "{x} of {y}"),
    "export.key.period": ("n = engagements that ran at some time", "n = inzet die enige tijd liep"),
    "export.key.running.filtered": (
        "n = engagements running, within the filter",
        "n = lopende inzet, binnen het filter",
    ),
    "export.key.period.filtered": (
        "n = engagements that ran at some time, within the filter",
        "n = inzet die enige tijd liep, binnen het filter",
    ),
    "export.reach.own": ("in the country itself", "in het land zelf"),
    "export.reach.region": ("region-wide", "regiobreed"),
    "export.wheel.nothing": ("nothing open", "niets open"),
    "export.wheel.region": ("Region-wide", "Regiobreed"),
    "export.wheel.none": ("none of {of} runs", "geen van {of} loopt"),
    "export.wheel.one": ("{n} of {of} runs", "{n} van {of} loopt"),
    "export.wheel.some": ("{n} of {of} run", "{n} van {of} lopen"),
    "export.wheel.none.period": ("none of {of} ran on any day", "geen van {of} liep op enige dag"),
    "export.wheel.one.period": ("{n} of {of} ran at some time", "{n} van {of} liep enige tijd"),
    "export.wheel.some.period": ("{n} of {of} ran at some time", "{n} van {of} liepen enige tijd"),
    "export.wheel.reduced": ("{n} adapted or scaled down", "{n} aangepast of afgeschaald"),
    "export.wheel.suspended": ("{n} suspended", "{n} opgeschort"),
    "export.wheel.planned": ("{n} planned or explored", "{n} gepland of verkend"),
    "export.wheel.new": ("{n} first documented now", "{n} nu voor het eerst vastgelegd"),
    "export.wheel.stale": ("last stated earlier", "eerder voor het laatst vermeld"),
    "export.wheel.stale.all": ("all last stated earlier", "alle eerder voor het laatst vermeld"),
    "export.wheel.stale.some": ("{n} of them last stated earlier", "{n} daarvan eerder voor het laatst vermeld"),
    "export.wheel.more": ("+{n} region-wide", "+{n} regiobreed"),
    "export.wheel.documented.short": ("{new}/{n} new on record", "{new}/{n} nieuw vastgelegd"),
    "export.wheel.documented": ("{new} of {n} new on record", "{new} van {n} nieuw vastgelegd"),
    "export.part.full": ("Runs in full", "Loopt volledig"),
    "export.part.reduced": ("Runs, but adapted or scaled down", "Loopt, maar aangepast of afgeschaald"),
    "export.part.runs": ("Runs, in full or not", "Loopt, volledig of niet"),
    "export.part.suspended": ("Suspended", "Opgeschort"),
    "export.part.planned": ("Planned or being explored", "Gepland of in verkenning"),
    "export.part.rests": ("Does not run: suspended, planned or explored", "Loopt niet: opgeschort, gepland of verkend"),
    "export.part.none": ("Nothing open in the country itself", "Niets open in het land zelf"),
    "export.part.mixed": (
        "Mixed: the angle is the share, clockwise",
        "Gemengd: de hoek is het aandeel, met de klok mee",
    ),
    "export.part.striped": (
        "Broad stripes: on record only since the picture before (documentation, not growth)",
        "Brede strepen: pas sinds het vorige beeld vastgelegd (geen groei)",
    ),
    "export.part.hatched": (
        "Fine lines: last stated before this date",
        "Fijne lijnen: voor het laatst vermeld vóór deze datum",
    ),
    "export.part.hatched.period": (
        "Fine lines: last stated before the period ends",
        "Fijne lijnen: voor het laatst vermeld vóór het einde van de periode",
    ),
    "export.part.hatched.sides": (
        "Fine lines: last stated before the date of its wheel",
        "Fijne lijnen: voor het laatst vermeld vóór de datum van het wiel",
    ),
    "export.n": ("n", "n"),
    "export.sahel": ("The Sahel five", "De vijf Sahellanden"),
    "export.coastal": ("Coastal states named in the letter", "In de brief genoemde kuststaten"),
    "export.transit": ("Other countries on the route", "Andere landen op de route"),
    "export.disputed": ("Disputed or indefinite border", "Betwiste of onbepaalde grens"),
    "export.route": ("Route, schematic, not counted", "Route, schematisch, niet geteld"),
    "export.feeder": ("Feeder route, not counted", "Toeleidende route, niet geteld"),
    "export.context": ("Other route, for context", "Andere route, als context"),
    "export.detections": (
        "Detections of irregular crossings, {year}",
        "Vastgestelde irreguliere grensoverschrijdingen, {year}",
    ),
    "export.figure": ("{value} detections, {year}", "{value} vaststellingen, {year}"),
    "export.state.coup": ("coup", "staatsgreep"),
    "export.state.transition": ("transition", "transitie"),
    "export.event.coup": ("Coup {when}", "Staatsgreep {when}"),
    "export.event.letter": ("Letter to Parliament {when}", "Kamerbrief {when}"),
    "export.event.other": ("Other event {when}", "Andere gebeurtenis {when}"),
    "export.event.recent": ("in the last 45 days", "in de laatste 45 dagen"),
    "export.event.major": (
        "in the period or the 45 days before (major ones only)",
        "in de periode of de 45 dagen ervoor (alleen de belangrijkste)",
    ),
    "export.event.period": ("in the period or the 45 days before", "in de periode of de 45 dagen ervoor"),
    "export.compare.apart": ("; first records counted apart", "; eerste vermeldingen apart geteld"),
    "export.compare.loss": (
        "{x} lost most: from {a} running {first} to {b} {last}",
        "{x} nam het meest af: van {a} lopend {first} naar {b} {last}",
    ),
    "export.compare.loss.known": (
        "{x}: {a} running {first}, {b} {last}",
        "{x}: {a} lopend {first}, {b} {last}",
    ),
    "export.compare.on": ("on {day}", "op {day}"),
    "export.compare.in": ("in {day}", "in {day}"),
    "export.compare.finding": ("{x} between {first} and {last}", "{x} tussen {first} en {last}"),
    "export.compare.finding.known": ("{x}: {first} against {last}", "{x}: {first} tegenover {last}"),
    "export.compare.within": ("{x}, within the filter", "{x}, binnen het filter"),
    "export.compare.none": ("Nothing changed between {first} and {last}", "Niets veranderd tussen {first} en {last}"),
    "export.compare.none.known": ("No difference: {first} against {last}", "Geen verschil: {first} tegenover {last}"),
    "export.compare.did.ended": ("ended", "beëindigd"),
    "export.compare.did.suspended": ("suspended", "opgeschort"),
    "export.compare.did.reduced": ("adapted or scaled down", "aangepast of afgeschaald"),
    "export.compare.did.resumed": ("resumed or restored", "hervat of hersteld"),
    "export.compare.did.started": ("started", "begonnen"),
    "export.compare.did.planned": ("newly planned or explored", "nieuw gepland of verkend"),
    "export.compare.did.documented": ("first recorded", "voor het eerst vastgelegd"),
    "export.compare.did.revised": ("stated differently", "anders vermeld"),
    "export.compare.did.lapsed": ("no longer on record", "niet meer vastgelegd"),
    "export.compare.runs": ("{a} to {b} running", "{a} naar {b} lopend"),
    "export.compare.own": ("{a} to {b} in {name} itself", "{a} naar {b} in {name} zelf"),
    "export.compare.documented": ("+{n} first recorded", "+{n} eerst nu vastgelegd"),
    "export.compare.missions": ("{n} missions changed", "{n} missies gewijzigd"),
    "export.compare.mission": ("1 mission changed", "1 missie gewijzigd"),
    "export.compare.unit.counted": ("{n} engagements", "{n} vormen van inzet"),
    "export.compare.unit.counted.one": ("1 engagement", "1 vorm van inzet"),
    "export.compare.unit.missions": ("{n} missions", "{n} missies"),
    "export.compare.unit.missions.one": ("1 mission", "1 missie"),
    "export.compare.unit.others": ("{n} parts or context", "{n} onderdelen of context"),
    "export.compare.unit.others.one": ("1 part or context", "1 onderdeel of context"),
    "export.compare.sides": ("Faded: {first}. Full: {last}.", "Vaag: {first}. Vol: {last}."),
    "export.compare.less": ("Less runs in this instrument", "Van dit instrument loopt minder"),
    "export.compare.more": ("More runs in this instrument", "Van dit instrument loopt meer"),
    "export.compare.key": (
        "Block, number: in the country; rim: region-wide",
        "Blok, getal: in het land zelf; rand: regiobreed",
    ),
    "export.compare.plot": ("Engagements running, by instrument", "Lopende inzet per instrument"),
    "export.compare.plot.within": (
        "Engagements running within the filter, by instrument",
        "Lopende inzet binnen het filter, per instrument",
    ),
    "export.compare.same": ("same", "gelijk"),
    "export.compare.rest": ("and {n} more", "en nog {n}"),
    "export.compare.documentation": (
        "may have run all along: documentation, not growth",
        "liepen mogelijk al: documentatie, geen groei",
    ),
    "export.compare.absent": ("nothing on record", "niets vastgelegd"),
    "export.off": ("Place beyond this map", "Plaats buiten deze kaart"),
    "export.fill.HDI": ("Human development index", "Index menselijke ontwikkeling"),
    "export.fill.population": ("Population, millions", "Bevolking, miljoenen"),
    "export.fill.engagements": ("Engagements running", "Lopende inzet"),
    "export.fill.none": ("no data", "geen gegevens"),
    "export.fill.upto": ("up to {y}", "tot en met {y}"),
    "export.fill.between": ("over {x}, up to {y}", "boven {x}, tot en met {y}"),
    "export.fill.method": ("classes: Fisher-Jenks", "klassen: Fisher-Jenks"),
    "export.site.open": ("Filled: runs here", "Gevuld: loopt hier"),
    "export.site.suspended": ("Hollow: suspended", "Leeg: opgeschort"),
    "export.site.planned": ("Dotted: planned or being explored", "Gestippeld: gepland of in verkenning"),
    "export.site.unrecorded": (
        "Hatched: runs, but dates here are not recorded",
        "Gearceerd: loopt, maar data hier zijn niet vastgelegd",
    ),
    "export.site.mixed": (
        "Half filled: several, in different states",
        "Half gevuld: meerdere, met verschillende status",
    ),
    "export.ring": ("Dotted ring: approximate place", "Gestippelde ring: plaats bij benadering"),
    "export.bar": ("Hatched bar: dates here not recorded", "Gearceerde balk: data hier niet vastgelegd"),
    "export.crowded": ("No room for: {places}", "Geen ruimte voor: {places}"),
    "export.period": (
        "All that held on any day of this period; what changed stands in each of its states",
        "Alles wat op enige dag in deze periode gold; wat wijzigde, staat er met elke status",
    ),
    "export.span": ("from {first} to {last}", "van {first} tot en met {last}"),
    "export.coast": ("Coastal states", "Kuststaten"),
    "export.standing.mixed": ("States differ", "Status verschilt"),
    "export.general": ("general knowledge", "algemene kennis"),
    "export.source.later": ("Source published later.", "Bron later gepubliceerd."),
    "export.later": ("for {n} states: source published later", "voor {n} standen: bron later gepubliceerd"),
    "export.projected": (
        "Later than the sources known: last known state",
        "Later dan de bekende bronnen: laatst bekende stand",
    ),
    "export.doubt": ("Rests on general knowledge or inference", "Berust op algemene kennis of afleiding"),
    "export.conflict": ("Sources disagree", "Bronnen spreken elkaar tegen"),
    "export.silent": (
        "Start of {n} more Dutch engagements not recorded",
        "Begin van nog {n} vormen van Nederlandse inzet niet vastgelegd",
    ),
    "export.silent.one": (
        "Start of 1 more Dutch engagement not recorded",
        "Begin van nog 1 vorm van Nederlandse inzet niet vastgelegd",
    ),
    "export.selected": ("Ring: selected country", "Ring: gekozen land"),
    "export.region": ("First-level regions", "Regio's (eerste niveau)"),
    "export.place": ("Town", "Plaats"),
    "export.sources": ("Sources", "Bronnen"),
    "export.more": ("and {n} more", "en nog {n}"),
    "export.letter": ("letter to Parliament, 1 December 2023", "Kamerbrief, 1 december 2023"),
    "export.frontex": ("Frontex (detections)", "Frontex (vaststellingen)"),
    "export.boundary": (
        "Natural Earth. Boundaries and names imply no endorsement; dashed: disputed. Lambert equal-area projection.",
        "Natural Earth. Grenzen en namen: geen erkenning; gestreept: betwist. Oppervlaktetrouwe Lambertprojectie.",
    ),
    "export.code": ("State code", "Code van deze stand"),
    "export.true": ("true at the centre of the projection", "juist in het midden van de projectie"),
    "export.none": ("Nothing matches this filter on this date.", "Niets voldoet aan dit filter op deze datum."),
    "export.before": ("Before the first recorded engagement.", "Vóór de eerste vastgelegde inzet."),
}
EQUAL: dict[str, str] = {
    "export.n": "a letter that stands for a number",
    "export.compare.in": "the same word in both languages",
}


def say(key: str, lang: str, **values: object) -> str:
    """A text in `en` or `nl`, with its blanks filled in."""
    text = WORDS[f"export.{key}"][lang == "nl"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def number(value: float, lang: str) -> str:
    """A whole number with the separators of the language.

    Examples
    --------
    >>> number(157479, "en"), number(157479, "nl")
    ('157,479', '157.479')
    """
    text = f"{round(value):,}"
    return text.replace(",", ".") if lang == "nl" else text
