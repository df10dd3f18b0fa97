"""A data folder in which every free text carries markup that would run where somebody forgot to escape it."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path

from sahel_atlas.records.check.keys import WORDS
from sahel_atlas.records.rows import TABLES, columns

DATA = Path(__file__).resolve().parents[2] / "data"
PAYLOADS = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=2</script>",
    "javascript:window.__pwned=3",
    '"><svg onload=window.__pwned=4>',
    "' onmouseover='window.__pwned=5",
    '<a href="javascript:window.__pwned=6">x</a>',
    "</style><style>@import '//evil.example/x.css'</style>",
    "{{constructor.constructor('window.__pwned=7')()}}",
    "<!--<iframe srcdoc='<script>parent.__pwned=8</script>'>",
    "\u202e\u2028${window.__pwned=9}",
)
ADDRESS = "/'onmouseover='window.__pwned=5"
"""The worst that the check lets through in an address: what a single forgotten quote needs."""
FIXED = {
    ("route_totals", "route"),
    ("route_totals", "period"),
    ("places", "geonameid"),
    ("groups", "letter"),
    ("amounts", "currency"),
    ("amounts", "year"),
}
"""Text columns whose words are compared with others, and so are no free text."""
STORY = """id: hostile
title: {en: "<svg/onload=__pwned=1>", nl: "</title><script>__pwned=2</script>"}
scenes:
  - name: one
    date: 2023-12-01
    caption: {en: "<svg/onload=__pwned={running}>", nl: "<img src=x onerror=__pwned={running}>"}
    notes: {en: "</script><script>__pwned={open}</script>", nl: "javascript:__pwned={open}"}
    citations: [kst-29237-201 VEI 2]
  - name: two
    date: 2023-07-28
    selection: ["country:NER"]
    caption: {en: "'><b onclick=__pwned={open}>", nl: "</textarea><svg onload=x()>"}
"""


def payload(text: str) -> str:
    """The text with a payload; the same text gets the same one, so that fields that stand twice still agree."""
    return f"{text} {PAYLOADS[sha256(text.encode()).digest()[0] % len(PAYLOADS)]}"


def free(table: str, name: str) -> bool:
    """Whether a column holds free text."""
    meta = columns(TABLES[table])[name]
    plain = meta["kind"] == "text" and not (meta["words"] or meta["refers"] or meta["key"])
    codes = ("section_code", "paragraph", "sha256")
    return plain and (table, name) not in WORDS and (table, name) not in FIXED and name not in codes


def poisoned(folder: Path) -> Path:
    """Write the tables and a story to a folder."""
    (folder / "stories").mkdir(parents=True)
    (folder / "stories" / "hostile.yaml").write_text(STORY, "utf-8")
    for table in TABLES:
        lines = list(csv.reader(io.StringIO((DATA / f"{table}.csv").read_text("utf-8"), newline="")))
        at = [i for i, name in enumerate(lines[0]) if name == "name_alt" or free(table, name)]
        addresses = [i for i, name in enumerate(lines[0]) if name == "address"]
        for line in lines[1:]:
            for i in at if table != "former" or line[1].startswith("name_") else ():
                more = line[i] + ADDRESS if i in addresses else payload(line[i])
                line[i] = more if line[i] else line[i]
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(lines)
        (folder / f"{table}.csv").write_text(out.getvalue(), "utf-8")
    return folder
