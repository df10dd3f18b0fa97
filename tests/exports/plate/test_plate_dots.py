"""What stands in place of a wheel: no country that has rows is left without a word, and none has a wheel of nothing."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label, Shape
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene


@pytest.mark.parametrize("asked", [("ended",), ("ended", "suspended"), ("active",)])
@pytest.mark.parametrize("subject", [("NL",), ("NL", "mission"), ("mission",)])
def test_every_country_with_rows_has_a_wheel_or_a_dot(atlas: Any, asked: Any, subject: Any) -> None:
    scene = Scene(date="2023-12-01", filter=Filter(status=asked, subject=subject))
    plate, found = build_plate(scene, atlas), resolve(scene, atlas)
    dots = {m.name.split()[0]: m for m in plate.of("standing") if isinstance(m, Shape)}
    wheels = {m.name.split()[0] for m in plate.of("segment")}
    listed = {row.country for row in found.rows} & {*FOCUS}
    assert {*dots} | wheels == listed and not {*dots} & wheels
    for iso3, dot in dots.items():
        mine = [r for r in found.rows if r.country == iso3]
        mine = {r.engagement_id for r in mine if r.status != "ended"} or {r.engagement_id for r in mine}
        lines = {m.name: m.text for m in plate.of("country more") if isinstance(m, Label)}
        told = lines[iso3]
        assert told in dot.alt
        assert sum(int(n) for n in told.split() if n.isdigit()) == len(mine), told


def test_what_ended_is_not_said_to_be_uncounted(atlas: Any) -> None:
    def words(subject: tuple[str, ...]) -> str:
        plate = build_plate(Scene(date="2023-12-01", filter=Filter(status=("ended",), subject=subject)), atlas)
        return " ".join(m.text for part in ("legend", "subtitle") for m in plate.of(part) if isinstance(m, Label))

    said = words(("NL",))
    assert "Under a name: what is listed there, missions too Ended: Burkina Faso" in said.replace("\n", " ")
    assert "country (not counted)" not in said and "shown, not counted" not in said
    assert "State by country (not counted)" in words(("mission",))


SILENT = "bz-2023-08-04-niger"


def test_a_document_that_says_nothing_of_a_country_makes_no_nought_there(atlas: Any) -> None:
    """A news item that speaks of Niger alone stood under noughts for ten other countries."""
    plate = build_plate(Scene(date="2023-12-01", stated=SILENT), atlas)
    assert {m.name.split()[0] for m in plate.of("segment")} == {"NER"}
    assert [m.name for m in plate.of("count")] == ["NER"] and not list(plate.of("standing"))
    legend = " ".join(m.text for m in plate.of("legend") if isinstance(m, Label)).replace("\n", " ")
    assert "Events, routes and situations come from other public sources" in legend


def test_what_a_document_calls_adapted_did_not_begin_by_it(atlas: Any) -> None:
    found = compare(Scene(date="2023-12-01", date2="2023-07-01", stated=SILENT, tab="compare"), atlas)
    assert {group.name for group in found.groups} == {"suspended", "documented"}
    assert [country.iso3 for country in found.countries] == ["NER"]
    (niger,) = found.countries
    assert (niger.before.running, niger.after.running) == (0, 0)
