"""The filter in words, in both languages."""

from __future__ import annotations

import pytest

from layers.atlas import Atlas
from layers.filters import FACETS
from layers.scene import Scene
from layers.sentence import PHRASES, sentence, spoken, title


@pytest.mark.parametrize(
    ("query", "english", "dutch"),
    [
        ("", "All engagements on 1 December 2023", "Alle inzet op 1 december 2023"),
        (
            "instrument=security,migration&lead=EU&status=suspended&known=2023-12-01",
            "Security or migration, EU-led, suspended on 1 December 2023 as the letter said",
            "Veiligheid of migratie, onder EU-leiding, opgeschort op 1 december 2023 volgens de brief",
        ),
        (
            "instrument=security&lead=EU&state=coup&status=active,adapted,scaled_down&date=2023-07",
            "Security, EU-led, in countries ruled after a coup, running in July 2023",
            "Veiligheid, onder EU-leiding, in landen met een bewind na een staatsgreep, lopend in juli 2023",
        ),
        (
            "country=MLI,NER,TCD&subject=NL&known=2024-02-01",
            "Dutch engagement only, in Mali, Niger or Chad, on 1 December 2023 as known on 1 February 2024",
            "Alleen Nederlandse inzet, in Mali, Niger of Tsjaad, op 1 december 2023 zoals bekend op 1 februari 2024",
        ),
        (
            "channel=UN&date=2023-07&to=2023-12",
            "Through the UN, from July 2023 to December 2023",
            "Via de VN, van juli 2023 tot en met december 2023",
        ),
        (
            "channel=not_stated,civil_society&partner=DEU,UN,USA",
            "Without a stated channel or through civil society, together with Germany, the UN or the United States, "
            "on 1 December 2023",
            "Zonder vermeld kanaal of via maatschappelijke organisaties, samen met Duitsland, de VN of de Verenigde "
            "Staten, op 1 december 2023",
        ),
    ],
)
def test_sentence(atlas: Atlas, query: str, english: str, dutch: str) -> None:
    scene = Scene.from_query(query)
    assert sentence(scene, atlas, "en") == english
    assert sentence(scene, atlas, "nl") == dutch


@pytest.mark.parametrize("facet", [f.name for f in FACETS])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_each_value_of_each_facet_changes_the_sentence(atlas: Atlas, facet: str, lang: str) -> None:
    plain = sentence(Scene(), atlas, lang)
    values = next(f for f in FACETS if f.name == facet).words or atlas.values[facet]
    said = {sentence(Scene(filter=Scene().filter.with_values(facet, [x])), atlas, lang) for x in values}
    assert plain not in said
    assert len(said) == len(values)


def test_the_scenes_own_language_is_the_default(atlas: Atlas) -> None:
    assert sentence(Scene(lang="nl"), atlas) == "Alle inzet op 1 december 2023"


def test_phrases_stand_in_both_languages() -> None:
    same = {key for key, (english, dutch) in PHRASES.items() if english == dutch}
    # The first is the bare value; the others are the same little word in both languages.
    assert same == {"decision", "country", "in"}


@pytest.mark.parametrize(
    ("query", "english", "dutch"),
    [
        ("lead=EU", "EU-led, on 1 December 2023", "Onder EU-leiding, op 1 december 2023"),
        (
            "tab=compare&instrument=security&status=active,adapted,scaled_down",
            "Security, running on 1 July 2023 compared with 1 December 2023",
            "Veiligheid, lopend op 1 juli 2023 vergeleken met 1 december 2023",
        ),
        (
            "tab=compare&date=2024-06&date2=2024-06&known2=2023-12-01",
            "All engagements in June 2024, as the letter said compared with as known now",
            "Alle inzet in juni 2024, volgens de brief vergeleken met zoals nu bekend",
        ),
    ],
)
def test_a_comparison_names_both_its_sides(atlas: Atlas, query: str, english: str, dutch: str) -> None:
    scene = Scene.from_query(query, atlas.values)
    assert (spoken(scene, atlas, "en"), spoken(scene, atlas, "nl")) == (english, dutch)
    assert title(scene, atlas, "nl") == f"{dutch} · Sahelatlas"
