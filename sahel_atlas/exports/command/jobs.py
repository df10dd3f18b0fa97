"""Where the jobs of the command line are added."""

from __future__ import annotations

import argparse
from typing import Protocol


class Jobs(Protocol):
    """What `ArgumentParser.add_subparsers` gives; the class of it has no public name."""

    def add_parser(self, name: str, /, *, help: str = ..., description: str = ...) -> argparse.ArgumentParser:
        """The parser of a new job."""
