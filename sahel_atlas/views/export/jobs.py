"""Exports under way: each in a thread of its own, asked after by number, stopped on request, forgotten in time."""

from __future__ import annotations

import ctypes
import ctypes.util
import gc
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import AtlasError, BusyError
from sahel_atlas.contract.bodies import Course, ExportState
from sahel_atlas.exports.write import Cancelled, Job

Make = Callable[[Job], bytes]
ENDED = ("done", "failed", "cancelled")


@dataclass
class Export:
    """One export: its course, and where its file lies once it is done."""

    number: str
    name: str
    mimetype: str
    job: Job = field(default_factory=Job)
    state: Course = "queued"
    error: str = ""
    where: str = ""
    size: int = 0
    path: Path | None = None
    ended: float = 0.0

    def to_dict(self) -> ExportState:
        """What the page is told."""
        return {
            "id": self.number,
            "name": self.name,
            "error": self.error,
            "where": self.where,
            "size": self.size,
            "state": self.state,
            "share": round(self.job.share, 3),
            "step": self.job.step,
        }


class Exports:
    """The exports of one server.

    At most `most` are kept waiting or running, `hands` run at a time; a file is kept for `keep_seconds` and until all
    files together take more than `room` bytes.
    """

    def __init__(
        self,
        most: int = 6,
        hands: int = 1,
        keep_seconds: float = 900.0,
        room: int = 200_000_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._keep, self._room = most, keep_seconds, room
        self._clock = clock
        self._hands = threading.Semaphore(hands)
        self._lock = threading.Lock()
        self._all: dict[str, Export] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self, name: str, mimetype: str, make: Make) -> Export:
        """Begin an export whose file will be called `name`.

        Raises
        ------
        geo.errors.BusyError
            If as many are under way as may be.
        """
        with self._lock:
            self._sweep()
            if sum(e.state not in ENDED for e in self._all.values()) >= self._most:
                raise BusyError(
                    expected=f"at most {self._most} exports at a time",
                    got="one more",
                    do="wait until one has ended, or stop one",
                )
            one = Export(secrets.token_urlsafe(12), name, mimetype)
            self._all[one.number] = one
        threading.Thread(target=self._run, args=(one, make), name=f"export {name}", daemon=True).start()
        return one

    def find(self, number: str) -> Export | None:
        """An export by its number; nothing when there is none or it has expired."""
        with self._lock:
            self._sweep()
            return self._all.get(number)

    def cancel(self, number: str) -> Export | None:
        """Stop an export at its next step; what has ended stays as it is."""
        one = self.find(number)
        if one is not None and one.state not in ENDED:
            one.job.cancel()
            if one.state == "queued":
                one.state, one.ended = "cancelled", self._clock()
        return one

    def _run(self, one: Export, make: Make) -> None:
        with self._hands:
            if one.state == "cancelled":
                return
            one.state = "running"
            try:
                data = make(one.job)
                # Somebody may have stopped it during its last step.
                one.job.tell(1.0)
                self._keep_file(one, data)
            except Cancelled:
                one.state = "cancelled"
            except AtlasError as error:
                one.state, one.error, one.where = "failed", str(error), error.about
            except Exception as error:
                # The thread has no caller: what nobody foresaw is told to the page and to the server's log.
                one.state, one.error = "failed", f"{type(error).__name__}: {error}"
                print(f"export {one.name}: {one.error}", file=sys.stderr)
            one.ended = self._clock()
        give_back()

    def _keep_file(self, one: Export, data: bytes) -> None:
        with self._lock:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="atlas-exports-")
            path = Path(self._folder.name) / one.number
        path.write_bytes(data)
        one.path, one.size, one.state = path, len(data), "done"

    def _sweep(self) -> None:
        """Forget what is too old, and the oldest while all take too much room."""
        now = self._clock()
        ended = sorted((e for e in self._all.values() if e.state in ENDED), key=lambda e: e.ended)
        total = sum(e.size for e in ended)
        for one in ended:
            if now - one.ended < self._keep and total <= self._room:
                continue
            total -= one.size
            del self._all[one.number]
            if one.path is not None:
                with suppress(OSError):
                    one.path.unlink()


def give_back() -> None:
    """Return the memory of a finished export to the system; where the C library cannot, nothing happens."""
    gc.collect()
    name = ctypes.util.find_library("c") if sys.platform == "linux" else None
    trim = getattr(ctypes.CDLL(name), "malloc_trim", None) if name else None
    if trim is not None:
        trim(0)
