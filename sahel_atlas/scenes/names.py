"""What people call a country or an organisation, and the code by which the tables know it.

A filter takes the code or any name: English, Dutch, French, with or without accents and capitals.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sahel_atlas.records.filters import fold
from sahel_atlas.records.rows import Tables
from sahel_atlas.records.words import each, has, keys, name_in, say

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "BEL": ("Belgique",),
    "BEN": ("Bénin",),
    "BFA": ("Burkina",),
    "CAF": ("CAR", "Centrafrique", "République centrafricaine"),
    "CHN": ("Chine",),
    "CIV": ("Ivory Coast",),
    "CMR": ("Cameroun",),
    "COD": ("DR Congo", "DRC", "Congo-Kinshasa", "République démocratique du Congo"),
    "COG": ("Congo", "République du Congo"),
    "CPV": ("Cape Verde", "Cap-Vert"),
    "CZE": ("Czech Republic", "Tchéquie"),
    "DEU": ("Allemagne",),
    "DNK": ("Danemark",),
    "DZA": ("Algérie",),
    "EGY": ("Égypte",),
    "ERI": ("Érythrée",),
    "ESH": ("Sahara occidental",),
    "ESP": ("Espagne",),
    "EST": ("Estonie",),
    "ETH": ("Éthiopie",),
    "GIN": ("Guinée",),
    "GMB": ("Gambie",),
    "GNB": ("Guinée-Bissau",),
    "GNQ": ("Guinée équatoriale",),
    "GRC": ("Grèce",),
    "HUN": ("Hongrie",),
    "ITA": ("Italie",),
    "LBR": ("Libéria",),
    "LBY": ("Libye",),
    "MAR": ("Maroc",),
    "MLT": ("Malte",),
    "MRT": ("Mauritanie",),
    "NGA": ("Nigéria",),
    "NLD": ("The Netherlands", "Holland", "Pays-Bas"),
    "RUS": ("Russian Federation", "Russie"),
    "SDN": ("Soedan", "Soudan"),
    "SEN": ("Sénégal",),
    "SSD": ("Zuid-Soedan", "Soudan du Sud"),
    "STP": ("São Tomé-et-Príncipe", "Sao Tome"),
    "SWE": ("Suède",),
    "TCD": ("Tchad",),
    "TUN": ("Tunisie",),
    "USA": ("US", "United States of America", "VS", "États-Unis"),
    "UN": ("United Nations", "Verenigde Naties", "ONU"),
    "EU": ("European Union", "Europese Unie", "UE"),
}
"""Names beside those of `countries.csv` and of the words: French ones, and others that people use."""
NAMED = ("country", "lead", "partner")
"""Facets whose values have names."""
_NEAREST = 3


def actor_name(value: str, tables: Tables, lang: str) -> str:
    """The name of a lead or partner: a country, an organisation, or a word of framework or channel.

    Examples
    --------
    >>> actor_name("UN", Tables(), "nl"), actor_name("civil_society", Tables(), "en")
    ('VN', 'Civil society')
    """
    for country in tables.countries:
        if country.iso3 == value:
            return name_in(country, lang)
    asked = (f"{group}.{value}" for group in ("actor", "channel", "framework"))
    return next((say(key, lang) for key in asked if has(key)), value)


@dataclass(frozen=True)
class Names:
    """Codes by all their names, folded."""

    tables: Tables
    _codes: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(tables: Tables) -> Names:
        """The names of the countries of the tables, and of organisations."""
        found: dict[str, str] = {}
        for country in tables.countries:
            for name in (country.iso3, country.name_en, country.name_nl, *OTHER_NAMES.get(country.iso3, ())):
                found.setdefault(_plain(name), country.iso3)
        for key in keys():
            group, _, code = key.partition(".")
            if group == "actor":
                for name in (code, *each(partial(say, key)), *OTHER_NAMES.get(code, ())):
                    found.setdefault(_plain(name), code)
        return Names(tables, found)

    def code(self, facet: str, word: str, valid: Iterable[str] = ()) -> str:
        """The value of a facet that a word names; the word itself when it names none of the valid ones."""
        code = self._codes.get(_plain(word), word) if facet in NAMED else word
        return code if code in valid else word

    def nearest(self, facet: str, word: str, valid: Iterable[str]) -> str:
        """What to write for a word that names nothing: the valid codes whose names come near, as a request.

        Returns
        -------
        str
            Empty when nothing comes near, or when the values of the facet have no names.
        """
        if facet not in NAMED:
            return ""
        near = difflib.get_close_matches(_plain(word), [n for n, c in self._codes.items() if c in set(valid)], n=9)
        codes = list(dict.fromkeys(self._codes[name] for name in near))[:_NEAREST]
        said = [f"{code} for {actor_name(code, self.tables, 'en')}" for code in codes]
        return f"write {' or '.join(said)}" if said else ""


def _plain(name: str) -> str:
    """A name without case, accents and signs between its letters."""
    return "".join(sign for sign in fold(name) if sign.isalnum())
