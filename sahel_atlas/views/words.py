"""The words that go to the page: all but those that only files say."""

from __future__ import annotations

from functools import partial

from sahel_atlas.records.words import Texts, each, keys, say

OFF_PAGE = (
    *("amount", "date", "document_kind", "found", "head", "language", "number", "plate", "sentence", "series", "shape"),
    *("sheet", "source", "unknowns", "vintage"),
)
"""Groups of keys that only files, stories and the payload say."""


def all_words() -> dict[str, Texts]:
    """Every word group of the interface by key: its text in each of `languages`, English first."""
    return {key: each(partial(say, key)) for key in keys() if key.partition(".")[0] not in OFF_PAGE}
