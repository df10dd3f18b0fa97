"""Check the files of words, and take new English to the languages.

`make words` merges `words/atlas.pot` into every `words/LANGUAGE.po` with Babel, then says how much each language has
and what is wrong, by file and line. `make words ARGS=--check` changes nothing. Ends with 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from geo.errors import DataFault  # noqa: E402
from sahel_atlas.records.filters import FACETS  # noqa: E402
from sahel_atlas.records.folders import WORDS  # noqa: E402
from sahel_atlas.records.po import Entry, read_po  # noqa: E402
from sahel_atlas.records.words import BLANK, TEMPLATE  # noqa: E402

CODE = (
    "assets/core/*.js",
    "assets/map/*.js",
    "assets/panels/*.js",
    "assets/present/*.js",
    "sahel_atlas/**/*.py",
    "layers/*.py",
)
WIDTH = 100
EQUAL = "equal: "
"""How a translator's comment begins that says why a text is the same in both languages."""
_MADE = re.compile(r"""["'`]([a-z_]+(?:\.[\w-]+)*\.)(?:\$\{|\{|["'`])""")


def faults(folder: Path = WORDS) -> Iterator[DataFault]:
    """What is wrong in the files: keys, empty texts, blanks, English that has changed, equal texts without a reason."""
    source = {entry.key: entry for entry in read_po(folder / TEMPLATE)}
    yield from _twice(folder / TEMPLATE)
    for entry in source.values():
        if not entry.english.strip() or entry.english != entry.english.strip():
            yield _fault(TEMPLATE, entry, "an English text without spaces round it", repr(entry.english), "write one")
    for path in sorted(folder.glob("*.po")):
        yield from _twice(path)
        told = {entry.key: entry for entry in read_po(path)}
        for key in (key for key in source if key not in told):
            do = "run `make words`, then translate it"
            yield DataFault(
                expected=f"the key {key} of {TEMPLATE}:{source[key].line}", got="none", do=do, where=path.name
            )
        for entry in told.values():
            if entry.key not in source:
                yield _fault(path.name, entry, f"a key of {TEMPLATE}", entry.key, "take it out, or run `make words`")
            else:
                yield from _of_entry(path.name, entry, source[entry.key])


def _of_entry(name: str, entry: Entry, source: Entry) -> Iterator[DataFault]:
    """What is wrong with a translation of a text."""
    if entry.english != source.english:
        yield _fault(name, entry, f"the English of {TEMPLATE}:{source.line}", repr(entry.english), "run `make words`")
    elif entry.fuzzy:
        yield _fault(name, entry, "a translation of the English as it is now", "a fuzzy one", "look, and unmark it")
    elif not entry.text.strip() or entry.text != entry.text.strip():
        yield _fault(name, entry, "a text without spaces round it", repr(entry.text), "translate it")
    elif {*BLANK.findall(entry.text)} != {*BLANK.findall(entry.english)}:
        blanks = ", ".join(sorted(BLANK.findall(entry.english))) or "none"
        yield _fault(name, entry, f"the blanks of the English ({blanks})", repr(entry.text), "write the same blanks")
    elif (entry.text == entry.english) != bool(reasons(entry)):
        expected, got = (f"a comment `# {EQUAL}…` where a text is the same as the English", "none")
        if reasons(entry):
            expected, got = "no comment that says why two texts are equal", "texts that differ"
        yield _fault(name, entry, expected, got, "mend the comment")


def reasons(entry: Entry) -> list[str]:
    """Why a text is the same in both languages, as its translator says."""
    return [note.removeprefix(EQUAL).strip() for note in entry.notes if note.startswith(EQUAL)]


def _twice(path: Path) -> Iterator[DataFault]:
    seen = Counter(entry.key for entry in read_po(path))
    for entry in read_po(path):
        if seen[entry.key] > 1:
            yield _fault(path.name, entry, "each key once", f"{entry.key} twice", "take one of them out")


def _fault(name: str, entry: Entry, expected: str, got: str, do: str) -> DataFault:
    return DataFault(expected=expected, got=got, do=do, where=f"{name}:{entry.line} ({entry.key})")


def unused(keys: list[str], code: str) -> list[str]:
    """Keys that stand nowhere whole, and whose beginning is nowhere completed while the page runs."""
    # The rail words a facet's values as `facet.value`, whatever the facet.
    begun = (*_MADE.findall(code), *(f"{facet.name}." for facet in FACETS))
    return [key for key in keys if key not in code and not key.startswith(begun)]


def all_code() -> str:
    """The text of everything that asks for words."""
    return "\n".join(path.read_text("utf-8") for pattern in CODE for path in sorted(ROOT.glob(pattern)))


def update(folder: Path = WORDS) -> None:
    """Take the English of the template to every language; a text whose English changed is marked fuzzy."""
    from babel.messages.pofile import read_po as read

    with (folder / TEMPLATE).open("rb") as file:
        template = read(file)
    _write(folder / TEMPLATE, template)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalog = read(file, locale=path.stem)
        # A key stands for one text: another key's translation is no guess at it.
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        _keep(catalog, path)
        _write(path, catalog)


def _write(path: Path, catalog: Any) -> None:
    """Write a file whole or not at all: a running atlas may read it just now."""
    from babel.messages.pofile import write_po

    made = io.BytesIO()
    write_po(made, catalog, width=WIDTH, ignore_obsolete=True)
    if made.getvalue() != path.read_bytes():
        part = path.with_suffix(".part")
        part.write_bytes(made.getvalue())
        part.replace(path)


def _keep(catalog: Any, path: Path) -> None:
    """Give a text whose English changed its old translation back, marked fuzzy, so that a translator sees it."""
    old = {entry.key: entry for entry in read_po(path)}
    for message in catalog:
        entry = old.get(message.context or "")
        if entry and not message.string and entry.text:
            message.string = entry.text
            message.flags.add("fuzzy")
            message.user_comments = [note for note in entry.notes if not note.startswith(EQUAL)]


def main(argv: list[str] | None = None) -> int:
    """Merge, then print how much each language has, and what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--folder", type=Path, default=WORDS, help="another folder of words")
    args = parser.parse_args(argv)
    if not args.check:
        update(args.folder)
    keys = [entry.key for entry in read_po(args.folder / TEMPLATE)]
    print(f"en: {len(keys)} texts")
    for path in sorted(args.folder.glob("*.po")):
        told = sum(1 for e in read_po(path) if e.key in keys and e.text and not e.fuzzy)
        print(f"{path.stem}: {told} of {len(keys)} texts; the others are said in English")
    found = [str(fault) for fault in faults(args.folder)]
    found += [f"{TEMPLATE}: {key} is asked for by nothing" for key in unused(keys, all_code())]
    print("\n".join(found) or "nothing is wrong")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
