"""Words of the keys and of the help dialog; `assets/panels/keys.js` listens."""

from __future__ import annotations

from sahel_atlas.records.words import Pair

WORDS: dict[str, Pair] = {
    "keys.title": ("Keys and help", "Toetsen en uitleg"),
    "keys.intro": (
        "The same keys work everywhere, also in the presenter, where the arrows step through scenes.",
        "Dezelfde toetsen werken overal, ook bij het presenteren; daar bladeren de pijltjestoetsen door de scènes.",
    ),
    "keys.month": ("previous, next month", "vorige, volgende maand"),
    "keys.year": ("previous, next year", "vorig, volgend jaar"),
    "keys.event": ("previous, next event", "vorige, volgende gebeurtenis"),
    "keys.ends": ("first, last month", "eerste, laatste maand"),
    "keys.play": ("play or pause", "afspelen of pauzeren"),
    "keys.instrument": ("switch an instrument", "instrument aan of uit"),
    "keys.tabs": ("map, table, timeline, compare, route", "kaart, tabel, tijdlijn, vergelijken, route"),
    "keys.search": ("search", "zoeken"),
    "keys.known": (
        "as known on the day of the letter, on or off",
        "zoals bekend op de dag van de brief, aan of uit",
    ),
    "keys.stated": (
        "as stated by the letter alone, on or off",
        "zoals vermeld in de brief alleen, aan of uit",
    ),
    "keys.language": ("Dutch or English", "Nederlands of Engels"),
    "keys.theme": ("light, dark, projector", "licht, donker, beamer"),
    "keys.present": ("present", "presenteren"),
    "keys.unknown": ("what is not known", "wat niet bekend is"),
    "keys.blanked": (
        "The screen is blank. Press any key.",
        "Het scherm is leeg. Druk op een toets.",
    ),
    "keys.undo": ("undo", "ongedaan maken"),
    "keys.redo": ("redo", "opnieuw uitvoeren"),
    "keys.escape": ("close", "sluiten"),
    "keys.help": ("this help", "deze uitleg"),
    "keys.letters": ("Single-letter keys on", "Sneltoetsen van één letter aan"),
    "keys.reading": ("How to read the map", "Hoe u de kaart leest"),
    "keys.reading.wheel": (
        "Each country has a wheel with one sector per instrument. The block is engagement in the country itself, the "
        "rim what the region shares; the number counts what runs in the country itself, +n what runs region-wide. "
        "Both are cut by share: full runs in full, half is adapted or scaled down, hollow is suspended, dotted is "
        "planned or explored. Click a part or the number to see its rows, the name for the country.",
        "Elk land heeft een wiel met één segment per instrument. Het blok is de inzet in het land zelf, de rand wat "
        "regiobreed is; het getal telt wat in het land zelf loopt, +n wat regiobreed loopt. Beide zijn verdeeld naar "
        "aandeel: vol loopt volledig, half is aangepast of afgeschaald, leeg is opgeschort, gestippeld is gepland of "
        "in verkenning. Klik op een deel of op het getal voor de rijen, op de naam voor het land.",
    ),
    "keys.reading.dock": (
        "Each band below the map is one instrument: its height counts what runs. A click sets the date, a double click "
        "opens the rows of the band on that date.",
        "Elke strook onder de kaart is één instrument: de hoogte telt wat loopt. Een klik kiest de datum, een "
        "dubbelklik opent de rijen van de strook op die datum.",
    ),
    "keys.reading.clock": (
        "Three questions of time: the slider sets the date on the map; ‘as known on’ lets only documents speak that "
        "were public on a day; ‘as stated by’ lets one document alone speak. The two can be on together.",
        "Drie vragen over tijd: met de schuif kiest u de datum op de kaart; ‘zoals bekend op’ gebruikt alleen wat op "
        "een dag openbaar was; ‘zoals vermeld in’ gebruikt één document. Beide kunnen tegelijk aan staan.",
    ),
    "keys.reading.unknown": (
        "Grey hatching before a first date: the start is not recorded, and nothing is counted. Hatching over a colour: "
        "no later source speaks of it, and it counts as it was last stated.",
        "Grijs gearceerd vóór een eerste datum: het begin is niet vastgelegd en er telt niets mee. Een kleur met "
        "arcering: geen latere bron noemt het, en het telt zoals het voor het laatst is vermeld.",
    ),
    "keys.sources": (
        "Sources: the documents named with each engagement, the letter to Parliament above all. Boundaries and "
        "rivers: Natural Earth. Towns: GeoNames (CC BY 4.0). Relief: NASA SRTM. Detections: Frontex. Deaths: IOM "
        "Missing Migrants Project (CC BY 4.0). HDI: UNDP.",
        "Bronnen: de documenten die bij elke rij staan, de Kamerbrief voorop. Grenzen en rivieren: "
        "Natural Earth. Plaatsen: GeoNames (CC BY 4.0). Reliëf: NASA SRTM. Vaststellingen: Frontex. Doden: IOM "
        "Missing Migrants Project (CC BY 4.0). HDI: UNDP.",
    ),
}
EQUAL: dict[str, str] = {}
