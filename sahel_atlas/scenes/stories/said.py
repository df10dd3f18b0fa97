"""What each part of a story's text says: the states and quantities that its words claim, and of what it says them.

A part is what stands between full stops and semicolons (and before *while*, *but*, *terwijl*, *maar* after a comma).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.scenes.stories.figure import FIGURE
from sahel_atlas.scenes.stories.names import THINGS, Naming, Thing, roles_in

if TYPE_CHECKING:
    from layers.atlas import Atlas

_CUT = re.compile(r"(?<=[.!?])\s+|;\s*|,\s+(?=(?:while|whereas|but|terwijl|maar)\b)")
STATES: tuple[tuple[str, str, str], ...] = (
    (
        "running",
        r"\bruns?\b|\brunning\b|\bran\b|\bgo(?:es)? on\b|\bcontinu|\bactive\b",
        r"\bloopt\b|\blopen\w*|\bliep(?:en)?\b|\bdoorga|\bgaa[nt]\b(?: \S+){0,4} door\b|\bactieve?\b|\bvoortgezet",
    ),
    (
        "suspended",
        r"\bsuspen|\bon hold\b|\bpaused?\b|\bstands? still\b",
        r"opgeschort|opschort|\bschort(?:en)?\b(?: \S+){0,4} op\b|\bstil(?:ligt|lag|ligg|staa|gelegd)|pauze"
        r"|\b(?:ligt|liggen|lag|lagen|staat|staan)\b(?: \S+){0,4} stil\b",
    ),
    ("adapted", r"\badapted\b", r"\baangepast"),
    ("scaled_down", r"\bscaled down\b", r"\bafgeschaald"),
    ("ended", r"\bended\b|\bends\b", r"beëindig|\beindig|\bgeëindigd"),
    ("planned", r"\bplanned\b|\bplans?\b", r"\bgepland|\bvoorgenomen\b|\bplan(?:nen)?\b"),
    ("exploring", r"\bexplor", r"\bverken"),
)
"""What is claimed -> how it is said in English and in Dutch."""
QUANTITIES: tuple[tuple[str, str, str], ...] = (
    (
        "rest",
        r"\b(?:nothing|nobody|none|nowhere) else\b|\bno (?:one else|other|further)\b",
        r"\bverder (?:geen|niets|niemand)\b|\b(?:niets|niemand) anders\b|\bgeen ander\w*",
    ),
    (
        "none",
        r"\b(?:no|none|nobody|nothing|nowhere|neither)\b",
        r"\b(?:geen|niets|niks|niemand|nergens)\b",
    ),
    ("both", r"\bboth\b", r"\bbeiden?\b|\ballebei\b"),
    (
        "all",
        r"\ball\b|\bevery\w*|\beach\b|\bentirely\b",
        r"\ball(?:e|en|es|emaal)\b|\belke?\b|\bieder(?:e|een)?\b",
    ),
    ("half", r"\bhalf\b(?! an?\b)", r"\bhelft\b|\bhalve\b"),
    ("only", r"\bonly\b|\bsolely\b", r"\balleen\b|\bslechts\b|\buitsluitend\b"),
    (
        "most",
        r"\bmost\b|\bmajority\b|\bhighest\b|\bever before\b|\brecord high\b",
        r"\bmeesten?\b|\bmeerderheid\b|\bhoogste\b|\bnooit eerder\b",
    ),
)
"""Kinds of quantity -> their words in English and in Dutch; a word is of the first kind that has it."""
_IDIOMS = {"en": r"\b(?:at|after|above) all\b|\beach other\b", "nl": r"\ballereerst\b"}
_THERE = {"en": r"\bthere\b(?! (?:is|are|was|were|had|has|have)\b)", "nl": r"\bdaar\b"}
_NEGATED = {"en": r"\b(?:not|never|no longer)\b|n't\b", "nl": r"\b(?:niet|nooit)\b"}
_NEAR = 3


@dataclass(frozen=True)
class State:
    """A state that a part claims or, where it is negated, denies; and the words that do."""

    name: str
    said: str
    negated: bool


@dataclass(frozen=True)
class Said:
    """One part of a text: its words without figures, what stands in the figures, and what the words name and claim.

    `countries`, `places` and `things` map what is named to the words that name it, `engagements` the words to ids;
    `quantities` holds kinds and words, `roles` words and the roles of a place that they can mean.
    """

    bare: str
    bodies: tuple[str, ...]
    countries: Mapping[str, str]
    places: Mapping[str, str]
    engagements: Mapping[str, frozenset[str]]
    things: Mapping[Thing, str]
    states: tuple[State, ...]
    quantities: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def negates(self) -> bool:
        """Whether it says that there is nothing: then its states and roles are denied, not claimed."""
        return any(kind in ("none", "rest") for kind, _ in self.quantities)


def parts(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The parts of a text without figures, each with what stands in its figures.

    Examples
    --------
    >>> parts("{Date:E31} for Benin; {running} run. Then they stop.")
    [(' for Benin', ('Date:E31',)), (' run.', ('running',)), ('Then they stop.', ())]
    """
    bodies = iter(FIGURE.findall(text))
    cut = _CUT.split(FIGURE.sub("\0", text.replace("\0", " ")))
    return [(x.replace("\0", "").rstrip(), tuple(next(bodies) for _ in range(x.count("\0")))) for x in cut]


