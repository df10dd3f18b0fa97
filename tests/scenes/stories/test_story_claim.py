"""Claims and words of captions on the small atlas: what is so passes, what is not is told with its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.claim import SHAPES, check_claim
from sahel_atlas.scenes.stories.words import names_letter, says_letter, suggestions, typed_numbers
from tests.small import small, tables

AUTUMN = Scene(date="2023-12-01")
PLAYED = Scene(date="2023-07", to="2023-09", layers=("missions",))


@pytest.fixture(scope="module")
def few() -> Atlas:
    return small()


@pytest.mark.parametrize(
    ("claim", "scene"),
    [
        ("most running:MLI", AUTUMN),
        ("most suspended", AUTUMN),
        ("none running:GHA", AUTUMN),
        ("none running:humanitarian", AUTUMN),
        ("some planned:development", AUTUMN),
        ("running:MLI > running:NER", AUTUMN),
        ("running:NER < running:NER@2023-01", AUTUMN),
        ("running:NER <= 1", AUTUMN),
        ("running:MLI >= 3", AUTUMN),
        ("suspended = suspended:NER", AUTUMN),
        ("event E1", AUTUMN),
        ("event E1", PLAYED),
        ("event E1 NER", PLAYED),
        ("state NER coup", AUTUMN),
        ("state NER none", replace(AUTUMN, date="2023-06")),
        ("site gao embassy", AUTUMN),
        ("site niamey field_site", replace(AUTUMN, date="2023-09")),
        ("change own NER active suspended", PLAYED),
        ("change own MLI active active", PLAYED),
        ("change plan GHA - planned", replace(PLAYED, to="2023-12-01")),
    ],
)
def test_what_is_so_passes(claim: str, scene: Scene, few: Atlas) -> None:
    check_claim(claim, scene, few)


@pytest.mark.parametrize(
    ("claim", "scene", "said"),
    [
        ("most running:NER", AUTUMN, "got 2 on 2015-01-01, with own NER active"),
        ("most running:own,state=none", AUTUMN, "got 1 on 2013-02-18, with own NER active"),
        ("none suspended", AUTUMN, "expected nothing for suspended, got own NER suspended; rewrite the caption"),
        ("some running:GHA", AUTUMN, "at least one row for running:GHA"),
        ("running:NER > running:MLI", AUTUMN, "got 1 for running:country=NER (wide NER active) and 3 for"),
        ("running:NER = 2", AUTUMN, "running:NER to be just as many as 2"),
        ("event E1", replace(AUTUMN, date="2023-06"), "an event on or before 2023-06-30, got E1, 2023-07-26"),
        ("event E1", replace(PLAYED, date="2023-08"), "an event from 2023-08-01 to 2023-09-30"),
        ("event E2", replace(AUTUMN, known="2023-12-01"), "got 'E2'; name another, or choose a later `known`"),
        ("event F1", AUTUMN, "look it up in events.csv"),
        ("event E1 MLI", AUTUMN, "expected E1 to name MLI, got NER; rewrite the sentence"),
        ("event E1 MLI,NER", AUTUMN, "expected E1 to name MLI,NER, got NER"),
        ("event E2 MLI", replace(AUTUMN, date="2024-06"), "got no country"),
        ("event", AUTUMN, "write event ID [COUNTRIES]"),
        ("event E1 MLI NER", AUTUMN, "write event ID [COUNTRIES]"),
        ("running:NER = running:country=NER", AUTUMN, "expected two sides that can differ"),
        ("2 = 2", AUTUMN, "expected two sides that can differ, got 2 = 2; set it against another count"),
        ("state NER coup", replace(AUTUMN, date="2023-06"), "got none"),
        ("state MLI coup", AUTUMN, "got no row"),
        ("state NER rule", AUTUMN, "one of coup, transition, none"),
        ("site niamey field_site", AUTUMN, "field site in niamey on 2023-12-01, got nothing"),
        ("site gao embassy", replace(AUTUMN, date="2024-06"), "got field_site"),
        ("site gao shop", AUTUMN, "one of headquarters"),
        ("change own NER suspended active", PLAYED, "got active to suspended"),
        ("change own GHA active active", PLAYED, "got - to -"),
        ("change own NER active suspended", AUTUMN, "expected a scene with `to`"),
        ("mots running", AUTUMN, "write most"),
        ("most", AUTUMN, "write most COUNT"),
        ("", AUTUMN, "expected a claim: most COUNT"),
        ("none runing", AUTUMN, "write running"),
    ],
)
def test_what_is_not_so_is_told_with_its_rows(claim: str, scene: Scene, said: str, few: Atlas) -> None:
    if not claim:
        claim = "nothing"
    with pytest.raises(AtlasError) as caught:
        check_claim(claim, scene, few)
    assert said in str(caught.value)


def test_the_most_looks_at_every_day_and_not_at_the_ends_of_months() -> None:
    """An exercise of two weeks between two months' ends makes the later, lower number no record."""
    extra = replace(tables().periods[2], period_id="plan.0", engagement_id="plan", start_date="2023-03-01")
    over = replace(extra, period_id="plan.00", status="ended", start_date="2023-03-14", known_from="2023-03-14")
    busy = small(periods=(*tables().periods, replace(extra, known_from="2023-03-01"), over))
    with pytest.raises(AtlasError, match=r"got 4 on 2023-03-01, with plan GHA active"):
        check_claim("most running", Scene(date="2023-03"), busy)


