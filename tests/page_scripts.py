"""Run the page's pure scripts without a page, in Node; and find which sources an entry of the page leads to."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.node import node

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_SECONDS = 240
_RUN = """
import { readFileSync } from "node:fs";
import { atlas } from "%s";
const { body, data } = JSON.parse(readFileSync(0, "utf8"));
const answer = (0, eval)("(" + body + ")")(atlas, data);
process.stdout.write(JSON.stringify(answer === undefined ? null : answer));
"""
_IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];""", re.MULTILINE)


def run_scripts(body: str, data: Any) -> Any:
    """What a function answers that is called with `atlas` of `assets/pure.js` and some data.

    Parameters
    ----------
    body : str
        The function as text: ``(atlas, data) => …``.
    data : any
        Plain values that JSON can hold.
    """
    script = _RUN % (ASSETS / "pure.js").as_uri()
    done = subprocess.run(
        [node(), "--stack-size=4000", "--input-type=module", "--eval", script],
        input=json.dumps({"body": body, "data": data}),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def sources(entry: str = "") -> list[Path]:
    """The scripts that an entry of `assets/` imports, itself among them; without one, every script there is."""
    if not entry:
        return sorted(path for path in ASSETS.rglob("*.js") if path.parent.name != "bundle")
    found: list[Path] = []
    left = [ASSETS / entry]
    while left:
        path = left.pop()
        if path not in found:
            found.append(path)
            left += [(path.parent / name).resolve() for name in _IMPORTED.findall(path.read_text("utf-8"))]
    return sorted(found)