def read(text: str, lang: str, naming: Naming, atlas: Atlas) -> Iterator[Said]:
    """The parts of a text; where one says *there*, it speaks of the countries of the part before."""
    before: Mapping[str, str] = {}
    for bare, bodies in parts(text):
        places, named = naming.places(bare), naming.countries(bare)
        for place_id, said in places.items():
            if (iso3 := atlas.place(place_id).country_iso3) in naming.spoken:
                named.setdefault(iso3, said)
        if not named and re.search(_THERE[lang], bare, re.IGNORECASE):
            named = dict(before)
        before = named or before
        yield Said(
            bare,
            bodies,
            named,
            places,
            naming.engagements(bare),
            {thing: word for thing in THINGS if (word := thing.named(bare, lang))},
            tuple(states_in(bare, lang)),
            tuple(quantities_in(bare, lang)),
            tuple(roles_in(bare, lang)),
        )


def states_in(text: str, lang: str) -> Iterator[State]:
    """States that the words of a text claim or deny, each once.

    Examples
    --------
    >>> [(s.name, s.negated) for s in states_in("Aid is not suspended, trade runs", "en")]
    [('running', False), ('suspended', True)]
    """
    for name, english, dutch in STATES:
        found = dict[bool, State]()
        for match in re.finditer(rf"(?:{dutch if lang == 'nl' else english})\w*", text, re.IGNORECASE):
            negated = _denied(text, match, lang)
            found.setdefault(negated, State(name, match[0].strip(), negated))
        yield from found.values()


def _denied(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether *not* stands near before a word, or in Dutch near after it, without a comma between."""
    near = re.split(r"[,:()]", text[: match.start()])[-1].split()[-_NEAR:]
    if lang == "nl":
        near += [match[0], *re.split(r"[,:()]", text[match.end() :])[0].split()[:_NEAR]]
    return bool(re.search(_NEGATED[lang], " ".join(near), re.IGNORECASE))


def quantities_in(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Words of quantity in a text, each kind once.

    Examples
    --------
    >>> list(quantities_in("Nothing else runs; all of it, no more", "en"))
    [('rest', 'Nothing else'), ('none', 'no'), ('all', 'all')]
    """
    text = re.sub(_IDIOMS[lang], " ", text, flags=re.IGNORECASE)
    for kind, english, dutch in QUANTITIES:
        pattern = re.compile(dutch if lang == "nl" else english, re.IGNORECASE)
        if found := pattern.search(text):
            yield kind, found[0]
            text = pattern.sub(" ", text)
