"""Every word of the interface in both languages, and every key that the page asks for."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from layers.atlas import Atlas
from sahel_atlas.marks.sites import SITE_STATES
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.check.engagements import ORGANISATIONS
from sahel_atlas.records.filters import FACETS
from sahel_atlas.records.words import has, keys, say
from sahel_atlas.scenes.link import DROP_KINDS
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.query import FLAGS
from sahel_atlas.views.words import all_words
from scripts.words import all_code, faults, unused
from tests.page_scripts import sources

ROOT = Path(__file__).resolve().parents[2]
ASKED = re.compile(r"""\b(?:(word)|t)\(\s*"([a-z0-9_.]+[a-z0-9_])"\s*[,)]""")
PREFIX = re.compile(r"""const t = \(key, params\) => word\("([a-z]+\.)" \+ key""")
LENT = re.compile(r"""^import \{[^}]*\bt\b[^}]*\} from "\./([a-z-]+\.js)";""", re.MULTILINE)


OTHER_WORDS = re.compile(
    r"afgebouwd|noodhulp|middenveld|combinatieland|keer inzet|openstaand|vluchten|Soedan"
    r"|Sahel (Coalitie|Alliantie)|Centraal Mediterran|antwoordt|assistentie|misdaad"
    r"|voorgenomen besloten|aanvoerroute|stand(en)? van kennis|lopend van open|algemeen bekend|\bbeoogd"
    r"|onder VS-leiding",
    re.IGNORECASE,
)
"""Dutch words for which docs/decisions/0027-words.md has settled on another."""


def test_the_files_of_words_are_sound() -> None:
    """Every key in every language, with the same blanks; what is equal has its reason. `make words` says the same."""
    assert [str(fault) for fault in faults()] == []


def asked(script: Path) -> set[str]:
    """Keys that a script asks for literally; where `t` is that of a single group they leave the group's name out."""
    text = script.read_text("utf-8")
    own = next(filter(None, map(PREFIX.search, (text, *_lenders(script, text)))), None)
    return {key if whole or not own else own[1] + key for whole, key in ASKED.findall(text)}


def _lenders(script: Path, text: str) -> list[str]:
    """Texts of the scripts beside this one from which it takes its `t`."""
    return [beside.read_text("utf-8") for name in LENT.findall(text) if (beside := script.parent / name).is_file()]


def test_the_page_asks_for_no_key_that_has_no_words() -> None:
    words = all_words()
    found = {(f.name, key) for f in sources() for key in asked(f)}
    assert len(found) > 100, "expected the scripts to ask for words by literal keys"
    assert {pair for pair in found if pair[1] not in words} == set()


def test_labels_of_the_layout_have_words() -> None:
    found = {
        (f.name, key)
        for f in sorted((ROOT / "sahel_atlas" / "views").rglob("*.py"))
        for key in re.findall(r'"data-(?:label|t)": "([a-z0-9_.]+)"', f.read_text("utf-8"))
    }
    assert found and {pair for pair in found if pair[1] not in all_words()} == set()


def test_every_word_is_asked_for() -> None:
    assert unused(list(keys()), all_code()) == []


def test_a_word_nobody_asks_for_is_found() -> None:
    assert unused(["a.one", "a.two", "b.x.three", "c.four"], """t("a.one") + t(`b.x.${kind}`) + t("c." + x)""") == [
        "a.two"
    ]


def test_each_kind_of_fault_in_a_link_has_its_sentence() -> None:
    assert {f"drop.{kind}" for kind in DROP_KINDS} <= set(all_words())


def test_each_facet_and_each_of_its_values_has_its_words() -> None:
    wanted = {f"{facet.name}.{value}" for facet in FACETS for value in facet.words}
    assert wanted | {f"rail.{facet.name}" for facet in FACETS} <= set(all_words())


def test_each_word_that_the_tables_and_the_map_use_has_its_words() -> None:
    groups = {
        "degree": v.DEGREES, "decision": v.DECISIONS, "reach": v.REACHES, "counted": v.COUNTED, "status": v.STATUSES,
        "confidence": (*v.CONFIDENCES, *v.ADDRESS_CONFIDENCES), "site": SITE_STATES, "doubt": FLAGS,
        "role": v.SITE_ROLES, "kind": v.KINDS, "stage": v.LEG_STAGES, "actor": ORGANISATIONS,
    }  # fmt: skip
    wanted = {f"{group}.{word}" for group, words in groups.items() for word in words}
    assert wanted - set(all_words()) == set()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_each_lead_and_partner_has_one_name_and_no_code(atlas: Atlas, lang: str) -> None:
    actors = {x for e in atlas.tables.engagements for x in (*e.lead, *e.partners)}
    names = {code: actor_name(code, atlas.tables, lang) for code in actors}
    assert len(set(names.values())) == len(names)
    same = {"UN", "EU", "ECOWAS", "IOM"} if lang == "en" else {"EU", "ECOWAS", "IOM"}
    assert {code for code, name in names.items() if code == name} <= same
    assert "UN" not in names.values() or lang == "en"
    channels = {say(f"channel.{code}", lang) for code in ("UN", "EU")}
    assert channels == {names["UN"], names["EU"]}


def test_no_embassy_is_called_an_activity() -> None:
    """The unit of the atlas counts embassies and memberships too: in Dutch it is inzet, which has no plural."""
    assert {key: nl for key, (_, nl) in all_words().items() if "activiteit" in nl.lower()} == {}


def spoken(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Keys, or beginnings of keys, that a module says literally; whether each is whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "say_or", "has") and node.args:
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(part, ast.Constant):
                    yield part.value, True
                elif isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
                    yield part.values[0].value, False


def silent(source: str) -> set[str]:
    """Keys that a module says and that have no text."""
    told = tuple(spoken(ast.parse(source)))
    return {key for key, whole in told if not (has(key) if whole else any(one.startswith(key) for one in keys()))}


@pytest.mark.parametrize("room", ["records", "scenes", "contract", "exports", "views"])
def test_python_says_no_key_that_has_no_words(room: str) -> None:
    files = sorted((ROOT / "sahel_atlas" / room).rglob("*.py"))
    assert {(f.name, key) for f in files for key in silent(f.read_text("utf-8"))} == set()


def test_a_key_without_words_is_found() -> None:
    source = 'say("time.by", x)\nsay("no.such", x)\nsay(f"nor.{a}", x)\nsay("a.b" if a else "time.since", x)'
    assert silent(source) == {"no.such", "nor.", "a.b"}


def dutch() -> dict[str, str]:
    """Every Dutch text that a reader may meet: of the screens and exports, in the tables and in the stories."""
    found = {key: say(key, "nl") for key in keys()}
    for path in sorted((ROOT / "data").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                found |= {f"{path.name}:{line} {name}": text for name, text in row.items() if name.endswith("_nl")}
    for path in sorted((ROOT / "data" / "stories").glob("*.yaml")):
        lines = enumerate(path.read_text("utf-8").splitlines(), 1)
        found |= {f"{path.name}:{n}": line for n, line in lines if line.strip().startswith("nl:")}
    return found


def test_one_thing_has_one_name_in_dutch() -> None:
    found = dutch()
    assert len(found) > 1500 and {"status.scaled_down", "events.csv:2 title_nl"} <= found.keys()
    assert {key: hit[0] for key, text in found.items() if (hit := OTHER_WORDS.search(text))} == {}
