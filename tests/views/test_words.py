"""Every word of the interface in both languages, and every key that the page asks for."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from exports.words import EQUAL as EXPORT_EQUAL
from layers.words import EQUAL, join
from views.words import VIEWS, all_words

ROOT = Path(__file__).resolve().parents[2]
ASKED = re.compile(r"""(atlas\.)?\bt\(\s*"([a-z0-9_.]+[a-z0-9_])"\s*[,)]""")
PREFIX = re.compile(r"""const t = \(key, params\) => atlas\.t\("([a-z]+\.)" \+ key""")
PARAMETER = re.compile(r"\{(\w+)\}")


def allowed() -> dict[str, str]:
    """Keys whose strings may be equal, with the reason that stands beside each."""
    parts = [EQUAL, EXPORT_EQUAL, *(getattr(import_module(f"views.{name}"), "EQUAL", {}) for name in VIEWS)]
    return {key: reason for part in parts for key, reason in part.items()}


def test_a_string_equal_in_both_languages_stands_on_the_list_with_its_reason() -> None:
    equal = {key for key, (en, nl) in all_words().items() if en == nl}
    assert equal <= set(allowed()), f"equal in both languages, without a reason: {sorted(equal - set(allowed()))}"


def test_the_list_holds_nothing_that_differs_and_no_empty_reason() -> None:
    words, export = all_words(), import_module("exports.words").WORDS
    for key, reason in allowed().items():
        en, nl = words[key] if key in words else export[key]
        assert en == nl, f"{key} differs in the two languages: take it off the list"
        assert reason.strip(), key


@pytest.mark.parametrize("lang", [0, 1])
def test_no_word_is_empty_or_out_of_place(lang: int) -> None:
    wrong = [key for key, pair in all_words().items() if not pair[lang].strip() or pair[lang] != pair[lang].strip()]
    assert wrong == []


def test_both_languages_take_the_same_parameters() -> None:
    differ = [k for k, (en, nl) in all_words().items() if set(PARAMETER.findall(en)) != set(PARAMETER.findall(nl))]
    assert differ == []


def asked(script: Path) -> set[str]:
    """Keys that a script asks for literally; one that words a single group may leave the group's name out."""
    text = script.read_text("utf-8")
    own = PREFIX.search(text)
    return {key if whole or not own else own[1] + key for whole, key in ASKED.findall(text)}


def test_the_page_asks_for_no_key_that_has_no_words() -> None:
    words = all_words()
    found = {(f.name, key) for f in sorted((ROOT / "assets").glob("*.js")) for key in asked(f)}
    assert len(found) > 100, "expected the scripts to ask for words by literal keys"
    assert {pair for pair in found if pair[1] not in words} == set()


def test_labels_of_the_layout_have_words() -> None:
    found = {
        (f.name, key)
        for f in sorted((ROOT / "views").glob("*.py"))
        for key in re.findall(r'"data-(?:label|t)": "([a-z0-9_.]+)"', f.read_text("utf-8"))
    }
    assert found and {pair for pair in found if pair[1] not in all_words()} == set()


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(KeyError, match=r"stand twice: a\.b"):
        join({"a.b": ("x", "y")}, {"a.b": ("x", "y")})
