"""The dossier: what is known of the thing that is selected, with its citations.

The painter in `assets/40_dossier.js` and its neighbours fill it. The server adds one address: a paragraph of the
letter from the copy that it was given on this machine, or a sentence that says how to give it one.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, html
from flask import Response, jsonify, request

from geo.errors import AtlasError
from layers.citations import SECTIONS, is_altered, paragraph_text
from layers.words import Pair

WORDS: dict[str, Pair] = {
    "dossier.empty": (
        "Choose a country, a symbol or a route to read about it here.",
        "Kies een land, een symbool of een route om er hier over te lezen.",
    ),
    "dossier.gone": ("Not found", "Niet gevonden"),
    "dossier.gone.text": ("The atlas has nothing with the reference {id}.", "De atlas kent niets met verwijzing {id}."),
    "dossier.chosen": ("Chosen", "Gekozen"),
    "dossier.close": ("Close (Esc)", "Sluiten (Esc)"),
    "dossier.less": ("Show the name only", "Alleen de naam tonen"),
    "dossier.more": ("Show the whole dossier", "Het hele dossier tonen"),
    "dossier.and": ("and", "en"),
    "dossier.quarter": ("quarter {n} of {year}", "kwartaal {n} van {year}"),
    "dossier.half_year": ("half {n} of {year}", "halfjaar {n} van {year}"),
    "dossier.about": ("about {x}", "rond {x}"),
    "dossier.in": ("in {x}", "in {x}"),
    "dossier.on": ("on {x}", "op {x}"),
    "dossier.since": ("since {x}", "sinds {x}"),
    "dossier.by": ("by {x}", "uiterlijk {x}"),
    "dossier.after": ("after {x}", "na {x}"),
    "dossier.on_record": ("on record since {x}", "vastgelegd sinds {x}"),
    "dossier.planned.span": ("planned from {x} to {y}", "voorzien van {x} tot en met {y}"),
    "dossier.planned.from": ("planned from {x}", "voorzien vanaf {x}"),
    "dossier.planned.to": ("planned until {x}", "voorzien tot en met {x}"),
    "dossier.undated": ("without a date", "zonder datum"),
    "dossier.paragraph": ("paragraph {n}", "alinea {n}"),
    "dossier.role.primary": ("The source of this state", "De bron van deze stand"),
    "dossier.role.supporting": ("Also mentions this state", "Noemt deze stand ook"),
    "dossier.letter.none": (
        "Start the server with --letter FILE to read the paragraph here.",
        "Start de server met --letter BESTAND om de alinea hier te lezen.",
    ),
    "dossier.letter.fault": (
        "The paragraph could not be read from the copy of the letter.",
        "De alinea kon niet in de kopie van de brief worden gelezen.",
    ),
    "dossier.letter.altered": (
        "These are not the words of the letter: the copy this server was given has been altered here.",
        "Dit is niet de tekst van de brief: de kopie die deze server kreeg, is hier gewijzigd.",
    ),
    "dossier.focus": ("Focus country", "Focusland"),
    "dossier.route_country": ("Country on the map", "Land op de kaart"),
    "dossier.wheel": ("{n} running", "{n} lopend"),
    "dossier.coup": ("Coup, {x}", "Staatsgreep, {x}"),
    "dossier.history": ("Status history", "Verloop van de status"),
    "dossier.from2012": ("from 2012", "vanaf 2012"),
    "dossier.six": ("last six years", "laatste zes jaar"),
    "dossier.lead.none": (
        "No Dutch engagement is on record here {when}.",
        "Er is hier {when} geen Nederlandse inzet vastgelegd.",
    ),
    "dossier.lead.later": (
        "Nothing is on record here {when}. Named only in later documents: {n}; their start is not recorded.",
        "Er is hier {when} niets vastgelegd. Pas in latere documenten genoemd: {n}; het begin daarvan is niet "
        "vastgelegd.",
    ),
    "dossier.lead.coup": (
        "{k} of {n} engagements have been suspended since the coup of {x}.",
        "Sinds de staatsgreep van {x} zijn {k} van de {n} activiteiten opgeschort.",
    ),
    "dossier.lead.coup.one": (
        "One of {n} engagements has been suspended since the coup of {x}.",
        "Sinds de staatsgreep van {x} is een van de {n} activiteiten opgeschort.",
    ),
    "dossier.lead.suspended": ("{k} of {n} engagements are suspended.", "{k} van de {n} activiteiten zijn opgeschort."),
    "dossier.lead.suspended.one": (
        "One of {n} engagements is suspended.",
        "Een van de {n} activiteiten is opgeschort.",
    ),
    "dossier.lead.coup.only": (
        "The only engagement on record has been suspended since the coup of {x}.",
        "De enige vastgelegde activiteit is sinds de staatsgreep van {x} opgeschort.",
    ),
    "dossier.lead.suspended.only": (
        "The only engagement on record is suspended.",
        "De enige vastgelegde activiteit is opgeschort.",
    ),
    "dossier.lead.running.one": ("One of {n} engagements is running.", "Een van de {n} activiteiten loopt."),
    "dossier.lead.one": ("The only engagement on record is running.", "De enige vastgelegde activiteit loopt."),
    "dossier.lead.all": ("All {n} engagements are running.", "Alle {n} activiteiten lopen."),
    "dossier.lead.running": ("{k} of {n} engagements are running.", "{k} van de {n} activiteiten lopen."),
    "dossier.lead.planned": (
        "Nothing is running yet: {n} planned or explored.",
        "Er loopt nog niets: {n} voorgenomen of verkend.",
    ),
    "dossier.lead.whole": (
        "All recorded engagement in {x} continues in full.",
        "De vastgelegde inzet voor {x} loopt volledig door.",
    ),
    "dossier.lead.reduced": ("{k} of them adapted or scaled down.", "Daarvan {k} aangepast of afgeschaald."),
    "dossier.lead.projected": ("Last known state.", "Laatst bekende stand."),
    "dossier.engagements.in": ("Engagements in {x}", "Inzet in {x}"),
    "dossier.engagements.on": ("Engagements on {x}", "Inzet op {x}"),
    "dossier.list.none": ("No Dutch engagement passes the filters.", "Geen Nederlandse inzet voldoet aan de filters."),
    "dossier.missions": ("International missions here", "Internationale missies hier"),
    "dossier.components": ("Parts of it", "Onderdelen"),
    "dossier.ended": ("Ended before this date", "Beëindigd vóór deze datum"),
    "dossier.silent": ("On record only later", "Pas later vastgelegd"),
    "dossier.silent.text": (
        "Their start is not recorded; they are not counted on this date.",
        "Het begin hiervan is niet vastgelegd; op deze datum tellen ze niet mee.",
    ),
    "dossier.events": ("Events", "Gebeurtenissen"),
    "dossier.all": ("all {n}", "alle {n}"),
    "dossier.fewer": ("fewer", "minder"),
    "dossier.around": ("Neighbours and groups", "Buren en groepen"),
    "dossier.neighbours": ("Shares a border with", "Grenst aan"),
    "dossier.groups": ("Named together with", "Samen genoemd met"),
    "dossier.notes": ("What the letter says around it", "Wat de brief er verder over zegt"),
    "dossier.conflicts": ("Where sources disagree", "Waar bronnen elkaar tegenspreken"),
    "dossier.shown": ("Shown here: {x}.", "Hier getoond: {x}."),
    "dossier.table": ("Open in table", "Openen in tabel"),
    "dossier.compare": ("Compare with …", "Vergelijken met …"),
    "dossier.fact.framework": ("Framework", "Kader"),
    "dossier.fact.lead": ("Led by", "Onder leiding van"),
    "dossier.fact.partners": ("Partners", "Partners"),
    "dossier.fact.channel": ("Channel", "Kanaal"),
    "dossier.fact.conditions": ("Conditions", "Voorwaarden"),
    "dossier.fact.goals": ("Goals", "Doelen"),
    "dossier.fact.contribution": ("Dutch share", "Nederlands aandeel"),
    "dossier.fact.counted": ("In the counts", "In de tellingen"),
    "dossier.fact.part": ("Part of", "Onderdeel van"),
    "dossier.fact.places": ("Places", "Plaatsen"),
    "dossier.places.none": (
        "No pin: its actual place is not recorded, so it is shown with its country.",
        "Geen speld: de eigenlijke plaats is niet vastgelegd, daarom staat dit bij het land.",
    ),
    "dossier.pair": ("Mission and Dutch share", "Missie en Nederlands aandeel"),
    "dossier.pair.mission": ("The mission itself", "De missie zelf"),
    "dossier.pair.share": ("The Dutch share", "Het Nederlandse aandeel"),
    "dossier.pair.none": ("no state on this date", "geen stand op deze datum"),
    "dossier.now.in": ("State in {x}", "Stand in {x}"),
    "dossier.now.on": ("State on {x}", "Stand op {x}"),
    "dossier.everywhere": ("No country of its own", "Zonder eigen land"),
    "dossier.so": ("in fact: {x}", "feitelijk: {x}"),
    "dossier.public": ("public since {x}", "openbaar sinds {x}"),
    "dossier.public.assumed": ("taken as public since {x}", "openbaar geacht sinds {x}"),
    "dossier.notshown": ("not shown: another source takes precedence", "niet getoond: een andere bron gaat voor"),
    "dossier.later": (
        "not yet public at the chosen state of knowledge",
        "nog niet openbaar bij de gekozen stand van kennis",
    ),
    "dossier.country.regional": ("country from the region as a whole", "land volgt uit de regio als geheel"),
    "dossier.country.implied": ("country implied", "land afgeleid"),
    "dossier.country.public": ("country from public sources", "land uit openbare bronnen"),
    "dossier.n_countries": ("{n} countries", "{n} landen"),
    "dossier.periods": ("All periods", "Alle perioden"),
    "dossier.here": ("What happens here", "Wat hier gebeurt"),
    "dossier.here.none": ("Nothing on record here on this date.", "Op deze datum is hier niets vastgelegd."),
    "dossier.here.else": ("On other dates", "Op andere data"),
    "dossier.precision": ("Position", "Ligging"),
    "dossier.precision.town centre": ("the town, not the compound", "de stad, niet het terrein"),
    "dossier.precision.about 2 km": ("within about 2 km", "op ongeveer 2 km nauwkeurig"),
    "dossier.precision.about 30 km": ("within about 30 km: approximate", "op circa 30 km nauwkeurig: bij benadering"),
    "dossier.precision.label only": ("a point for the label only", "alleen een punt voor het label"),
    "dossier.site.span": ("{x} to {y}", "{x} tot en met {y}"),
    "dossier.site.from": ("from {x}", "vanaf {x}"),
    "dossier.site.until": ("until {x}, opening not recorded", "tot en met {x}, opening niet vastgelegd"),
    "dossier.leg": ("Route leg, schematic", "Routetraject, schematisch"),
    "dossier.leg.text": (
        "A straight line between towns, of constant width: it shows that people travel this way, not which track they "
        "take or how many they are.",
        "Een rechte lijn tussen plaatsen, overal even dik: ze laat zien dat mensen hierlangs reizen, niet welk pad "
        "ze volgen en niet met hoeveel ze zijn.",
    ),
    "dossier.leg.stage": ("Stage", "Etappe"),
    "dossier.leg.corridor": ("Corridor", "Corridor"),
    "dossier.leg.kind": ("By", "Over"),
    "dossier.leg.kind.land": ("land", "land"),
    "dossier.leg.kind.sea": ("sea", "zee"),
    "dossier.leg.nodes": ("Between", "Tussen"),
    "dossier.leg.countries": ("Countries", "Landen"),
    "dossier.source": ("Source", "Bron"),
    "dossier.route.text": (
        "One arrow on the map shows the count of the year; the legs show none.",
        "Eén pijl op de kaart toont het aantal van het jaar; bij de trajecten staat geen aantal.",
    ),
    "dossier.route.open": ("Open the route view", "Open de routeweergave"),
    "dossier.event": ("Event", "Gebeurtenis"),
    "dossier.event.go": ("Go to this date", "Naar deze datum"),
    "dossier.event.countries": ("Countries then", "Landen op dat moment"),
    "dossier.event.around": ("Changed within 60 days", "Gewijzigd binnen 60 dagen"),
    "dossier.event.around.none": (
        "No change on record within 60 days.",
        "Binnen 60 dagen is geen wijziging vastgelegd.",
    ),
    "dossier.event.named": ("Engagements it concerns", "Inzet waarover het gaat"),
    "dossier.event.before": ("{n} days before", "{n} dagen ervoor"),
    "dossier.event.after": ("{n} days after", "{n} dagen erna"),
    "dossier.event.before.one": ("the day before", "een dag ervoor"),
    "dossier.event.after.one": ("the day after", "een dag erna"),
    "dossier.event.same": ("the same day", "dezelfde dag"),
    "dossier.context": ("From the letter", "Uit de brief"),
    "event.coup": ("Coup", "Staatsgreep"),
    "event.military": ("Military", "Militair"),
    "event.eu": ("European Union", "Europese Unie"),
    "event.un": ("United Nations", "Verenigde Naties"),
    "event.regional": ("Regional", "Regionaal"),
    "event.netherlands": ("Netherlands", "Nederland"),
    "event.sanctions": ("Sanctions", "Sancties"),
    "event.migration_law": ("Migration law", "Migratiewet"),
    "event.diplomacy": ("Diplomacy", "Diplomatie"),
    "event.visit": ("Visit", "Bezoek"),
    "event.letter": ("Letter", "Brief"),
    "event.transition": ("Transition", "Transitie"),
    "event.conflict": ("Conflict", "Conflict"),
    "event.exercise": ("Exercise", "Oefening"),
    "context.kind.reference": ("References", "Verwijzingen"),
    "context.kind.principle": ("Principles", "Uitgangspunten"),
    "context.kind.organisation": ("Organisations", "Organisaties"),
    "context.kind.root_cause": ("Root causes", "Grondoorzaken"),
    "context.kind.dilemma": ("Dilemmas", "Dilemma's"),
    "context.kind.power": ("Other powers", "Andere mogendheden"),
    "context.kind.interest": ("Dutch interests", "Nederlandse belangen"),
    "context.kind.goal": ("Goals", "Doelen"),
    "context.kind.region": ("The region", "De regio"),
    "context.kind.parliament": ("Parliament", "Parlement"),
    "context.kind.approach": ("Approach", "Aanpak"),
    "context.kind.route": ("Routes", "Routes"),
    "context.kind.trend": ("Trends", "Trends"),
    "section.INT": ("Inleiding", "Inleiding"),
    "section.ANA": ("Analyse", "Analyse"),
    "section.BEL": ("Belangen", "Belangen"),
    "section.DOE": ("Doelen", "Doelen"),
    "section.UIT": ("Uitgangspunten", "Uitgangspunten"),
    "section.DIL": ("Dilemma's", "Dilemma's"),
    "section.DIP": ("Diplomatie", "Diplomatie"),
    "section.VEI": ("Veiligheid", "Veiligheid"),
    "section.MIG": ("Migratie", "Migratie"),
    "section.OS": ("OS", "OS"),
    "section.KUS": ("Kuststaten", "Kuststaten"),
    "section.FN": ("Voetnoten", "Voetnoten"),
    "section.OND": ("Ondertekening", "Ondertekening"),
    **{f"section.name.{code}": (english, dutch) for code, (dutch, english) in SECTIONS.items()},
}
EQUAL: dict[str, str] = {
    **{f"section.{code}": "a heading of the letter, which is in Dutch" for code in SECTIONS},
    "dossier.in": "the same word in both languages",
    "dossier.fact.partners": "the same word in both languages",
    "dossier.leg.corridor": "the same word in both languages",
    "dossier.leg.kind.land": "the same word in both languages",
    "event.conflict": "the same word in both languages",
    "context.kind.route": "the same word in both languages",
    "context.kind.trend": "the same word in both languages",
}
"""Keys whose two strings are equal, each with its reason."""


def layout() -> html.Div:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="dossier-body")


def register(app: Dash, context: Any) -> None:
    """Give the server the address of the letter's paragraphs.

    ``GET /api/paragraph`` says whether there is a copy of the letter (``{"letter": bool}``); with `section` and
    `paragraph` it answers that paragraph's text and whether its words differ from the letter's (``"altered": bool``),
    404 with a sentence where there is none and 400 for half a question.
    """
    letter = context.settings.letter

    @app.server.get("/api/paragraph")
    def paragraph() -> Response | tuple[Response, int]:
        section, number = request.args.get("section", ""), request.args.get("paragraph", "")
        if not section and not number:
            return jsonify(letter=letter is not None)
        if section not in SECTIONS or not number:
            raise AtlasError(
                expected="section as one of " + ", ".join(SECTIONS) + ", and a paragraph",
                got=f"section={section[:20]!r} paragraph={number[:20]!r}",
                do="ask for example section=MIG and paragraph=1",
            )
        if letter is None:
            return jsonify(error="This server has no copy of the letter; start it with --letter FILE."), 404
        text = paragraph_text(letter, section, number)
        if text is None:
            return jsonify(error=f"The copy of the letter has no paragraph {section} {number[:20]}."), 404
        return jsonify(section=section, paragraph=number, text=text, altered=is_altered(section, number, text))
