"""How a layer is drawn: said once, and read by page, legend, table, sheet, slide and briefing alike.

While wheels stand on the map colour belongs to instruments; a layer is drawn in ink and greys, and what differs is told
apart by shape (`Category`) or by a step of grey (`Value`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geo.errors import AtlasError

Pair = tuple[str, str]
"""English and Dutch."""
SHAPES = ("dot", "triangle", "square", "ring", "diamond")
"""Point symbols, in the order in which categories take them; the last one stands for all others."""
DASHES = ("solid", "dashed", "dotted")
STEPS = 5
"""Greys there are (`fill0` to `fill4` of the theme)."""
OTHER: Pair = ("Other", "Overig")
MISSING: Pair = ("No data", "Geen gegevens")
NONE = -1
"""Class of a row without a value."""


@dataclass(frozen=True)
class Category:
    """Classes by the words of a column.

    Attributes
    ----------
    field : str
        Column that holds the word.
    values : tuple of (str, (str, str))
        Words in their order, each with its English and Dutch; any other word falls in one more class, *other*.
    """

    field: str
    values: tuple[tuple[str, Pair], ...]

    @property
    def texts(self) -> tuple[Pair, ...]:
        """What the classes are called, *other* last."""
        return (*(pair for _, pair in self.values), OTHER)

    def class_of(self, value: Any) -> int:
        """The class of a word: its place among `values`, or the last.

        Examples
        --------
        >>> by = Category("kind", (("camp", ("Camp", "Kamp")), ("town", ("Town", "Stad"))))
        >>> by.class_of("town"), by.class_of("farm")
        (1, 2)
        """
        words = [word for word, _ in self.values]
        return words.index(value) if value in words else len(words)


@dataclass(frozen=True)
class Value:
    """Classes by a number.

    Attributes
    ----------
    field : str
        Column of numbers; a row without one is *no data* and has class `NONE`.
    breaks : tuple of float
        Upper bounds of the classes, rising; what lies above the last one falls in the last class.
    unit : (str, str)
        What the numbers count, English and Dutch.
    """

    field: str
    breaks: tuple[float, ...]
    unit: Pair = ("", "")

    @property
    def texts(self) -> tuple[Pair, ...]:
        """The bounds of the classes in words, with the unit behind the first."""
        said = [(f"{_plain(a)} – {_plain(b)}",) * 2 for a, b in pairwise(self.breaks)]
        said = [(f"up to {_plain(self.breaks[0])}", f"tot en met {_plain(self.breaks[0])}"), *said]
        if len(said) > 1:
            said[-1] = (f"over {_plain(self.breaks[-2])}", f"boven {_plain(self.breaks[-2])}")
        said[0] = (f"{said[0][0]} {self.unit[0]}".strip(), f"{said[0][1]} {self.unit[1]}".strip())
        return tuple((en, nl.translate(_COMMA)) for en, nl in said)

    def class_of(self, value: Any) -> int:
        """The class of a number.

        Examples
        --------
        >>> by = Value("people", (10.0, 100.0))
        >>> [by.class_of(x) for x in (10, 11, 5000, None, float("nan"))]
        [0, 1, 1, -1, -1]
        """
        if value is None or value != value:
            return NONE
        return next((i for i, upper in enumerate(self.breaks) if value <= upper), len(self.breaks) - 1)


Scale = Category | Value


_COMMA = str.maketrans(",.", ".,")
"""Dutch writes numbers with comma and point the other way round."""


def _plain(number: float) -> str:
    return f"{number:,.10g}"


@dataclass(frozen=True)
class Time:
    """Columns that say when a row held and since when that is known: ISO text (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`).

    Attributes
    ----------
    start, end : str
        First day, and the day from which it holds no more; a coarser text begins on its first day. Without `end` a row
        that starts holds for the span of its own `start` (an event); an empty cell in `end` is open.
    known : str
        Day from which the row was public; empty for always.
    """

    start: str
    end: str = ""
    known: str = ""


@dataclass(frozen=True)
class Style:
    """How the rows of a layer are drawn.

    Attributes
    ----------
    symbol : str
        Of `SHAPES`, for points without a `Category`.
    size_px : float
        Radius of a point symbol, in design pixels.
    width_px : float
        Of a line, or of a polygon's edge; 0 for none.
    dash : str
        Of `DASHES`, for lines without a `Category`.
    paint : str
        Token of the theme for what has no class of its own.
    opacity : float
        0 to 1, of fills.
    by : Category or Value, optional
        What tells rows apart.
    label : str
        Column that names a row; `name` stands for `name_en` and `name_nl` where these exist.
    tooltip : tuple of str
        Columns that are told under the pointer, in the dossier and in the table, in this order.
    country : str
        Column with ISO 3166 alpha-3 codes: rows obey the filters on countries and groups.
    order : int
        Drawing order among layers of a style: higher is nearer to the eye. All lie under outlines, sites and wheels.
    """

    symbol: str = "dot"
    size_px: float = 3.0
    width_px: float = 1.2
    dash: str = "solid"
    paint: str = "ink"
    opacity: float = 0.62
    by: Scale | None = None
    label: str = "name"
    tooltip: tuple[str, ...] = ()
    country: str = ""
    order: int = 0

    def __post_init__(self) -> None:
        _one_of("symbol", self.symbol, SHAPES)
        _one_of("dash", self.dash, DASHES)
        if isinstance(self.by, Category) and len(self.by.values) >= len(SHAPES):
            raise _fault(
                f"at most {len(SHAPES) - 1} categories", f"{len(self.by.values)}", "join the rare ones in *other*"
            )
        if isinstance(self.by, Value) and not 1 <= len(self.by.breaks) <= STEPS:
            raise _fault(f"1 to {STEPS} classes", f"{len(self.by.breaks)}", "give fewer breaks")
        if isinstance(self.by, Value) and list(self.by.breaks) != sorted(set(self.by.breaks)):
            raise _fault("breaks that rise", str(self.by.breaks), "sort them, each once")

    @property
    def classes(self) -> tuple[Pair, ...]:
        """What the classes are called in the legend; empty when all rows are drawn alike."""
        return self.by.texts if self.by else ()

    def shape_of(self, k: int) -> str:
        """The symbol of a class of points."""
        if not isinstance(self.by, Category):
            return self.symbol
        return SHAPES[k] if k < len(self.by.values) else SHAPES[-1]

    def paint_of(self, k: int) -> str:
        """The token that paints a class: a grey for a number, the style's own paint otherwise; empty for no data."""
        if not isinstance(self.by, Value):
            return self.paint
        return grey(k, len(self.by.breaks)) if k != NONE else ""


def grey(k: int, classes: int) -> str:
    """The token of step `k` of so many classes, the lightest first, spread over the greys there are.

    Examples
    --------
    >>> [grey(k, 3) for k in range(3)]
    ['fill0', 'fill2', 'fill4']
    """
    return f"fill{round(k * (STEPS - 1) / max(1, classes - 1))}"


def _one_of(what: str, got: str, valid: Iterable[str]) -> None:
    if got not in valid:
        raise AtlasError(expected=f"a {what} of {', '.join(valid)}", got=repr(got), do="choose one of these")


def _fault(expected: str, got: str, do: str) -> AtlasError:
    return AtlasError(expected=expected, got=got, do=do, where="layers.style.Style")
