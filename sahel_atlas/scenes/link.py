"""Links: a query string read part by part into plain values, as far as it goes.

What cannot be used is listed with what was expected, what came and what to do; nothing is guessed.
`sahel_atlas.scenes.scene` says which parts there are and makes a `Scene` of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from geo.errors import AtlasError, told
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.faults import hint
from sahel_atlas.scenes.names import Names

VERSION = "1"
PAGE_KEYS = ("story", "step", "notes", "marking", "tlp")
"""Parts of an address that belong to the page, not to the scene: where in which story it is, and how it is marked."""
EMPTIED = ("layers", "subject")
"""Lists that hold something by default: only for these an empty value says something, that nothing of them is asked."""
DATE_KEYS = ("date", "to", "date2", "known", "known2")
TEXT_LIMIT = 200
LIST_LIMIT = 200
QUERY_LIMIT = 8_000
SAID_LIMIT = 60
NEAREST = 3
FEATURE = "feature"
"""Kind of a reference to a row of a layer with a style: `feature:LAYER/ID`."""
DROP_KINDS = ("twice", "version", "part", "date", "day", "view", "reference", "value", "long")
"""Kinds of fault in a link, each with a sentence in the page's words."""
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Dropped:
    """A part of a link that could not be used: what was expected there, what came, and what to do.

    `kind` names the fault, so that a page can say it in its own language; `valid` holds the values there are to
    choose from, where they can be listed.
    """

    key: str
    value: str
    expected: str
    got: str
    do: str
    kind: str = "value"
    valid: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why it could not be used, as one sentence."""
        return told(self.expected, self.got, self.do)

    def __str__(self) -> str:
        return f"{self.key}={self.value[:SAID_LIMIT]}: {self.reason}"

    def refusal(self) -> AtlasError:
        """The same as an error, for whoever asks that every part is right."""
        return AtlasError(expected=self.expected, got=self.got, do=self.do, where=self.key)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the page: the part as it stood in the link, the kind of fault, the valid values."""
        return {"key": self.key, "value": _unquote(self.value)[:SAID_LIMIT], "kind": self.kind, "valid": self.valid}


@dataclass(frozen=True)
class Grammar:
    """What a link may hold.

    Attributes
    ----------
    keys : tuple of str
        Names of its parts.
    words : mapping
        Part -> its fixed values.
    lists : frozenset of str
        Parts that hold several values, joined by commas.
    kinds : tuple of str
        Kinds of things that `selection` may name.
    """

    keys: tuple[str, ...]
    words: Values
    lists: frozenset[str]
    kinds: tuple[str, ...]


def read_parts(
    query: str, grammar: Grammar, values: Values, names: Names | None = None, shown: Values | None = None
) -> tuple[dict[str, Any], tuple[Dropped, ...]]:
    """The parts of a query string by their names, and what could not be used.

    Parameters
    ----------
    query : str
        With or without a leading question mark.
    grammar : Grammar
    values : mapping
        Valid values of the parts that have no fixed ones; without an entry a value is taken as it is.
    names : Names, optional
        With it the name of a country or organisation stands for its code.
    shown : mapping, optional
        The values that a refusal may list, where it may not list all.

    Returns
    -------
    (dict, tuple of Dropped)
        Lists as tuples, `view` as three numbers, all else as text.
    """
    reader, found, seen = _Reader(grammar, values, names, shown or values), dict[str, Any](), set[str]()
    if len(query) > QUERY_LIMIT:
        reader.dropped.append(_long("…", query[QUERY_LIMIT:], f"{QUERY_LIMIT} characters"))
        query = query[:QUERY_LIMIT]
    for part in query.lstrip("?").split("&"):
        key, _, raw = part.partition("=")
        if not key or key in PAGE_KEYS:
            continue
        if fault := _misplaced(key, raw, seen, grammar):
            reader.dropped.append(fault)
        elif key != "v":
            found.update(reader.read(key, raw))
        seen.add(key)
    return found, tuple(reader.dropped)


