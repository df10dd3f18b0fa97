"""The atlas's words by key and language, read from `words/` when first asked for.

`words/atlas.pot` holds every text in English with its key (`msgctxt`, in the form `group.word`); `words/nl.po`, and any
further `words/LANGUAGE.po`, its translation. A text that a file does not have, or has for an English that has changed
since, is said in English. `docs/decisions/0040-words-are-files.md` says why; `make words` checks the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import FileFault
from sahel_atlas.records.folders import WORDS
from sahel_atlas.records.po import read_po

Texts = tuple[str, ...]
"""A text in each language, in the order of `languages`."""
ENGLISH = "en"
"""The language in which texts are written, and that stands in where another has none."""
FOLDER = WORDS
"""Where the files of words lie; a test puts another folder here."""
TEMPLATE = "atlas.pot"
BLANK = re.compile(r"\{(\w+)\}")
"""A blank of a text, which a value fills: `{n}`."""


def languages() -> tuple[str, ...]:
    """The languages that have words: English, then those of the files present by their names."""
    return _languages(FOLDER)


@cache
def _languages(folder: Path) -> tuple[str, ...]:
    return (ENGLISH, *sorted(path.stem for path in folder.glob("*.po")))


@cache
def _texts(folder: Path, lang: str) -> Mapping[str, str]:
    if lang == ENGLISH:
        texts = {entry.key: entry.english for entry in read_po(folder / TEMPLATE)}
        if not texts:
            where = str(folder / TEMPLATE)
            raise FileFault(expected="texts in English", got="none", do="restore the file", where=where)
        return texts
    told = {e.key: e.text for e in read_po(folder / f"{lang}.po") if e.text and not e.fuzzy}
    return {key: told.get(key, english) for key, english in _texts(folder, ENGLISH).items()}


def keys() -> tuple[str, ...]:
    """Every key, in the order of the template."""
    return tuple(_texts(FOLDER, ENGLISH))


def has(key: str) -> bool:
    """Whether there is a text of that key."""
    return key in _texts(FOLDER, ENGLISH)


def say(key: str, lang: str, /, **values: object) -> str:
    """A text in a language, with its blanks filled in.

    Parameters
    ----------
    key : str
        A key of `words/atlas.pot`.
    lang : str
        One of `languages`.
    **values
        What stands in the blanks; a blank without a value stays.

    Raises
    ------
    KeyError
        If there is no text of that key: an error of the programmer, which `make words` finds.

    Examples
    --------
    >>> say("status.ended", "nl"), say("time.known", "en", date="1 May 2024")
    ('Beëindigd', 'as known on 1 May 2024')
    """
    text = _texts(FOLDER, lang)[key]
    return BLANK.sub(lambda blank: str(values.get(blank[1], blank[0])), text) if values else text


def say_or(key: str, default: str, lang: str) -> str:
    """A text in a language, or what stands in for it where no such text was written."""
    return say(key, lang) if has(key) else default


def each(text: Callable[[str], str]) -> Texts:
    """What a function says in each language.

    Examples
    --------
    >>> each(lambda lang: say("time.by", lang))[:2]
    ('by', 'uiterlijk')
    """
    return tuple(text(lang) for lang in languages())


def pick(row: Any, field: str, lang: str) -> str:
    """What a row of the tables says in a language: its column `field_LANGUAGE`, or the English one.

    Parameters
    ----------
    row : object or mapping
        Has `field_en`, and `field_nl` or further languages.
    field : str
        The column without its language: ``name``, ``title``, ``text``.
    lang : str

    Examples
    --------
    >>> row = {"name_en": "Ivory Coast", "name_nl": "Ivoorkust"}
    >>> pick(row, "name", "nl"), pick(row, "name", "fr")
    ('Ivoorkust', 'Ivory Coast')
    """
    said = _held(row, f"{field}_{lang}")
    return str((_held(row, f"{field}_{ENGLISH}") if said is None else said) or "")


def _held(row: Any, column: str) -> object:
    """What stands in a column of a row; None where there is no such column."""
    return row.get(column) if isinstance(row, Mapping) else getattr(row, column, None)


def name_in(row: Any, lang: str) -> str:
    """The name of a country, a place, an engagement or a group in a language; see `pick`."""
    return pick(row, "name", lang)


def country_names(rows: Any, lang: str, field: str = "iso3") -> dict[str, str]:
    """The names of rows by a column of theirs, usually of countries by their code."""
    return {getattr(row, field): name_in(row, lang) for row in rows}


def document_name(document: Any, lang: str) -> str:
    """The name of a document: one in that language where the table has it, else its title."""
    return str(getattr(document, f"name_{lang}", "") or document.title)


def spoken_in(texts: Mapping[str, Any], lang: str) -> str:
    """A text of those that stand by their language, in English where there is none in that one."""
    return str(texts.get(lang) or texts[ENGLISH])


def number(value: float, lang: str) -> str:
    """A whole number with the separators of the language.

    Examples
    --------
    >>> number(157479, "en"), number(157479, "nl")
    ('157,479', '157.479')
    """
    return localised(f"{round(value):,}", lang)


def localised(text: str, lang: str) -> str:
    """A number that Python wrote, as a language writes it.

    Examples
    --------
    >>> localised("1,234.5", "nl")
    '1.234,5'
    """
    return text.translate({ord(","): say("number.thousands", lang), ord("."): say("number.decimal", lang)})


def date_words(text: str, lang: str) -> str:
    """A date cut to its known part, in words.

    Examples
    --------
    >>> date_words("2023-12-01", "en"), date_words("2023-12", "nl"), date_words("2023", "en")
    ('1 December 2023', 'december 2023', '2023')
    """
    year, *rest = text.split("-")
    if not rest:
        return text
    month = say(f"month.{int(rest[0])}", lang)
    if len(rest) == 1:
        return say("date.month", lang, month=month, year=year)
    return say("date.day", lang, day=int(rest[1]), month=month, year=year)


PARTS_OF_YEAR: Mapping[str, int] = {"quarter": 3, "half_year": 6}
"""Precision -> the months of such a part of a year."""


def precise_date(text: str, precision: str, lang: str) -> str:
    """A date in words with what its precision adds: the quarter or half of its year, or that it is about that year.

    Examples
    --------
    >>> precise_date("2023-07", "quarter", "en"), precise_date("2024-01", "half_year", "nl")
    ('third quarter of 2023', 'eerste helft van 2024')
    """
    if precision == "approx_year":
        return say("date.approx_year", lang, year=date_words(text[:4], lang))
    if precision not in PARTS_OF_YEAR or len(text) < 7:
        return date_words(text, lang)
    part = (int(text[5:7]) - 1) // PARTS_OF_YEAR[precision] + 1
    return say(f"date.{precision}", lang, n=say(f"date.ordinal.{part}", lang), year=text[:4])
