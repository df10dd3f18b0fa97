"""A wheel in words: the sentences of tooltips and labels, in both languages, from what its storeys count."""

from __future__ import annotations

from typing import Any

import pytest

from sahel_atlas.contract.payload import FLAGS, LATE
from sahel_atlas.contract.rules import mask
from sahel_atlas.marks.wheels import PART_OF, PARTS
from sahel_atlas.records import vocabulary as v
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts

CARRIED = 1 << FLAGS.index("carried_forward")
SAY = """(atlas, { raw, engagements, words, lang, cases }) => cases.map(({ own, region, silent, period, wheel }) => {
  const w = atlas.wheelWords, say = (key) => { if (!words[key]) throw new Error(key); return words[key][lang]; };
  const spoken = { say, date: (day) => 'day ' + day, period, parts: w.partsSaid(raw) };
  if (wheel) return w.plain(w.wheelTokens(wheel, spoken));
  const of = (list, k) => new Set(list.filter((r) => raw.part[r.row.s] === k).map((r) => r.e)).size;
  const count = (list) => [0, 1, 2, 3].map((k) => of(list, k));
  const storey = (list) => ({ counts: count(list) });
  const segment = { own: storey(own), region: storey(region), items: [...own, ...region] };
  const facts = ['own', 'region'].map((reach, k) => w.storeyFacts(raw, engagements, segment, reach, silent[k]));
  const said = w.segmentTokens(...facts, { country: 'Niger', instrument: lang ? 'veiligheid' : 'security' }, spoken);
  return said.head + w.plain(said.own) + (said.region.length ? ' ' + w.plain(said.region) : '');
})"""


def rows(*statuses: str, first: int = 0, late: int = 0, said: tuple[int, ...] = (7,)) -> list[dict[str, Any]]:
    """A row per status, of engagements from `first` on; the last `late` of them were last stated on the days said."""
    begin = len(statuses) - late
    return [
        {
            "e": first + i,
            "row": {
                "s": v.STATUSES.index(status),
                "f": CARRIED if i >= begin else 0,
                "said": said[(i - begin) % len(said)] if i >= begin else 9,
            },
        }
        for i, status in enumerate(statuses)
    ]


def say(lang: str, **case: Any) -> str:
    """What one segment says; engagements from 10 on are region-wide."""
    raw = {
        "statuses": v.STATUSES,
        "running": mask(v.RUNNING),
        "open": mask(v.OPEN),
        "parts": PARTS,
        "late": LATE,
        "part": [PARTS.index(PART_OF[s]) if s in PART_OF else -1 for s in v.STATUSES],
    }
    data = {
        "raw": raw,
        "engagements": [{"reach": "own"}] * 10 + [{"reach": "region"}] * 10,
        "words": all_words(),
        "lang": int(lang == "nl"),
        "cases": [{"own": [], "region": [], "silent": [0, 0], "period": False, "wheel": None} | case],
    }
    return str(run_scripts(SAY, data)[0])


SUSPENDED = {"own": rows("suspended", "suspended"), "region": rows("active", first=10)}


@pytest.mark.parametrize(
    ("case", "english", "dutch"),
    [
        (
            SUSPENDED,
            "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs.",
            "Niger, veiligheid: geen van 2 loopt, 2 opgeschort. Regiobreed: 1 van 1 loopt.",
        ),
        (
            {"own": rows("active", "adapted", "scaled_down", "planned", "exploring", "ended")},
            "Niger, security: 3 of 5 run, 2 of them adapted or scaled down, 2 planned or being explored.",
            "Niger, veiligheid: 3 van 5 lopen, 2 daarvan aangepast of afgeschaald, 2 gepland of in verkenning.",
        ),
        (
            {"own": rows("adapted", "suspended"), "silent": [1, 2]},
            "Niger, security: 1 of 2 runs, adapted or scaled down, 1 suspended; of 1 more the start is not recorded. "
            "Region-wide: nothing open; of 2 the start is not recorded.",
            "Niger, veiligheid: 1 van 2 loopt, aangepast of afgeschaald, 1 opgeschort; van nog 1 is het begin niet "
            "vastgelegd. Regiobreed: niets open; van 2 is het begin niet vastgelegd.",
        ),
        (
            {"own": rows("active", "active", late=2), "region": rows("active", "active", first=10, late=1)},
            "Niger, security: 2 of 2 run, last stated day 7. Region-wide: 2 of 2 run, 1 of them last stated day 7.",
            "Niger, veiligheid: 2 van 2 lopen, voor het laatst vermeld op day 7. Regiobreed: 2 van 2 lopen, 1 daarvan "
            "voor het laatst vermeld op day 7.",
        ),
        (
            {"own": rows("active", "active", late=2, said=(3, 7))},
            "Niger, security: 2 of 2 run, last stated between day 3 and day 7.",
            "Niger, veiligheid: 2 van 2 lopen, voor het laatst vermeld tussen day 3 en day 7.",
        ),
        (
            {"region": rows("active", first=10)},
            "Niger, security: nothing open in the country itself. Region-wide: 1 of 1 runs.",
            "Niger, veiligheid: niets open in het land zelf. Regiobreed: 1 van 1 loopt.",
        ),
        (
            {"own": [*rows("active"), *rows("suspended"), *rows("planned", first=1)], "period": True},
            "Niger, security: 1 of 2 ran at some time, 1 suspended, 1 planned or being explored.",
            "Niger, veiligheid: 1 van 2 liep enige tijd, 1 opgeschort, 1 gepland of in verkenning.",
        ),
        (
            {"wheel": {"own": 2, "region": 10, "open": 19}},
            "2 running in the country itself, 10 region-wide, 19 open",
            "2 lopend in het land zelf, 10 regiobreed, 19 open",
        ),
        (
            {"wheel": {"own": 0, "region": 0, "open": 3}, "period": True},
            "none ran in the country itself, 3 open",
            "niets liep in het land zelf, 3 open",
        ),
    ],
)
def test_a_segment_is_told_in_words(case: dict[str, Any], english: str, dutch: str) -> None:
    assert say("en", **case) == english
    assert say("nl", **case) == dutch


def test_keys_walk_clockwise_and_between_the_storeys() -> None:
    keys = ["ArrowRight"] * 5 + ["ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown", "End", "Home"]
    walk = """(atlas, keys) => { let at = [0, 0]; return keys.map((key) => (at = atlas.step(at, key))); }"""
    seen = run_scripts(walk, keys)
    assert seen == [[1, 0], [2, 0], [3, 0], [4, 0], [0, 0], [0, 1], [0, 1], [4, 1], [4, 0], [4, 1], [0, 0]]
