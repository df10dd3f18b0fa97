"""What a sentence of a story names: countries, places, engagements, and the things by which rows differ.

Names are found in either language whatever the language of the text, without accents, and with a possessive s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import ENGAGEMENT_VALUES
from sahel_atlas.scenes.names import OTHER_NAMES

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.rows import Engagement

_PEOPLES: Mapping[str, str] = {
    "BEN": "Beninese Benins",
    "BFA": "Burkinese Burkinabe Burkinees",
    "CIV": "Ivorian Ivoriaans Ivoriaanse",
    "GHA": "Ghanaian Ghanees Ghanese",
    "MLI": "Malian Malinees Malinese",
    "MRT": "Mauritanian Mauritaans Mauritaanse",
    "NER": "Nigerien Nigerees Nigerese",
    "NGA": "Nigerian Nigeriaans Nigeriaanse",
    "SEN": "Senegalese Senegalees",
    "TCD": "Chadian Tsjadisch Tsjadische",
    "TGO": "Togolese Togolees",
}
"""Adjectives of the countries with a wheel, in both languages."""
_NO_COUNTRY = ("Gulf of Guinea", "Golf van Guinee")
_HEAD = re.compile(r"(?:Exercise|Oefening|Operation|Operatie|Task Force) (\w+)")
"""Names by which people know an engagement that has no acronym: Flintlock, Barkhane."""
_SHORT = 3


def plain(text: str) -> str:
    """Text without accents and typographic apostrophes; capitals stay.

    Examples
    --------
    >>> plain("Côte d’Ivoire")
    "Cote d'Ivoire"
    """
    found = unicodedata.normalize("NFD", text.replace("\u2019", "'"))
    return "".join(c for c in found if not unicodedata.combining(c))


class Finder:
    """Finds names in a text, the longest first; names of up to three letters and acronyms only in capitals."""

    def __init__(self, names: Mapping[str, str]) -> None:
        loose = {plain(n).casefold(): x for n, x in names.items() if len(n) > _SHORT and not n.isupper()}
        exact = {plain(n): x for n, x in names.items() if len(n) <= _SHORT or n.isupper()}
        self._values = loose | exact
        self._written = {plain(n).casefold(): n for n in reversed(list(names))}
        either = [f"(?i:{re.escape(n)})" for n in loose] + [re.escape(n) for n in exact]
        ordered = "|".join(sorted(either, key=len, reverse=True)) or "(?!)"
        self._pattern = re.compile(rf"(?<!\w)({ordered})(?:'?s)?(?!\w)")

    def find(self, text: str) -> dict[str, str]:
        """What is named -> the name, as it is written with its accents."""
        found: dict[str, str] = {}
        for said in self._pattern.findall(plain(text)):
            value = self._values.get(said) or self._values.get(said.casefold(), "")
            if value:
                found.setdefault(value, self._written[said.casefold()])
        return found


class Naming:
    """The names of one atlas."""

    def __init__(self, atlas: Atlas) -> None:
        tables = atlas.tables
        actors = {x for e in tables.engagements for x in (*e.lead, *e.partners)} - set(v.FOCUS)
        countries = dict.fromkeys(_NO_COUNTRY, "")
        for c in (c for c in tables.countries if c.iso3 not in actors):
            for name in (c.iso3, c.name_en, c.name_nl, *OTHER_NAMES.get(c.iso3, ()), *_PEOPLES.get(c.iso3, "").split()):
                countries.setdefault(name, c.iso3)
        self.spoken = frozenset(c.iso3 for c in tables.countries) - actors
        """Countries of which a text can claim something; the others only lead or partner."""
        places = {n.partition(" (")[0]: p.place_id for p in tables.places for n in (p.name_en, p.name_nl)}
        ids: dict[str, set[str]] = {}
        for engagement in tables.engagements:
            family = {e.engagement_id for e in tables.engagements if engagement.engagement_id in (e.parent_id,)}
            for name in _names_of(engagement):
                ids.setdefault(name, set()).update(family, (engagement.engagement_id,))
        self._countries, self._places = Finder(countries), Finder(places)
        self._engagements = Finder({name: " ".join(sorted(found)) for name, found in ids.items()})

    def countries(self, text: str) -> dict[str, str]:
        """Countries that a text speaks of, each with the name; those that only lead or partner are none of them."""
        return self._countries.find(text)

    def places(self, text: str) -> dict[str, str]:
        """Ids of the places that a text names, each with the name."""
        return self._places.find(text)

    def engagements(self, text: str) -> dict[str, frozenset[str]]:
        """Names and acronyms of engagements in a text, each with the ids that go by it."""
        return {said: frozenset(found.split()) for found, said in self._engagements.find(text).items()}


def _names_of(engagement: Engagement) -> set[str]:
    """Names with a capital letter by which an engagement can be recognised."""
    whole = (engagement.name_en, engagement.name_nl)
    names = {engagement.acronym, *whole, *(name.partition(" (")[0] for name in whole)}
    names |= {head for name in whole for head in _HEAD.findall(name)}
    return {name for name in names if any(c.isupper() for c in name)}


@dataclass(frozen=True)
class Thing:
    """What a sentence speaks of, as values of a facet: aid is development or humanitarian, missions are no Dutch staff.

    `en` and `nl` are the patterns of its words. With `bears` a row that bears a state beside the word must be of that
    kind; without, as with the EU, which also acts itself, the word only allows a claim to count that kind alone.
    """

    facet: str
    values: tuple[str, ...]
    en: str
    nl: str
    bears: bool = True

    def named(self, text: str, lang: str) -> str:
        """The word that names it in a text; empty when none does."""
        found = re.search(self.nl if lang == "nl" else self.en, text, re.IGNORECASE)
        return found[0] if found else ""

    @property
    def of_missions(self) -> bool:
        """Whether missions can be such a thing: Dutch engagements and posts are none."""
        return self.values not in (("NL",), ("post",))

    def fits(self, engagement: Engagement) -> bool:
        """Whether an engagement is of that kind."""
        return not set(self.values).isdisjoint(ENGAGEMENT_VALUES[self.facet](engagement))


THINGS = (
    Thing("instrument", ("development", "humanitarian"), r"\baid\b", r"\b(?:nood)?hulp\b"),
    Thing("instrument", ("humanitarian",), r"\bhumanitarian\b", r"\bhumanitaire?\b"),
    Thing("instrument", ("development",), r"\bdevelopment\b", r"\bontwikkeling"),
    Thing("instrument", ("security",), r"\bsecurity\b", r"\bveiligheid"),
    Thing("instrument", ("migration",), r"\bmigration\b", r"\bmigratie"),
    Thing("instrument", ("diplomacy",), r"\bdiplomacy\b", r"\bdiplomatie\b"),
    Thing("subject", ("mission",), r"\bmissions?\b", r"\bmissies?\b", bears=False),
    Thing("kind", ("mission",), r"\bmissions?\b", r"\bmissies?\b"),
    Thing("kind", ("exercise",), r"\bexercises?\b", r"\boefening(?:en)?\b"),
    Thing("framework", ("EU",), r"\bEU\b|\bEuropean\b", r"\bEU\b|\bEuropese\b", bears=False),
    Thing("framework", ("UN",), r"\bUN\b", r"\bVN\b", bears=False),
    Thing("subject", ("NL",), r"\bDutch\b", r"\bNederland\w*"),
    Thing(
        "kind",
        ("post",),
        r"\bposts?\b(?!-)|\bembass|\bconsulate|\boffices?\b",
        r"\bpost(?:en)?\b|\bambassade|\bconsula|\bkanto",
    ),
    Thing("reach", ("own",), r"\bitself\b", r"\bzelf\b"),
)
"""Things that a sentence may name beside a state or a quantity."""
ROLES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("office",), r"\bembassy offices?\b", r"\bambassadekanto(?:or|ren)\b"),
    (("embassy",), r"\bembass(?:y|ies)\b", r"\bambassades?\b"),
    (("office",), r"\bconsulates?(?:-general)?\b", r"\bconsula(?:at|ten)(?:-generaal)?\b"),
    (("office",), r"\boffices?\b", r"\bkanto(?:or|ren)\b"),
    (("headquarters",), r"\bheadquarters\b", r"\bhoofdkwartier(?:en)?\b"),
    (("academy",), r"\bacadem(?:y|ies)\b", r"\bacademi(?:e|es|ën)\b"),
    (("training_centre",), r"\btraining cent(?:re|er)s?\b", r"\bopleidingscentr(?:um|a)\b"),
    (("field_site",), r"\bcamps?\b", r"\bkamp(?:en)?\b"),
    (("embassy", "office"), r"\bposts?\b(?!-)", r"\bpost(?:en)?\b(?!-)"),
)
"""Roles of a place -> the words for them in English and in Dutch. A post is an embassy or an office."""


def roles_in(text: str, lang: str) -> list[tuple[str, tuple[str, ...]]]:
    """Words for the role of a place in a text, each with the roles that it can mean.

    Examples
    --------
    >>> roles_in("an embassy office and a camp", "en")
    [('embassy office', ('office',)), ('camp', ('field_site',))]
    """
    found = []
    for roles, english, dutch in ROLES:
        pattern = re.compile(dutch if lang == "nl" else english, re.IGNORECASE)
        if said := pattern.search(text):
            found.append((said[0], roles))
            text = pattern.sub(" ", text)
    return found
