"""The dossier: what is known of the thing that is selected, with its citations.

The painter in `assets/40_dossier.js` and its neighbours fill it. The server adds one address: a paragraph of the
letter from the copy that it was given on this machine, or a sentence that says how to give it one.
"""

from __future__ import annotations

from typing import Any

from dash import Dash, html
from flask import Response, jsonify, request

from geo.errors import AtlasError, MissingError
from sahel_atlas.records.citations import SECTIONS, is_altered, paragraph_text
from sahel_atlas.records.words import Pair
from sahel_atlas.scenes.stories.source import DUTCH_PUBLISHERS

WORDS: dict[str, Pair] = {
    "dossier.empty": (
        "Choose a country, a symbol or a route to read about it here.",
        "Kies een land, een symbool of een route om er hier over te lezen.",
    ),
    "dossier.gone": ("Not found", "Niet gevonden"),
    "dossier.gone.text": ("The atlas has nothing with the reference {id}.", "De atlas kent niets met verwijzing {id}."),
    "dossier.hidden": ("Not public on {x}", "Niet openbaar op {x}"),
    "dossier.hidden.text": (
        "What you chose became public only later. It is shown once everything known may speak.",
        "Wat u koos, is pas later openbaar geworden. Het staat hier zodra alles wat bekend is, mag meetellen.",
    ),
    "dossier.hidden.off": ("Show everything known", "Alles tonen wat bekend is"),
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
    "dossier.span": ("from {x} to {y}", "van {x} tot en met {y}"),
    "dossier.held": ("{x} – {y}", "{x} – {y}"),
    "dossier.since": ("since {x}", "sinds {x}"),
    "dossier.by": ("by {x}", "uiterlijk {x}"),
    "dossier.after": ("after {x}", "na {x}"),
    "dossier.on_record": ("on record since {x}", "vastgelegd sinds {x}"),
    "dossier.degree.largely": ("largely {x}", "grotendeels {x}"),
    "dossier.degree.partly": ("partly {x}", "deels {x}"),
    "dossier.degree.fully": ("fully {x}", "volledig {x}"),
    "dossier.degree.for_now": ("for the time being {x}", "vooralsnog {x}"),
    "dossier.told": ("public since {x}", "openbaar sinds {x}"),
    "dossier.planned.span": ("planned from {x} to {y}", "voorzien van {x} tot en met {y}"),
    "dossier.planned.from": ("planned from {x}", "voorzien vanaf {x}"),
    "dossier.planned.to": ("planned until {x}", "voorzien tot en met {x}"),
    "dossier.undated": ("without a date", "zonder datum"),
    "dossier.undated.told": ("without a date; tells of {x}", "zonder datum; vertelt van {x}"),
    "dossier.paragraph": ("paragraph {n}", "alinea {n}"),
    "dossier.role.primary": ("The source of this state", "De bron van deze stand"),
    "dossier.role.supporting": ("Also mentions this state", "Noemt deze stand ook"),
    "dossier.role.told": ("The source of this text", "De bron van deze tekst"),
    "dossier.document": ("Document", "Document"),
    "dossier.document.open": ("What rests on this document", "Wat op dit document berust"),
    "dossier.document.publisher": ("Published by", "Uitgegeven door"),
    "dossier.document.date": ("Date", "Datum"),
    "dossier.document.identifier": ("Number", "Nummer"),
    "dossier.document.rests": ("States that rest on it", "Standen die erop berusten"),
    "dossier.document.none": ("No state rests on it.", "Er berust geen stand op."),
    "dossier.document.tells": ("It tells something of", "Vertelt iets over"),
    "dossier.document.stated": ("Show as stated by this document", "Tonen zoals vermeld in dit document"),
    "dossier.document.all": ("Show all documents again", "Weer alle documenten tonen"),
    "dossier.address": ("Address", "Adres"),
    "dossier.address.none": ("no address found", "geen adres gevonden"),
    "dossier.address.opens": ("opens in a new window", "opent in een nieuw venster"),
    "dossier.address.inferred": (
        "worked out from the series' pattern; nobody opened it",
        "afgeleid uit het patroon van de reeks; niet geopend",
    ),
    "dossier.address.general_knowledge": ("not looked up", "niet nagezocht"),
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
    "dossier.wheel": (
        "{own} running in {x} itself, {region} region-wide",
        "{own} lopend in {x} zelf, {region} regiobreed",
    ),
    "dossier.region_wide": ("region-wide", "regiobreed"),
    "dossier.coup": ("Coup, {x}", "Staatsgreep, {x}"),
    "dossier.history": ("Status history", "Verloop van de status"),
    "dossier.whole": ("all years", "alle jaren"),
    "dossier.six": ("last six years", "laatste zes jaar"),
    "dossier.lanes.key": (
        "Thick: in the country itself. Thin: region-wide. Height: share. Hatched: after the last source.",
        "Dik: in het land zelf. Dun: regiobreed. Hoogte: aandeel. Gearceerd: na de laatste bron.",
    ),
    "dossier.share.run": ("{k} of {n} run", "{k} van {n} lopend"),
    "dossier.share.reduced": ("{n} of these adapted or scaled down", "waarvan {n} aangepast of afgeschaald"),
    "dossier.share.suspended": ("{n} suspended", "{n} opgeschort"),
    "dossier.share.planned": ("{n} planned or explored", "{n} gepland of verkend"),
    "dossier.reach.own": ("in {x} itself", "in {x} zelf"),
    "dossier.reach.each": ("in each of its countries itself", "in elk van de landen zelf"),
    "dossier.reach.region": ("Shared by the region", "Regiobreed"),
    "dossier.reach.rule.own": (
        "by rule: it does not name all five Sahel states or the region",
        "volgens de regel: niet alle vijf Sahellanden of de regio genoemd",
    ),
    "dossier.reach.rule.region": (
        "by rule: it names all five Sahel states, or the region",
        "volgens de regel: alle vijf Sahellanden of de regio genoemd",
    ),
    "dossier.reach.stated": ("as its own source says", "volgens de bron zelf"),
    "dossier.fact.reach": ("Reach", "Bereik"),
    "dossier.fact.amounts": ("Sums stated", "Genoemde bedragen"),
    "dossier.lead.outside": ("Outside the filters that are on.", "Valt buiten de gekozen filters."),
    "dossier.lead.period": (
        "{n} engagements on record in this period: {k} ran at some time, {s} were suspended at some time.",
        "Vastgelegd in deze periode: {n}; daarvan op enig moment lopend {k}, op enig moment opgeschort {s}.",
    ),
    "dossier.lead.shared.all": (
        "All of it is shared by the region; none is in {x} itself.",
        "Dit is alles regiobreed; in {x} zelf is er niets.",
    ),
    "dossier.lead.shared": ("{k} of the {n} are shared by the region.", "Regiobreed: {k} van de {n}."),
    "dossier.lead.shared.one": ("One of the {n} is shared by the region.", "Regiobreed: een van de {n}."),
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
        "Opgeschort sinds de staatsgreep van {x}: {k} van de {n}.",
    ),
    "dossier.lead.coup.one": (
        "One of {n} engagements has been suspended since the coup of {x}.",
        "Opgeschort sinds de staatsgreep van {x}: een van de {n}.",
    ),
    "dossier.lead.suspended": ("{k} of {n} engagements are suspended.", "Opgeschort: {k} van de {n}."),
    "dossier.lead.suspended.one": ("One of {n} engagements is suspended.", "Opgeschort: een van de {n}."),
    "dossier.lead.coup.only": (
        "The only engagement on record has been suspended since the coup of {x}.",
        "De enige vastgelegde inzet is sinds de staatsgreep van {x} opgeschort.",
    ),
    "dossier.lead.suspended.only": (
        "The only engagement on record is suspended.",
        "De enige vastgelegde inzet is opgeschort.",
    ),
    "dossier.lead.running.one": ("One of {n} engagements is running.", "Lopend: een van de {n}."),
    "dossier.lead.one": ("The only engagement on record is running.", "De enige vastgelegde inzet loopt."),
    "dossier.lead.all": ("All {n} engagements are running.", "Alle vastgelegde inzet loopt: {n} van de {n}."),
    "dossier.lead.running": ("{k} of {n} engagements are running.", "Lopend: {k} van de {n}."),
    "dossier.lead.planned": (
        "Nothing is running yet: {n} planned or explored.",
        "Er loopt nog niets; gepland of in verkenning: {n}.",
    ),
    "dossier.lead.whole": (
        "All recorded engagement in {x} continues in full.",
        "De vastgelegde inzet voor {x} loopt volledig door.",
    ),
    "dossier.lead.reduced": (
        "{k} of the {n} are adapted or scaled down.",
        "Aangepast of afgeschaald: {k} van de {n}.",
    ),
    "dossier.lead.reduced.one": (
        "One of the {n} is adapted or scaled down.",
        "Aangepast of afgeschaald: een van de {n}.",
    ),
    "dossier.lead.projected": ("Last known state.", "Laatst bekende stand."),
    "dossier.engagements.in": ("Engagements in {x}", "Inzet in {x}"),
    "dossier.engagements.on": ("Engagements on {x}", "Inzet op {x}"),
    "dossier.engagements.span": ("Engagements from {x} to {y}", "Inzet van {x} tot en met {y}"),
    "dossier.list.empty": ("No Dutch engagement to list.", "Geen Nederlandse inzet om te tonen."),
    "dossier.unstated": ("This document tells nothing of it.", "Dit document zegt er niets over."),
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
    "dossier.conflict.later": (
        "What differs was described later.",
        "Waarin ze verschillen, is later beschreven.",
    ),
    "dossier.shown": ("Shown here: {x}.", "Hier getoond: {x}."),
    "dossier.table": ("Open in table", "Openen in tabel"),
    "dossier.compare": ("Compare with …", "Vergelijken met …"),
    "dossier.fact.framework": ("Framework", "Kader"),
    "dossier.fact.lead": ("Led by", "Onder leiding van"),
    "dossier.fact.partners": ("Partners", "Partners"),
    "dossier.fact.channel": ("Channel", "Kanaal"),
    "dossier.fact.instruments": ("Instrument", "Instrument"),
    "dossier.fact.name": ("Name", "Naam"),
    "dossier.fact.acronym": ("Acronym", "Afkorting"),
    "dossier.fact.former": ("On record before", "Eerder vastgelegd"),
    "dossier.former.until": ("{what} until {day}: {x}", "{what} tot {day}: {x}"),
    "dossier.former.none": ("nothing told yet", "nog niets bekend"),
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
    "dossier.now.span": ("States from {x} to {y}", "Standen van {x} tot en met {y}"),
    "dossier.everywhere": ("No country of its own", "Zonder eigen land"),
    "dossier.so": ("in fact: {x}", "feitelijk: {x}"),
    "dossier.public": ("public since {x}", "openbaar sinds {x}"),
    "dossier.public.assumed": ("taken as public since {x}", "openbaar geacht sinds {x}"),
    "dossier.notshown": ("not shown: another source takes precedence", "niet getoond: een andere bron gaat voor"),
    "dossier.nottold": ("not shown: another document states it", "niet getoond: staat in een ander document"),
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
        "Een rechte lijn tussen plaatsen, overal even dik: ze laat zien dat mensen hierlangs reizen, niet welke weg "
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
    "dossier.event.ahead": (
        "Announced; on {x} it had not happened yet.",
        "Aangekondigd; op {x} had het nog niet plaatsgevonden.",
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
    "section.OS": ("Ontwikkeling", "Ontwikkeling"),
    "section.KUS": ("Kuststaten", "Kuststaten"),
    "section.FN": ("Voetnoten", "Voetnoten"),
    "section.OND": ("Ondertekening", "Ondertekening"),
    **{f"publisher.{name}": (name, dutch) for name, dutch in DUTCH_PUBLISHERS.items()},
    **{f"section.name.{code}": (english, dutch) for code, (dutch, english) in SECTIONS.items()},
}
EQUAL: dict[str, str] = {
    **{f"section.{code}": "a heading of the letter, which is in Dutch" for code in SECTIONS},
    "dossier.in": "the same word in both languages",
    "dossier.held": "a pattern without words",
    "dossier.document": "the same word in both languages",
    "dossier.fact.partners": "the same word in both languages",
    "dossier.fact.instruments": "the same word in both languages",
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
    def paragraph() -> Response:
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
            raise MissingError(expected="a copy of the letter", got="none", do="start the server with --letter FILE")
        text = paragraph_text(letter, section, number)
        if text is None:
            got = f"no paragraph {section} {number[:20]}"
            raise MissingError(expected="a paragraph of the copy of the letter", got=got, do="choose another number")
        return jsonify(section=section, paragraph=number, text=text, altered=is_altered(section, number, text))
