"""What a caption may not say by hand: numbers and the letter's authority."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.figure import FIGURE

if TYPE_CHECKING:
    from layers.atlas import Atlas

_DIGITS = re.compile(r"(?<![^\W_])(?<![^\W\d_]-)\d+(?:[.,]\d+)*")
"""Digits that do not belong to a name: G5 and C-130 are names."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_EN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand"
    " thousands million dozen"
)
_NL = (
    "één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien"
    " negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd honderden duizend duizenden"
    " miljoen dozijn tientallen"
)
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_NUMBER_WORDS = {
    "en": re.compile(rf"\b(?:{'|'.join(_EN.split())})\b(?! another)", re.IGNORECASE),
    "nl": re.compile(
        rf"\b(?:{'|'.join(_NL.split())}|\w+[eë]n(?:{_TENS})|een (?=van (?:de|die|deze|hun|haar|zijn)\b))\b",
        re.IGNORECASE,
    ),
}
"""Numbers as words. A bare Dutch *een* is an article, save in *een van de*."""
_NO_ONE = re.compile(r"\b(?:no|each|every|any|some|this|that|which) one\b", re.IGNORECASE)

_LETTER_SAYS = {
    "en": re.compile(
        r"\b(?:according to|as stated (?:in|by)) the letter\b|\bas the letter (?:says|said|states|stated)\b",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\b(?:volgens|blijkens) de (?:kamer)?brief\b|\bzoals (?:vermeld )?(?:in )?de (?:kamer)?brief\b", re.IGNORECASE
    ),
}
_NAMES_LETTER = {
    "en": re.compile(r"\bthe letter\b", re.IGNORECASE),
    "nl": re.compile(r"\bde (?:kamer)?brief\b", re.IGNORECASE),
}


def typed_numbers(text: str, lang: str, scene: Scene) -> list[str]:
    """Numbers that stand in a text outside a figure; years of the scene, or of a figure in the text, may be typed.

    Examples
    --------
    >>> typed_numbers("In 2023 the G5 lost two of {running:MLI}, 3 stay", "en", Scene(date="2023-08"))
    ['3', 'two']
    """
    bare = FIGURE.sub(" ", text)
    own = {scene.date[:4], (scene.to or scene.date)[:4], *_YEAR.findall(" ".join(FIGURE.findall(text)))}
    digits = [x for x in _DIGITS.findall(bare) if not (_YEAR.fullmatch(x) and x in own)]
    if lang == "en":
        bare = _NO_ONE.sub(" ", bare)
    return digits + [x.strip() for x in _NUMBER_WORDS[lang].findall(bare)]


def says_letter(text: str, lang: str) -> str:
    """The words by which a text claims the letter's authority; empty when it does not."""
    found = _LETTER_SAYS[lang].search(text)
    return found[0] if found else ""


def names_letter(text: str, lang: str) -> bool:
    """Whether a text speaks of the letter at all, which a scene from before its day cannot know of."""
    return bool(_NAMES_LETTER[lang].search(text))


def suggestions(number: str, scene: Scene, atlas: Atlas) -> list[str]:
    """Figures that give a typed number in a scene, the plainest first: what to write instead of it.

    Parameters
    ----------
    number : str
        As `typed_numbers` gives it, in digits or as a word.
    scene : Scene
        At the moment of which its caption speaks.
    """
    value = _value(number)
    if value is None:
        return []
    shown = resolve(scene, atlas)
    given: dict[str, int] = {}
    for what, totals in (("running", shown.counts.running), ("open", shown.counts.open)):
        given |= {_figure(what, name): n for name, n in totals.items()}
    for status in (s for s in v.STATUSES if s not in v.RUNNING):
        given |= {
            _figure(status, name): shown.counts.by_status.get((name, status), 0) for name in ("any", *v.INSTRUMENTS)
        }
    given |= {_figure("running", iso3): wheel.running for iso3, wheel in shown.wheels.items()}
    return [figure for figure, n in given.items() if n == value]


def _value(number: str) -> int | None:
    """The value of a typed number; None for a word that has none, such as *dozen*."""
    plain = re.sub("[.,]", "", number)
    if plain.isdigit():
        return int(plain)
    for words in (_EN.split(), _NL.split()):
        if number.casefold() in words[:20]:
            return words.index(number.casefold()) + 1
    return None


def _figure(what: str, name: str) -> str:
    return "{" + (what if name == "any" else f"{what}:{name}") + "}"