def _misplaced(key: str, raw: str, seen: set[str], grammar: Grammar) -> Dropped | None:
    """What is wrong with a part before its value is read."""
    if key in seen:
        return Dropped(key, raw, "each part once", "it twice", "leave one out: the first one counts", "twice")
    if key == "v":
        if raw == VERSION:
            return None
        do = "copy the link again from this atlas"
        return Dropped(key, raw, f"a link of version {VERSION}", _said(raw), do, "version", (VERSION,))
    if key not in grammar.keys:
        expected, do = f"a part that can be read, {one_of_all(grammar.keys)}", "leave it out, or write one of these"
        return Dropped(key, raw, expected, _said(key), do, "part", grammar.keys)
    return None


def without_value(key: str, what: str = "this part") -> Dropped:
    """A part that is there and has no value: it may stand for one that was lost, so it does not mean that all is asked.

    Parameters
    ----------
    key : str
    what : str
        What to leave out when nothing is asked, for example ``"the option"``.
    """
    return Dropped(key, "", "a value", "an empty one", f"leave {what} out, or write a value")


def _long(key: str, rest: str, limit: str) -> Dropped:
    return Dropped(key, rest, f"at most {limit}", "more", "leave out what comes after", "long")


@dataclass(frozen=True)
class _Reader:
    """Reads one part of a link after another; what it cannot use is added to `dropped`."""

    grammar: Grammar
    values: Values
    names: Names | None
    shown: Values
    dropped: list[Dropped] = field(default_factory=list)

    def read(self, key: str, raw: str) -> dict[str, Any]:
        """The value of a part under its name; nothing when it cannot be used."""
        try:
            _decodable(raw)
            if not raw and key not in (*EMPTIED, *DATE_KEYS):
                self.dropped.append(without_value(key))
                return {}
            value = self._list(key, raw) if key in self.grammar.lists else self._one(key, _unquote(raw))
        except AtlasError as error:
            valid = self.grammar.words.get(key, ())
            self.dropped.append(Dropped(key, raw, error.expected, error.got, error.do, _kind_of(key), valid))
            return {}
        return {} if value is None else {key: value}

    def _one(self, key: str, text: str) -> Any:
        if key == "text" and len(text) > TEXT_LIMIT:
            self.dropped.append(_long(key, text[TEXT_LIMIT:], f"{TEXT_LIMIT} characters"))
        text = text[:TEXT_LIMIT]
        if key in ("text", "view"):
            return _view(text) if key == "view" else text
        if key in DATE_KEYS:
            day_only = key.startswith("known")
            return valid_date(text, () if day_only else self.values.get("window", ()), day_only=day_only)
        # A document is the one part with a single open value.
        valid = self.values.get("document") if key == "stated" else self.grammar.words[key]
        if valid is not None and text not in valid:
            valid = self.shown.get("document", valid) if key == "stated" else valid
            do = near_ids(text, valid) if key == "stated" else hint(text, valid)
            raise AtlasError(expected=one_of_all(valid), got=repr(text), do=do)
        return text

    def _list(self, key: str, raw: str) -> tuple[str, ...] | None:
        if not raw:
            return ()
        given = [word for part in raw.split(",") for word in self._several(key, _unquote(part))]
        if len(given) > LIST_LIMIT:
            self.dropped.append(_long(key, ",".join(given[LIST_LIMIT:]), f"{LIST_LIMIT} values"))
        words = list(dict.fromkeys(given[:LIST_LIMIT]))
        if "" in words:
            self.dropped.append(without_value(key))
            words.remove("")
        check = self._references if key == "selection" else self._words
        return tuple(dict.fromkeys(check(key, words))) or None

    def _several(self, key: str, word: str) -> list[str]:
        """The values in one word: those between its commas, unless it is a value with a comma in it."""
        valid = self._valid(key)
        if "," not in word or key == "selection" or valid is None or self._code(key, word) in valid:
            return [word]
        return [part.strip() for part in word.split(",")]

    def _valid(self, key: str) -> tuple[str, ...] | None:
        """The values that a list may hold; None where any will do."""
        return self.values.get(key) or self.grammar.words.get(key)

    def _code(self, key: str, word: str) -> str:
        """The value that a word names, or the word itself."""
        return self.names.code(key, word, self._valid(key) or ()) if self.names else word

    def _words(self, key: str, words: list[str]) -> Iterator[str]:
        """The words of a list that are valid, names as their codes."""
        valid = self._valid(key)
        for word in words:
            found = self._code(key, word)
            if valid is None or found in valid:
                yield found
                continue
            near, listed = near_ids if key == "document" else hint, self.shown.get(key) or self.grammar.words[key]
            do = (self.names and self.names.nearest(key, word, listed)) or near(word, listed)
            self.dropped.append(Dropped(key, word, one_of_all(listed), _said(word), do, "value", tuple(listed)))

    def _references(self, key: str, words: list[str]) -> Iterator[str]:
        """The references to things of the atlas that lead somewhere."""
        valid = self.values.get(key)
        for word in words:
            kind, _, name = word.partition(":")
            if kind in self.grammar.kinds and name and (valid is None or word in valid or self._feature(kind, name)):
                yield word
                continue
            expected = f"the kind and id of something in the atlas, with a kind of {', '.join(self.grammar.kinds)}"
            do = hint(word, self.shown.get(key, valid or ()), "write for example country:NER")
            self.dropped.append(Dropped(key, word, expected, _said(word), do, "reference"))

    def _feature(self, kind: str, name: str) -> bool:
        """Whether a reference names a row of a layer with a style; which rows it has, only the layer itself knows."""
        layer, _, row = name.partition("/")
        return kind == FEATURE and bool(row) and layer in self.values.get(FEATURE, ())


