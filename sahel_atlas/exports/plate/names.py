"""Names on a plate: of countries with what stands under them, and of the lands and waters around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.pens import Pens, labels_of
from sahel_atlas.exports.plate.plate import Label
from sahel_atlas.records.vocabulary import COASTAL
from sahel_atlas.records.words import spoken_in

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.plate.text import Places, Room

_LINE = 1.2
"""From one line under a name to the next, in sizes of its text."""


@dataclass(frozen=True)
class Below:
    """What stands with a country's name: raised signs of doubt behind it, its numbers and its situation below it.

    `short` says the numbers again where there is no room for `lines`.
    """

    signs: str
    lines: tuple[str, ...] = ()
    state: str = ""
    short: tuple[str, ...] = ()

    def placed(self, name: Label, spot: tuple[float, float, float], places: Places, ink: str) -> Iterator[Label]:
        """The name and what belongs to it, where they cover nothing; the situation may have to stand apart."""
        small = replace(name, size=0.66 * name.size, colour=ink, weight=700)
        behind = text_width(self.signs, small.size, 700) + 0.14 * name.size if self.signs else 0.0
        below = replace(name, part="country state", anchor="middle", size=0.85 * name.size, weight=400, colour=ink)
        tried = [(*self.lines, self.state)] if self.state else []
        tried += [self.lines, self.short] if self.short != self.lines else [self.lines]
        put, lines = None, tried[-1]
        for lines in tried:
            # Long lines stand above or below the wheel, short ones may stand beside it.
            near = 6 if lines is not tried[-1] else None
            put = _put(name, below, lines, behind, spot, places, near=near)
            if put is not None:
                break
        else:
            put = _put(name, below, lines, behind, spot, places, always=True)
        if put is None:
            return
        yield put
        box = put.box()
        if self.signs:
            at = (box.right + 0.1 * name.size, put.y - 0.26 * name.size)
            yield replace(small, part="country sign", text=self.signs, x=at[0], y=at[1], anchor="start")
        for i, text in enumerate(lines):
            y = put.y + (1.0 + _LINE * i) * below.size
            part = "country state" if text == self.state else "country more"
            yield replace(below, part=part, text=text, x=box.centre[0], y=y)
        if self.state and self.state not in lines:
            apart = places.put(_name_spots(replace(below, text=self.state), spot, (0.0, 0.0, 0.0)))
            yield from (apart,) if apart else ()


def _put(
    name: Label,
    below: Label,
    lines: tuple[str, ...],
    behind: float,
    spot: tuple[float, float, float],
    places: Places,
    *,
    near: int | None = None,
    always: bool = False,
) -> Label | None:
    """A place for a name with some lines below it, among the `near`est spots or among all."""
    widest = max((text_width(text, below.size) for text in lines), default=0.0)
    aside = max(0.0, widest - text_width(name.text, name.size, name.weight)) / 2
    room = (behind, (0.04 + _LINE * len(lines)) * below.size if lines else 0.0, aside)
    return places.put(_name_spots(name, spot, room)[:near], room=room, later=30.0, always=always)


def country_name(tokens: Mapping[str, str], iso3: str, name: str, unit: float, least: float) -> Label:
    """A country's name in capitals, still without a place; smaller where wheels are, but not much smaller."""
    coastal = iso3 in COASTAL
    size = (11.5 if coastal else 13.5) * max(unit, 0.8 * least)
    label = Label("country name", iso3, name.upper(), 0.0, 0.0, size, tokens["ink"], weight=600 if coastal else 700)
    return replace(label, anchor="middle", halo=tokens["cityhalo"], halo_width=3.2 * unit, group=f"wheel {iso3}")


def _name_spots(label: Label, spot: tuple[float, float, float], room: Room) -> list[Label]:
    """Below the wheel, a little aside, above, right and left of it; `room` is what stands behind and below a name."""
    x, y, reach = spot
    behind, under, wide = room
    gap, up = 0.16 * label.size, -label.box().top
    low, high = y + reach + gap + up, y - reach - gap - under
    aside = 0.35 * label.size
    spots = [("middle", x, low), ("middle", x - 0.5 * reach, low), ("middle", x + 0.5 * reach, low)]
    spots += [("middle", x, high), ("start", x - reach, low), ("end", x + reach - behind, low)]
    spots += [("start", x + reach + aside + wide, y + aside), ("end", x - reach - aside - behind - wide, y + aside)]
    spots += [("middle", x, low + 0.7 * label.size)]
    return [replace(label, anchor=a, x=px, y=py) for a, px, py in spots]


_STYLE: Mapping[Any, tuple[float, str, bool, bool]] = {
    4: (11.0, "ctx", False, False),
    "water": (15.0, "water", True, True),
    5: (10.5, "ctx", True, False),
    "river": (11.0, "water", True, True),
    "region": (10.5, "ctx", True, False),
}
"""Class of a label -> size in units, colour token, italic, serif; in the order in which they may take room."""


def context(pens: Pens, atlas: Atlas, places: Places) -> Iterator[Label]:
    """Labels of countries around, waters, rivers and regions, where there is room for them."""
    held = labels_of(atlas.folder)["labels"]
    for kind, (size, token, italic, serif) in _STYLE.items():
        for one in (label for label in held if label["class"] == kind):
            x, y = pens.frame.point(one["lon"], one["lat"])
            said = spoken_in(one, pens.lang)
            text = said.upper() if kind == 4 else said
            label = Label(
                "water name" if serif else "context name",
                one["id"],
                text,
                x + one["dx"] * pens.unit,
                y + one["dy"] * pens.unit,
                size * pens.unit,
                pens.tokens[token],
                italic=italic,
                serif=serif,
                anchor=one["anchor"],
                turn=one["rotate"],
                halo="" if kind == "water" else pens.tokens["land"],
                halo_width=0 if kind == "water" else 2 * pens.unit,
            )
            steps = ((0, 0), (0, -14), (0, 14), (-24, 0), (24, 0), (-24, -14), (24, -14), (-24, 14), (24, 14))
            spots = [replace(label, x=label.x + dx * pens.unit, y=label.y + dy * pens.unit) for dx, dy in steps]
            # A name that lies on several routes cannot be read and hides them: it is left out.
            put = places.put(spots, most=0.6 * label.size)
            if put:
                yield put
