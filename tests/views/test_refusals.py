"""One table says what a refusal is over HTTP, for every address of the atlas."""

from __future__ import annotations

from typing import Any

import pytest

from app import create_server
from geo.errors import AtlasError, BusyError, DataFault, EarlyError, MissingError, TooLargeError
from sahel_atlas.exports.marking import LabelError, MarkingError
from sahel_atlas.views.refusals import STATUS, status_of

SAID = {"expected": "a", "got": "b", "do": "c"}


class DescendantError(BusyError):
    """A kind of a kind."""


CASES = [
    (AtlasError, 400, ""),
    (DataFault, 400, ""),
    (MarkingError, 400, "written"),
    (LabelError, 400, "tlp"),
    (MissingError, 404, "missing"),
    (EarlyError, 409, "early"),
    (TooLargeError, 413, "length"),
    (BusyError, 429, "busy"),
    (DescendantError, 429, "busy"),
]


@pytest.mark.parametrize(("kind", "status", "word"), CASES)
def test_the_status_of_a_refusal_is_that_of_its_class(kind: type[AtlasError], status: int, word: str) -> None:
    assert status_of(kind(**SAID)) == status
    assert kind(**SAID).about == word


def test_every_line_of_the_table_is_tried() -> None:
    assert set(STATUS) <= {kind for kind, *_ in CASES}


def test_every_address_answers_with_the_same_table() -> None:
    server = create_server()
    raised: list[AtlasError] = []

    def refuse() -> Any:
        raise raised[-1]

    server.add_url_rule("/api/refuse", "refuse", refuse)
    client = server.test_client()
    for kind, status, word in CASES:
        raised.append(kind(**SAID))
        answer = client.get("/api/refuse")
        assert answer.status_code == status
        assert answer.get_json() == {"error": "expected a, got b; c", "where": word}
        assert answer.headers["Cache-Control"] == "no-store"
