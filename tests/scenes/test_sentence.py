"""The filter in words, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACETS
from sahel_atlas.records.rows import Document
from sahel_atlas.records.words import keys, say
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import sentence, spoken, title


@pytest.mark.parametrize(
    ("query", "english", "dutch"),
    [
        ("", "All engagements on 1 December 2023", "Alle inzet op 1 december 2023"),
        (
            "instrument=security,migration&lead=EU&status=suspended&known=2023-12-01",
            "Security or migration, EU-led, suspended on 1 December 2023 as known on 1 December 2023",
            "Veiligheid of migratie, onder EU-leiding, opgeschort op 1 december 2023 zoals bekend op 1 december 2023",
        ),
        (
            "stated=kst-29237-201",
            "All engagements on 1 December 2023 according to the letter",
            "Alle inzet op 1 december 2023 volgens de brief",
        ),
        (
            "instrument=security&lead=EU&state=coup&status=active,adapted,scaled_down&date=2023-07",
            "Security, EU-led, in countries that on 31 July 2023 were ruled after a coup, running in July 2023",
            "Veiligheid, onder EU-leiding, in landen die op 31 juli 2023 een bewind na een staatsgreep hadden, lopend "
            "in juli 2023",
        ),
        (
            "country=MLI,NER,TCD&subject=NL&known=2024-02-01",
            "Dutch engagement only, in Mali, Niger or Chad, on 1 December 2023 as known on 1 February 2024",
            "Alleen Nederlandse inzet, in Mali, Niger of Tsjaad, op 1 december 2023 zoals bekend op 1 februari 2024",
        ),
        (
            "channel=UN&date=2021-12&to=2023-12",
            "Through the UN, from 1 December 2021 to 31 December 2023",
            "Via de VN, van 1 december 2021 tot en met 31 december 2023",
        ),
        (
            "reach=own&counted=yes,component&status=suspended&date=2023-12&to=2023-02-10",
            "Counted engagements only or parts of other engagements only, in the country itself, suspended at some "
            "time from 10 February 2023 to 31 December 2023",
            "Alleen inzet die meetelt of alleen onderdelen van andere inzet, in het land zelf, opgeschort op enig "
            "moment van 10 februari 2023 tot en met 31 december 2023",
        ),
        (
            "channel=not_stated,civil_society&partner=DEU,UN,USA",
            "Without a stated channel or through civil society, together with Germany, the UN or the United States, "
            "on 1 December 2023",
            "Zonder vermeld kanaal of via maatschappelijke organisaties, samen met Duitsland, de VN of de Verenigde "
            "Staten, op 1 december 2023",
        ),
        # What ended in 2012 has ended on every later day: the day is not that of its end.
        ("status=ended", "Already ended on 1 December 2023", "Al beëindigd op 1 december 2023"),
        (
            "status=suspended,ended&date=2023-07",
            "Suspended or already ended in July 2023",
            "Opgeschort of al beëindigd in juli 2023",
        ),
        (
            "status=ended&date=2021-12&to=2023-12&last_source=later",
            "With a source of that day or later, or ended, already ended at some time from 1 December 2021 to 31 "
            "December 2023",
            "Met een bron van die dag of later, of beëindigd, al beëindigd op enig moment van 1 december 2021 tot en "
            "met 31 december 2023",
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
    phrases = [key.removeprefix("sentence.") for key in keys() if key.startswith("sentence.")]
    same = {key for key in phrases if say(f"sentence.{key}", "en") == say(f"sentence.{key}", "nl")}
    # The first is the bare value; the others are the same little word in both languages.
    assert same == {"decision", "country", "in"}


@pytest.mark.parametrize(
    ("query", "english", "dutch"),
    [
        ("lead=EU", "EU-led, on 1 December 2023", "Onder EU-leiding, op 1 december 2023"),
        (
            "tab=compare&instrument=security&status=active,adapted,scaled_down",
            "Security, running on 1 July 2023 or on 1 December 2023: both dates compared",
            "Veiligheid, lopend op 1 juli 2023 of op 1 december 2023: beide data vergeleken",
        ),
        (
            "tab=compare&date=2024-06&date2=2023-07-01&status=ended&known=2025-01-01",
            "Already ended on 1 July 2023 or in June 2024 as known on 1 January 2025: both dates compared",
            "Al beëindigd op 1 juli 2023 of in juni 2024 zoals bekend op 1 januari 2025: beide data vergeleken",
        ),
        (
            "tab=compare&date=2024-06-01&date2=2023-07-01&last_source=earlier",
            "Last stated earlier, on 1 July 2023 or on 1 June 2024: both dates compared",
            "Eerder voor het laatst vermeld, op 1 juli 2023 of op 1 juni 2024: beide data vergeleken",
        ),
        (
            "tab=compare&date=2024-06-01&date2=2023-07-01&decision=intended",
            "Intended, on 1 July 2023 or on 1 June 2024: both dates compared",
            "Voornemen, op 1 juli 2023 of op 1 juni 2024: beide data vergeleken",
        ),
        (
            "tab=compare&date=2024-06&date2=2024-06&known2=2023-12-01&status=suspended",
            "Suspended in June 2024, as known on 1 December 2023 or as known now: both days of knowledge compared",
            "Opgeschort in juni 2024, zoals bekend op 1 december 2023 of zoals nu bekend: beide peildata vergeleken",
        ),
        (
            "tab=compare&date=2024-06&date2=2024-06&known2=2023-12-01",
            "All engagements in June 2024, as known on 1 December 2023 compared with as known now",
            "Alle inzet in juni 2024, zoals bekend op 1 december 2023 vergeleken met zoals nu bekend",
        ),
        (
            "tab=compare&state=coup&stated=kst-29237-201&date=2023-12-01&to=2024-05",
            "In countries that on 1 December 2023 were ruled after a coup, on 1 July 2023 compared with 1 December "
            "2023 according to the letter",
            "In landen die op 1 december 2023 een bewind na een staatsgreep hadden, op 1 juli 2023 vergeleken met "
            "1 december 2023 volgens de brief",
        ),
    ],
)
def test_a_comparison_names_both_its_sides(atlas: Atlas, query: str, english: str, dutch: str) -> None:
    scene = Scene.from_query(query, atlas.values)
    assert (spoken(scene, atlas, "en"), spoken(scene, atlas, "nl")) == (english, dutch)
    assert title(scene, atlas, "nl") == f"{dutch} · Sahelatlas"


def test_only_what_the_letter_alone_states_is_said_to_be_according_to_the_letter(atlas: Atlas) -> None:
    """The day of the letter is a day of knowledge like any other: on it more was public than the letter."""
    for scene, alone in ((Scene(known=v.LETTER_DATE), False), (Scene(stated=v.LETTER), True), (Scene(), False)):
        said = sentence(scene, atlas, "en"), sentence(scene, atlas, "nl"), title(scene, atlas, "en")
        assert [("according to the letter" in x or "volgens de brief" in x) for x in said] == [alone] * 3


def test_another_document_is_named_in_the_language_of_the_sentence(atlas: Atlas) -> None:
    named = Document(1, "doc", "Council conclusions", "Raadsconclusies", publisher="Council", kind="conclusions")
    scene = Scene(stated="doc", known="2024-02-01")
    told = Atlas(replace(atlas.tables, documents=(named,)), atlas.folder)
    assert sentence(scene, told, "en") == (
        "All engagements on 1 December 2023 as stated by “Council conclusions”, as known on 1 February 2024"
    )
    assert sentence(scene, told, "nl") == (
        "Alle inzet op 1 december 2023 zoals vermeld in “Raadsconclusies”, zoals bekend op 1 februari 2024"
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("known=2020-05-16&stated=alwihda-2025-04-24", "stated by a document that was not public yet"),
        ("known=2020-05-16&stated=kst-29237-201", "stated by a document that was not public yet"),
        ("known=2020-05-16&document=alwihda-2025-04-24", "Resting on a document that was not public yet"),
        (
            "tab=compare&date2=2022-01-01&known=2020-05-16&document=alwihda-2025-04-24",
            "Resting on a document that was not public yet",
        ),
    ],
)
def test_a_document_that_was_not_public_has_no_name(atlas: Atlas, query: str, said: str) -> None:
    found = spoken(Scene.from_query(query), atlas)
    assert said in found
    assert "alwihda" not in found and "Fête" not in found and "letter" not in found
