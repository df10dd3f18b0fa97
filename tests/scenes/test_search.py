"""What the atlas must find by name, in both languages, with accents left out and letters slipped."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.scenes.search import Entry, entries, search


@pytest.fixture(scope="module")
def index(atlas: Any) -> tuple[Entry, ...]:
    return entries(atlas)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("MINUSMA", "engagement:minusma-mission"),
        ("EUTM Mali", "engagement:eutm-mali-mission"),
        ("EUCAP Sahel Mali", "engagement:eucap-sahel-mali-mission"),
        ("EUCAP Sahel Niger", "engagement:eucap-sahel-niger-mission"),
        ("EUMPM Niger", "engagement:eumpm-niger-mission"),
        ("AILCT", "engagement:ailct-initiative"),
        ("CSSM", "engagement:cssm-initiative"),
        ("GPOI", "engagement:gpoi-programme"),
        ("Flintlock", "engagement:flintlock-series"),
        ("ambassade Ouagadougou", "engagement:post-ouagadougou"),
        ("embassy in Niamey", "engagement:post-niamey"),
        ("office N'Djamena", "engagement:post-ndjamena"),
        ("kantoor Ndjamena", "engagement:post-ndjamena"),
        ("Central Mediterranean", "route:central-mediterranean"),
        ("Centrale Middellandse Zeeroute", "route:central-mediterranean"),
        ("cote d ivoire", "country:CIV"),
        ("Ivoorkust", "country:CIV"),
        ("Ougadougou", "place:ouagadougou"),
        ("Tsjaad", "country:TCD"),
        ("Dilemma's 2", "paragraph:DIL 2"),
        ("MIG 1", "paragraph:MIG 1"),
        ("staatsgreep Niger", "event:"),
    ],
)
def test_a_name_finds_its_thing_among_the_first_five(index: tuple[Entry, ...], text: str, ref: str) -> None:
    found = [e.ref for e in search(index, text)[:5]]
    assert any(r.startswith(ref) for r in found), f"{text!r} gave {found}"


@pytest.mark.parametrize(
    ("text", "iso3"),
    [("tsjad", "TCD"), ("Tchad", "TCD"), ("Mlai", "MLI"), ("Nigr", "NER"), ("Burkina Fasso", "BFA"), ("Benim", "BEN")],
)
def test_a_slip_in_its_name_still_puts_the_country_first(index: tuple[Entry, ...], text: str, iso3: str) -> None:
    assert search(index, text)[0].ref == f"country:{iso3}"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_letter_left_out_of_any_countrys_name_gives_a_country(
    index: tuple[Entry, ...], atlas: Any, lang: str
) -> None:
    for country in (c for c in atlas.tables.countries if c.tier in (1, 2)):
        name = getattr(country, f"name_{lang}")
        for i in range(1, len(name)):
            slipped = name[:i] + name[i + 1 :]
            if len(slipped.replace(" ", "")) >= 4:
                found = [e.ref for e in search(index, slipped)[:2]]
                assert found[0].startswith("country:"), f"{slipped!r} gave {found}"
                assert f"country:{country.iso3}" in found, f"{slipped!r} gave {found}"


@pytest.mark.parametrize(("text", "ref"), [("nigeri", "country:NGA"), ("nige", "country:NER"), ("gao", "place:gao")])
def test_a_beginning_of_a_name_comes_before_a_slip(index: tuple[Entry, ...], text: str, ref: str) -> None:
    assert search(index, text)[0].ref == ref


@pytest.mark.parametrize("text", ["", "   ", "'", "zzzzqqq", "<script>alert(1)</script>"])
def test_nonsense_finds_nothing(index: tuple[Entry, ...], text: str) -> None:
    assert search(index, text) == []


def test_every_result_can_be_selected(index: tuple[Entry, ...], atlas: Any) -> None:
    assert {e.ref for e in index} <= set(atlas.values["selection"])


def test_a_place_is_named_with_its_country_in_words(index: tuple[Entry, ...]) -> None:
    hints = {entry.ref: (entry.hint_en, entry.hint_nl) for entry in index}
    assert hints["place:jacqueville"] == ("Place, Côte d'Ivoire", "Plaats, Ivoorkust")
    assert hints["place:area_med"] == ("Place", "Plaats")


def test_an_earlier_day_of_knowledge_finds_nothing_that_became_public_later(atlas: Any) -> None:
    known = "2022-07-11"
    earlier = atlas.at(known)
    held = {e.ref for e in entries(earlier)}
    assert held <= set(earlier.values["selection"]) < set(atlas.values["selection"])
    assert not [e for e in atlas.tables.events if e.date > known and f"event:{e.event_id}" in held]
    assert not [d for d in atlas.tables.documents if d.date > known and f"document:{d.document_id}" in held]
    assert not any(ref.startswith("paragraph:") for ref in held), "the letter is of 2023"


def test_an_engagement_is_hinted_with_the_countries_known_then(atlas: Any) -> None:
    for known in ("2019-01-01", "2023-12-01", ""):
        then = atlas.at(known)
        names = {c.iso3: c.name_en for c in then.tables.countries}
        for entry in entries(then):
            kind, _, name = entry.ref.partition(":")
            if kind == "engagement":
                assert entry.hint_en == ", ".join(names[iso3] for iso3 in then.countries_of(name)[:3])


@pytest.mark.parametrize(("text", "ref"), [("Nederlandse inzet in de Sahelregio", "document:kst-29237-201")])
def test_a_document_is_found_by_its_title(index: tuple[Entry, ...], text: str, ref: str) -> None:
    assert ref in [e.ref for e in search(index, text)[:3]]
