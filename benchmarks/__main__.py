"""`make bench`: measure the sections asked for, print them, and keep each in `benchmarks/RESULTS.md` as it ends."""

from __future__ import annotations

import argparse
import re
import sys
import time
from importlib import import_module

from benchmarks import report

SECTIONS = {
    "library": "Without a screen",
    "screen": "The served page",
    "points": "Dated points under a slider",
    "exports": "Exports",
}


def main() -> int:
    """Run sections, one table each; a section that fails is said and does not stop the others."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the atlas beside its peers, in one run.")
    parser.add_argument("sections", nargs="*", metavar="section", help="which to run: " + ", ".join(SECTIONS))
    parser.add_argument("--resume", action="store_true", help="leave out sections that were measured at this commit")
    parser.add_argument("--print", action="store_true", dest="only_print", help="print, and write nothing")
    args = parser.parse_args()
    unknown = [name for name in args.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"expected sections out of {', '.join(SECTIONS)}, got {', '.join(unknown)}")
    failed = []
    for name in args.sections or SECTIONS:
        if args.resume and measured(SECTIONS[name]):
            print(f"{SECTIONS[name]}: measured at this commit, left as it is", flush=True)
        elif not run(name, write=not args.only_print):
            failed.append(name)
    if failed:
        print(f'not measured: {", ".join(failed)}; run them again with make bench ARGS="{" ".join(failed)}"')
    return 1 if failed else 0


def run(name: str, write: bool) -> bool:
    """Measure one section; False when it ended early."""
    started = time.perf_counter()
    try:
        figures = import_module(f"benchmarks.{name}").measure()
    except Exception as error:  # a peer's failure must not cost the other sections their figures
        print(f"\n{SECTIONS[name]}: ended early, {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return False
    block = report.section(SECTIONS[name], name, figures, time.perf_counter() - started)
    print("\n" + block, flush=True)
    if write:
        report.write(SECTIONS[name], block)
    return True


def measured(title: str) -> bool:
    """Whether the result holds this section from the commit that is checked out."""
    if not report.RESULTS.is_file():
        return False
    text = report.RESULTS.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}\n\n[^\n]*?, commit ([^,]+), in ", text, re.MULTILINE)
    return found is not None and found.group(1) == report.commit()


if __name__ == "__main__":
    raise SystemExit(main())