def _said(word: str) -> str:
    return repr(word[:SAID_LIMIT])


def _kind_of(key: str) -> str:
    if key in DATE_KEYS:
        return "day" if key.startswith("known") else "date"
    return "view" if key == "view" else "value"


def one_of_all(words: Iterable[str]) -> str:
    """All valid words as a phrase.

    Examples
    --------
    >>> one_of_all(("light", "dark"))
    'one of light, dark'
    """
    return f"one of {', '.join(words)}"


def near_ids(word: str, valid: Iterable[str]) -> str:
    """What to do about an id that is not known: the nearest ones, also when only a piece of one was written.

    Examples
    --------
    >>> near_ids("kst", ("irini-2020", "kst-29237-201", "kst-32605-85"))
    'write kst-32605-85 or kst-29237-201'
    """
    known = list(valid)
    with_it = sorted((one for one in known if word.casefold() in one.casefold()), key=len)
    near = with_it[:NEAREST] or difflib.get_close_matches(word, known, NEAREST)
    return f"write {' or '.join(near)}" if near else "choose one of these"


def valid_date(text: str, window: tuple[str, ...] = (), *, day_only: bool = False) -> str:
    """The text itself when it is a month or day inside the atlas's years.

    Parameters
    ----------
    text : str
        ``YYYY-MM`` or ``YYYY-MM-DD``.
    window : tuple of str
        First and last day of the atlas; empty asks only that the date exists.
    day_only : bool
        A month is not enough.

    Raises
    ------
    AtlasError
        If the date does not exist, is too coarse, or lies outside the window of the slider.
    """
    shape = "a day as YYYY-MM-DD" if day_only else "a month YYYY-MM or a day YYYY-MM-DD"
    do = "write the date in full, for example 2023-12-01"
    try:
        first, last = span(text)
    except AtlasError as error:
        raise AtlasError(expected=f"{shape} that exists", got=repr(text), do=do) from error
    if len(text) == 4 or (day_only and len(text) != 10):
        raise AtlasError(expected=shape, got=repr(text), do=do)
    if window and not (window[0] <= first.isoformat() and last.isoformat() <= window[1]):
        raise AtlasError(expected=f"a date from {window[0]} to {window[1]}", got=repr(text), do="choose a date inside")
    return text


def _decodable(raw: str) -> None:
    try:
        unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError as error:
        do = "copy the link again, or write the word itself"
        raise AtlasError(expected="percent codes of UTF-8", got=repr(raw[:SAID_LIMIT]), do=do) from error


def _unquote(text: str) -> str:
    return dict(parse_qsl("x=" + text.replace(";", "%3B"), keep_blank_values=True)).get("x", "")


def _view(text: str) -> tuple[float, float, float]:
    try:
        lon, lat, zoom = (float(n) for n in text.split(","))
    except ValueError as error:
        raise AtlasError(expected="lon,lat,zoom", got=repr(text), do="write for example 2.00,18.00,4.50") from error
    if not (-180 <= lon <= 180 and -85 <= lat <= 85 and 0 <= zoom <= 18):
        raise AtlasError(expected="degrees on earth and a zoom of 0 to 18", got=repr(text), do="move the map again")
    return lon, lat, zoom
