"""Every word of the interface in both languages, and every key that the page asks for."""

from __future__ import annotations

import csv
import re
from importlib import import_module
from pathlib import Path

import pytest

from layers.atlas import Atlas
from sahel_atlas.exports.words import EQUAL as EXPORT_EQUAL
from sahel_atlas.marks.sites import SITE_STATES
from sahel_atlas.marks.wheels import PARTS
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.check.engagements import ORGANISATIONS
from sahel_atlas.records.filters import FACETS
from sahel_atlas.records.words import EQUAL, join, word
from sahel_atlas.scenes.link import DROP_KINDS
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.query import FLAGS
from sahel_atlas.views.words import VIEWS, all_words
from tests.page_scripts import sources

ROOT = Path(__file__).resolve().parents[2]
ASKED = re.compile(r"""\b(?:(word)|t)\(\s*"([a-z0-9_.]+[a-z0-9_])"\s*[,)]""")
PREFIX = re.compile(r"""const t = \(key, params\) => word\("([a-z]+\.)" \+ key""")
LENT = re.compile(r"""^import \{[^}]*\bt\b[^}]*\} from "\./([a-z-]+\.js)";""", re.MULTILINE)
PARAMETER = re.compile(r"\{(\w+)\}")


OTHER_WORDS = re.compile(
    r"afgebouwd|noodhulp|middenveld|combinatieland|keer inzet|openstaand|vluchten|Soedan"
    r"|Sahel (Coalitie|Alliantie)|Centraal Mediterran|antwoordt|assistentie|misdaad"
    r"|voorgenomen besloten|aanvoerroute|stand(en)? van kennis|lopend van open|algemeen bekend|\bbeoogd"
    r"|onder VS-leiding",
    re.IGNORECASE,
)
"""Dutch words for which docs/decisions/0027-words.md has settled on another."""


def allowed() -> dict[str, str]:
    """Keys whose strings may be equal, with the reason that stands beside each."""
    parts = [EQUAL, EXPORT_EQUAL, *(getattr(import_module(f"sahel_atlas.views.{name}"), "EQUAL", {}) for name in VIEWS)]
    return {key: reason for part in parts for key, reason in part.items()}


def test_a_string_equal_in_both_languages_stands_on_the_list_with_its_reason() -> None:
    equal = {key for key, (en, nl) in all_words().items() if en == nl}
    assert equal <= set(allowed()), f"equal in both languages, without a reason: {sorted(equal - set(allowed()))}"


def test_the_list_holds_nothing_that_differs_and_no_empty_reason() -> None:
    words, export = all_words(), import_module("sahel_atlas.exports.words").WORDS
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


CODE = ("sahel_atlas/**/*.py", "layers/*.py")
OWN_LINE = re.compile(r'^    "[\w.-]+": \(', re.MULTILINE)
MADE = re.compile(r"""["'`]([a-z_]+(?:\.[\w-]+)*\.)(?:\$\{|\{|["'`])""")


def unused(words: list[str], code: str) -> list[str]:
    """Keys that stand nowhere whole, and whose beginning is nowhere completed while the page runs."""
    # The rail words a facet's values as `facet.value`, whatever the facet.
    begun = (*MADE.findall(code), *(f"{facet.name}." for facet in FACETS))
    return [key for key in words if key not in code and not key.startswith(begun)]


def test_every_word_is_asked_for() -> None:
    files = [*sources(), *(path for pattern in CODE for path in sorted(ROOT.glob(pattern)))]
    code = "\n".join(OWN_LINE.sub("", path.read_text("utf-8")) for path in files)
    assert unused(sorted(all_words()), code) == []


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
        "confidence": (*v.CONFIDENCES, *v.ADDRESS_CONFIDENCES), "part": PARTS, "site": SITE_STATES, "doubt": FLAGS,
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
    channels = {word(f"channel.{code}", lang) for code in ("UN", "EU")}
    assert channels == {names["UN"], names["EU"]}


def test_no_embassy_is_called_an_activity() -> None:
    """The unit of the atlas counts embassies and memberships too: in Dutch it is inzet, which has no plural."""
    assert {key: nl for key, (_, nl) in all_words().items() if "activiteit" in nl.lower()} == {}


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(KeyError, match=r"stand twice: a\.b"):
        join({"a.b": ("x", "y")}, {"a.b": ("x", "y")})


def dutch() -> dict[str, str]:
    """Every Dutch text that a reader may meet: of the screens and exports, in the tables and in the stories."""
    words = {**all_words(), **import_module("sahel_atlas.exports.words").WORDS}
    found = {key: pair[1] for key, pair in words.items()}
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
