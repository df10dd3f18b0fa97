"""What a refusal is over HTTP: the one table from the class of an error to a status, and the answer that is sent."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, jsonify

from geo.errors import AtlasError, BusyError, EarlyError, MissingError, TooLargeError

STATUS: Mapping[type[AtlasError], int] = {
    MissingError: 404,
    EarlyError: 409,
    TooLargeError: 413,
    BusyError: 429,
}
"""Class of an error -> status, for its descendants too; every other one is a question that cannot be answered, 400."""


def status_of(error: AtlasError) -> int:
    """The status of a refusal."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def refusal(error: AtlasError) -> Response:
    """The answer to a question that is refused: the sentence, and what it is about, so that a page can say it itself.

    Nobody keeps it: what is missing or busy now need not be so at the next question.
    """
    answer = jsonify(error=str(error), where=error.about)
    answer.status_code = status_of(error)
    answer.headers["Cache-Control"] = "no-store"
    return answer
