"""Run the page's pure scripts without a page: in Node where it is there, else in a Chromium without a server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_SECONDS = 240
_NODE = """
globalThis.window = globalThis;
window.addEventListener = () => {};
window.atlas = {};
const fs = require("fs");
const { files, body, data } = JSON.parse(fs.readFileSync(0, "utf8"));
for (const file of files) (0, eval)(fs.readFileSync(file, "utf8"));
const answer = (0, eval)("(" + body + ")")(window.atlas, data);
process.stdout.write(JSON.stringify(answer === undefined ? null : answer));
"""


def run_scripts(names: Sequence[str], body: str, data: Any) -> Any:
    """What a function answers that is called with the scripts' `atlas` and some data.

    Parameters
    ----------
    names : sequence of str
        Files of `assets/`, in order, that ask nothing of a page.
    body : str
        The function as text: ``(atlas, data) => …``.
    data : any
        Plain values that JSON can hold.
    """
    files = [ASSETS / name for name in names]
    node = shutil.which("node")
    if node is None:
        return _in_chromium(files, body, data)
    asked = json.dumps({"files": [str(f) for f in files], "body": body, "data": data})
    done = subprocess.run(
        [node, "--stack-size=4000", "-e", _NODE], input=asked, capture_output=True, text=True, timeout=_SECONDS
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def _in_chromium(files: Sequence[Path], body: str, data: Any) -> Any:
    from playwright.sync_api import sync_playwright

    from scripts.serving import FLAGS, chromium

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            page = browser.new_page()
            page.evaluate("() => { window.atlas = {}; }")
            for file in files:
                page.evaluate(file.read_text("utf-8"))
            return page.evaluate(f"(data) => ({body})(window.atlas, data)", data)
        finally:
            browser.close()