def test_every_shape_of_a_claim_has_its_rule() -> None:
    assert set(SHAPES) == {"most", "none", "some", "event", "state", "site", "change"}
    assert all(shape.split()[0] == rule for rule, shape in SHAPES.items())


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("4 engagements", "en", ["4"]),
        ("four engagements, no one else", "en", ["four"]),
        ("one of them", "en", ["one"]),
        ("Twenty-five and a dozen", "en", ["Twenty", "five", "dozen"]),
        ("102,529 detections", "en", ["102,529"]),
        ("{running:MLI} of the G5, a C-130, in 2023", "en", []),
        ("since 2019", "en", ["2019"]),
        ("In 2019: {detections:2019}", "en", []),
        ("18 August 2023", "en", ["18"]),
        ("een post en twee kantoren", "nl", ["twee"]),
        ("één van de posten", "nl", ["één"]),
        ("een van de posten", "nl", ["een"]),
        ("vijfentwintig, drieëndertig, tien", "nl", ["vijfentwintig", "drieëndertig", "tien"]),
        ("ten zuiden van Gao ligt niets", "nl", []),
        ("the tenth, everyone, often, sevenfold", "en", []),
    ],
)
def test_a_typed_number_is_found_in_digits_and_in_words(text: str, lang: str, found: list[str]) -> None:
    assert typed_numbers(text, lang, Scene(date="2023-08")) == found


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("According to the letter 8 run", "en", "According to the letter"),
        ("as the letter said", "en", "as the letter said"),
        ("The letter gives the year", "en", ""),
        ("Volgens de brief lopen er 8", "nl", "Volgens de brief"),
        ("zoals vermeld in de Kamerbrief", "nl", "zoals vermeld in de Kamerbrief"),
        ("De brief noemt alleen het jaar", "nl", ""),
    ],
)
def test_the_letters_authority_is_heard(text: str, lang: str, said: str) -> None:
    assert says_letter(text, lang) == said
    assert names_letter(text, lang) or lang == "nl"


def test_a_typed_number_is_answered_with_the_figures_that_give_it(few: Atlas) -> None:
    assert suggestions("3", AUTUMN, few)[:2] == ["{running}", "{running:MLI}"]
    assert "{suspended}" in suggestions("one", AUTUMN, few)
    assert "{suspended}" in suggestions("één", AUTUMN, few)
    assert suggestions("dozen", AUTUMN, few) == []
    assert suggestions("99", AUTUMN, few) == []
