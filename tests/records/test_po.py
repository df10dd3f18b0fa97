"""A `.po` file is read as Babel reads it, and what this form does not have is refused with its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import FileFault
from sahel_atlas.records.folders import WORDS
from sahel_atlas.records.po import entries, read_po

catalog = pytest.importorskip("babel.messages.catalog")
pofile = pytest.importorskip("babel.messages.pofile")

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\ '), min_size=1, max_size=90)


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.po*")), ids=lambda path: path.name)
def test_the_files_are_read_as_babel_reads_them(path: Path) -> None:
    with path.open("rb") as file:
        told = [(m.context, m.id, m.string, m.fuzzy) for m in pofile.read_po(file) if m.id]
    assert len(told) > 1000
    assert [(e.key, e.english, e.text, e.fuzzy) for e in read_po(path)] == told


@settings(max_examples=60, deadline=None)
@given(texts=st.dictionaries(TEXT, st.tuples(TEXT, TEXT), min_size=1, max_size=4), width=st.sampled_from([0, 30, 76]))
def test_whatever_babel_writes_is_read(texts: dict[str, tuple[str, str]], width: int) -> None:
    book = catalog.Catalog(locale="nl", fuzzy=False)
    for key, (english, text) in texts.items():
        book.add(english, text, context=key)
    made = io.BytesIO()
    pofile.write_po(made, book, width=width)
    found = {e.key: (e.english, e.text) for e in entries(made.getvalue().decode())}
    assert found == texts


def test_comments_lines_and_what_is_old() -> None:
    text = (
        '# A header.\nmsgid ""\nmsgstr ""\n"Language: nl\\n"\n\n#. Shown there.\n# equal: a name\n#, fuzzy\n'
        'msgctxt "a.b"\nmsgid ""\n"one "\n"two"\nmsgstr "een \\"twee\\""\n\n'
        '#~ msgctxt "old"\n#~ msgid "x"\n#~ msgstr "y"\n'
    )
    (entry,) = entries(text)
    assert entry[:4] == ("a.b", "one two", 'een "twee"', 9)
    assert entry.fuzzy and entry.notes == ["equal: a name"]


@pytest.mark.parametrize(
    "wrong",
    [
        'msgid "no key"\nmsgstr "x"',
        'msgctxt "a"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "een"\nmsgstr[1] "meer"',
        'msgctxt "a"\nmsgid "one"',
        'msgctxt "a"\nmsgid "one"\nmsgstr een',
        'msgctxt "a"\nmsgid "one"\nmsgstr "x"\nmsgctxt "b"\nmsgid "two"\nmsgstr "y"',
    ],
)
def test_what_this_form_does_not_have_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(FileFault, match=r"nl\.po:5: expected msgctxt, msgid and msgstr"):
        tuple(entries(f'msgctxt "a.a"\nmsgid "x"\nmsgstr "y"\n\n{wrong}\n', "nl.po"))


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nl.po"
    with pytest.raises(FileFault, match=r"nl\.po: expected words in UTF-8"):
        read_po(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FileFault, match="restore the file"):
        read_po(path)
