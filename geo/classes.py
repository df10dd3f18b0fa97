"""Classes of numbers for a choropleth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from geo.errors import AtlasError

SECONDS = 120
"""How long the classing may take before it counts as failed; it takes some seconds, nearly all of them imports."""


def natural_breaks(values: Sequence[float], classes: int) -> tuple[float, ...]:
    """Upper bounds of the classes whose values differ least among themselves.

    Method: Fisher (1958) and Jenks, as `mapclassify.FisherJenks` implements it. It runs in a process of its own: the
    library brings scipy, scikit-learn and pyplot along (170 MB), and what comes back is a handful of numbers.

    Parameters
    ----------
    values : sequence of float
        In any order; equal values count as often as they stand there.
    classes : int
        At least 1. Fewer come back when there are fewer distinct values.

    Returns
    -------
    tuple of float
        Rising; the last is the highest value, and empty when there are no values.

    Raises
    ------
    AtlasError
        If the process fails.

    Examples
    --------
    >>> natural_breaks([3, 3, 5], 5)
    (3.0, 5.0)
    """
    distinct = sorted(set(map(float, values)))
    if len(distinct) <= classes:
        return tuple(distinct)
    try:
        return _classed({"values": sorted(map(float, values)), "classes": classes})
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()[-1:]
        raise AtlasError(
            expected="the classes of a choropleth from mapclassify",
            got=said[0] if said else repr(error),
            do="install the atlas again: `make run` in a checkout, else the command that installed it",
        ) from error


def _classed(asked: dict[str, object]) -> tuple[float, ...]:
    # -P: without it the folder in which a person works stands first, and a file there may be called numpy.py.
    command = [sys.executable, "-P", "-c", _CLASSING]
    text = json.dumps(asked)
    done = subprocess.run(
        command, input=text, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, check=True
    )
    return tuple(float(bound) for bound in json.loads(done.stdout))


# The warning only says that the faster, compiled version is not there.
_CLASSING = """
import json, sys, warnings
warnings.simplefilter("ignore")
import numpy as np
from mapclassify import FisherJenks
asked = json.load(sys.stdin)
print(json.dumps(sorted({float(x) for x in FisherJenks(np.array(asked["values"]), k=asked["classes"]).bins})))
"""
