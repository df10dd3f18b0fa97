"""Ways in which a curated table can be wrong, each as one seeded change of an in-memory copy.

A `Kind` makes a change and says in which cells a rule should report it. `sure` kinds contradict something that the
tables, the vocabulary or the map know, so a rule must notice every one; the others put one possible truth in the place
of another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.desk import Change, Desk
from sahel_atlas.records.check.keys import TOGETHER, WORDS
from sahel_atlas.records.paragraphs import HASHES
from sahel_atlas.records.rows import TABLES, columns

Make = Callable[[Desk, Random], Change]
NO_DATES = ("2023-02-30", "12 maart", "31-04-2022", "n.v.t.", "2023-13", "ca. 2021", "4/15/2022", "0203-10-04")
NO_NUMBERS = ("n.v.t.", "1.234,5", "1e3", "12°36'", "1 200", "x")
DUTCH_WORDS = ("actief", "ja", "veiligheid", "beëindigd", "onbekend", "dag", "missie")


@dataclass(frozen=True)
class Kind:
    """A class of slips.

    Attributes
    ----------
    name, says : str
        Its name, and what is changed.
    sure : bool
        Whether a rule must notice every change of this kind, in the right file, row and column.
    make : callable
        Takes the desk and a seeded chance, gives one change.
    """

    name: str
    says: str
    sure: bool
    make: Make


def described(**wanted: object) -> list[tuple[str, str]]:
    """Table and column of all columns whose description has these values; True stands for any that is not empty."""
    return [
        (table, name)
        for table, record in TABLES.items()
        for name, meta in columns(record).items()
        if all(bool(meta[key]) if value is True else meta[key] == value for key, value in wanted.items())
    ]


def garble(word: str, chance: Random) -> str:
    """The word with one slip of the keyboard."""
    at = chance.randrange(len(word))
    return chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "q" + word[at + 1 :], word + "x")
    )


def slip(desk: Desk, chance: Random, places: list[tuple[str, str]], bad: Callable[[str], str]) -> Change:
    """One word of one filled cell in one of the columns, changed by `bad`."""
    cell = desk.pick(chance, places)
    words = [word.strip() for word in desk.value(cell).split(";")] if desk.is_list(cell) else [desk.value(cell)]
    at = chance.randrange(len(words))
    words[at] = bad(words[at])
    return desk.set(cell, ";".join(words))


def _reference(desk: Desk, chance: Random) -> Change:
    places = described(refers=True)

    def unknown(word: str) -> str:
        while (wrong := garble(word, chance)) in desk.ids or not wrong:
            pass
        return wrong

    return slip(desk, chance, places, unknown)


def _renamed(desk: Desk, chance: Random) -> Change:
    target = chance.choice(sorted({meta for _, _, meta in desk.referring}))
    table, name = target.split(".")
    used = {word for t, c, to in desk.referring if to == target for word in desk.words(t, c)}
    cell = desk.pick(chance, [(table, name)], lambda value: value in used)
    old, new = desk.value(cell), garble(desk.value(cell), chance) + "z"
    right = {other for t, c, to in desk.referring if to == target for other in desk.cells(t, c, old)}
    return desk.set(cell, new, {cell, *right})


def _key_twice(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, described(key=True))
    other = desk.pick(chance, [(cell.table, cell.column)], lambda value: value != desk.value(cell))
    return desk.set(cell, desk.value(other), {max(cell, other, key=lambda c: c.row)})


def _type(desk: Desk, chance: Random) -> Change:
    kind = chance.choice(("date", "float", "int"))
    return slip(desk, chance, described(kind=kind), lambda _: chance.choice(NO_DATES if kind == "date" else NO_NUMBERS))


def _vocabulary(desk: Desk, chance: Random) -> Change:
    known = WORDS | {(t, n): columns(TABLES[t])[n]["words"] for t, n in described(words=True)}
    place = chance.choice(sorted(known))

    def wrong(word: str) -> str:
        tried = word
        while tried in known[place] or not tried:
            tried = chance.choice((garble(word, chance), word.upper(), word.capitalize(), chance.choice(DUTCH_WORDS)))
        return tried

    return slip(desk, chance, [place], wrong)


def _required(desk: Desk, chance: Random) -> Change:
    return desk.set(desk.pick(chance, described(required=True)), "")


def _together(desk: Desk, chance: Random) -> Change:
    table, *names = chance.choice(TOGETHER)
    return desk.set(desk.pick(chance, [(table, chance.choice(names))]), "")


def _repeated(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, described(kind="list"))
    return desk.set(cell, desk.value(cell) + ";" + desk.value(cell).split(";")[0])


def _row_twice(desk: Desk, chance: Random) -> Change:
    table = chance.choice(sorted(TABLES))
    row = chance.choice(desk.rows(table))
    return desk.add(table, desk.lines[table][row - 1])


def _shifted(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [(t, c) for t in sorted(TABLES) for c in columns(TABLES[t])][::2])
    line = list(desk.lines[cell.table][cell.row - 1])
    at = desk.at(cell)
    return desk.replace_row(cell, [*line[:at], "", *line[at:]])


def _hash(desk: Desk, chance: Random) -> Change:
    def wrong(sha: str) -> str:
        at = chance.randrange(64)
        digit = chance.choice([d for d in "0123456789abcdef" if d != sha[at]])
        other = chance.choice([h for h in HASHES.values() if h != sha])
        return chance.choice((sha[:at] + digit + sha[at + 1 :], other, sha[:-1], sha[1:] + sha[0], sha.upper()))

    return slip(desk, chance, [("citations", "sha256"), ("context", "sha256")], wrong)


def _locator(desk: Desk, chance: Random) -> Change:
    table = chance.choice(("citations", "context"))
    cell = desk.pick(chance, [(table, chance.choice(("section_code", "paragraph")))])
    while not desk.value(cell.beside("sha256")):
        cell = desk.pick(chance, [(table, cell.column)])
    known = sorted({place[cell.column == "paragraph"] for place in HASHES} | {"9", "ABC", "VEI 2"})
    new = chance.choice([word for word in known if word != desk.value(cell)])
    # A locator is two cells, and its hash a third: a contradiction may be reported in any of them.
    return desk.set(cell, new, {cell.beside(n) for n in ("section_code", "paragraph", "sha256")})


def _other_word(names: tuple[tuple[str, str], ...]) -> Make:
    def make(desk: Desk, chance: Random) -> Change:
        table, name = chance.choice(names)
        words = columns(TABLES[table])[name]["words"]
        return slip(desk, chance, [(table, name)], lambda word: chance.choice([w for w in words if w != word]))

    return make


def _typo(desk: Desk, chance: Random) -> Change:
    names = [
        (t, n) for t, n in described(kind="text") if n.endswith(("_en", "_nl")) and (t, n) != ("route_nodes", "name_en")
    ]
    cell = desk.pick(chance, names)
    return desk.set(cell, garble(desk.value(cell), chance))


def _row_removed(table: str) -> Make:
    def make(desk: Desk, chance: Random) -> Change:
        return desk.remove(table, chance.choice(desk.rows(table)))

    return make


def _other_country(desk: Desk, chance: Random) -> Change:
    known = desk.words("countries", "iso3")
    names = [("engagements", "countries_iso3"), ("periods", "countries_iso3"), ("events", "countries_iso3")]
    return slip(desk, chance, names, lambda word: chance.choice([c for c in known if c != word]))


def _figure(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("route_totals", "value"), ("indicators", "value")], lambda value: float(value) > 0.01)
    number = float(desk.value(cell)) * chance.choice((0.9, 0.99, 1.01, 1.1))
    return desk.set(cell, str(round(number)) if number > 10 else f"{number:.3f}")


def cell_kinds() -> tuple[Kind, ...]:
    """Kinds that look at cells alone."""
    plain = (("periods", "confidence"), ("engagements", "kind"), ("engagements", "instruments"))
    words = (*plain, ("engagements", "channel"), ("engagements", "goals"), ("events", "in_letter"))
    return (
        Kind("reference", "an id that refers to another row is misspelled", True, _reference),
        Kind("id renamed", "an id to which other rows refer is renamed", True, _renamed),
        Kind("id twice", "a row gets the id of another row", True, _key_twice),
        Kind("type", "a date, degree or number is written as something else", True, _type),
        Kind("vocabulary", "a word of the model is misspelled or Dutch", True, _vocabulary),
        Kind("required", "a cell that must be filled is emptied", True, _required),
        Kind("pair", "one of two cells that belong together is emptied", True, _together),
        Kind("list", "a value stands twice in a list", True, _repeated),
        Kind("row twice", "a row is pasted a second time", True, _row_twice),
        Kind("shifted row", "an empty cell pushes the rest of a row to the right", True, _shifted),
        Kind("citation hash", "a hash is mistyped, cut, or that of another paragraph", True, _hash),
        Kind("locator", "a section or paragraph of the letter is another one, its hash stays", True, _locator),
        Kind("status", "another word of the model as status", False, _other_word((("periods", "status"),))),
        Kind(
            "other word", "another valid word as kind, instrument, goal, channel, confidence", False, _other_word(words)
        ),
        Kind("other country", "another country in a list of countries", False, _other_country),
        Kind("name", "a slip of the keyboard in a name or a text", False, _typo),
        Kind("figure", "a figure is 1 or 10 % off", False, _figure),
        Kind("citation lost", "a citation is deleted", False, _row_removed("citations")),
        Kind("period lost", "a period is deleted, its citations stay", True, _row_removed("periods")),
    )
