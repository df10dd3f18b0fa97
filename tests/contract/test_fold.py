"""Folding: Python and the page come to the same letters, for every code point that both know."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sahel_atlas.records.filters import fold, plain_words

ASSETS = Path(__file__).resolve().parents[2] / "assets"
FOLD = r"""const fold = (text) =>
  String(text)
    .replace(/\u2019/g, "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ");
"""
WORDS = r"""const plainWords = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
"""
"""The page's definitions: they are walked here, and must be the ones that its script has."""
EVERY = """
const found = [];
for (let i = 0; i < 0x110000; i++) {
  const sign = String.fromCodePoint(i), folded = fold(sign);
  if ((i >= 0xd800 && i < 0xe000) || !/\\P{Cn}/u.test(sign)) continue;
  found.push([i, folded === sign ? null : folded, plainWords("a " + sign).length]);
}
return found;
"""
TEXTS = (
    *("Straße", "STRASSE", "İstanbul", "ılık", "ſecond", "ΟΔΟΣ", "ὈΔΥΣΣΕΎΣ", "ΑΣ ΣΑΣ Σ", "ﬁeld oﬃce", "ŉ", "ẞ", "ǅ"),
    *("Côte d’Ivoire", "N'Djaména", "Çağrı", "Ærø", "Łódź", "हिन्दी", "السّاحل", "e\u0301\u0323", "\u0345α", "𝐀𞤀Ა"),
)


def answer(body: str, data: Any = None) -> Any:
    """What a piece of script returns that knows `fold`, `plainWords` and some `data`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node, which is not installed")
    script = (
        f'const data = JSON.parse(require("fs").readFileSync(0, "utf8"));{FOLD}{WORDS}'
        f"process.stdout.write(JSON.stringify((() => {{{body}}})()));"
    )
    done = subprocess.run([node, "-e", script], input=json.dumps(data), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_every_letter_folds_alike() -> None:
    signs = [(chr(i), folded, words) for i, folded, words in answer(EVERY)]
    known = [entry for entry in signs if unicodedata.category(entry[0]) != "Cn"]
    assert len(known) > 280_000
    wrong = [f"U+{ord(s):04X}" for s, folded, _ in known if fold(s) != (s if folded is None else folded)]
    assert wrong == []
    parted = [f"U+{ord(s):04X}" for s, _, words in known if plain_words("a " + s).count(" ") - 1 != words]
    assert parted == []


def test_whole_words_fold_alike() -> None:
    assert answer("return data.map(fold);", TEXTS) == [fold(text) for text in TEXTS]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Straße", "strasse"), ("İ", "i"), ("ſ", "s"), ("ΟΔΟΣ", "οδοσ"), ("ﬁ", "fi"), ("ẞ", "ss"), ("É’", "e'")],
)
def test_what_looks_alike_folds_to_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_is_folding_once() -> None:
    texts = {fold(chr(i)) for i in range(0x110000) if not 0xD800 <= i < 0xE000}
    assert {text for text in texts if fold(text) != text} == set()


def test_the_page_folds_by_this_definition() -> None:
    """Where it stands and how its lines are broken does not matter."""
    scripts = "".join(path.read_text("utf-8") for path in sorted(ASSETS.rglob("*.js")))
    bare = re.sub(r"\s+", "", scripts)
    assert re.sub(r"\s+", "", FOLD) in bare
    assert re.sub(r"\s+", "", WORDS) in bare
