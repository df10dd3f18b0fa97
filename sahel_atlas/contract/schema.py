"""JSON Schema of the contract, made from its types.

`python -m sahel_atlas.contract.schema --write` renews `docs/payload.schema.json` and `assets/contract.d.ts`; without
`--write` it says which of them is stale. `sahel_atlas.contract.declarations` makes TypeScript of the schema.
"""

from __future__ import annotations

import json
import sys
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, NewType, NotRequired, Union, get_args, get_origin, get_type_hints

from sahel_atlas.contract import bodies, geography
from sahel_atlas.contract.kinds import NAMED, Label, Words
from sahel_atlas.contract.notes import column_notes
from sahel_atlas.contract.rows import COLUMNS, LEFT_OUT
from sahel_atlas.contract.types import Clock, Payload
from sahel_atlas.records.folders import ASSETS, DATA
from sahel_atlas.records.rows import TABLES, columns
from sahel_atlas.scenes.scene import WORDS, Scene
from sahel_atlas.scenes.search import TOLD_IN

Schema = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SCHEMA_FILE = ROOT / "docs" / "payload.schema.json"
DECLARATIONS_FILE = ASSETS / "contract.d.ts"
TOPS: Mapping[str, Any] = {
    "Payload": Payload,
    "Clock": Clock,
    "WordGroups": bodies.WordGroups,
    "Fills": bodies.Fills,
    "First": bodies.First,
    "SceneAnswer": bodies.SceneAnswer,
    "SearchAnswer": list[bodies.Found],
    "Stories": bodies.Stories,
    "StoryAnswer": bodies.StoryAnswer,
    "UnknownAnswer": bodies.UnknownAnswer,
    "SentenceAnswer": bodies.SentenceAnswer,
    "ShareAnswer": bodies.ShareAnswer,
    "LetterAnswer": bodies.LetterAnswer,
    "ParagraphAnswer": bodies.ParagraphAnswer,
    "Refusal": bodies.Refusal,
    "Health": bodies.Health,
    "ExportAsk": bodies.ExportAsk,
    "ExportReview": bodies.ExportReview,
    "ExportState": bodies.ExportState,
    "Labels": geography.Labels,
    "Ground": geography.Ground,
    "Shapes": geography.Shapes,
    "BriefingData": bodies.BriefingData,
}
"""What crosses between Python and the page, by name."""
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    object: {},
}


@dataclass
class _Maker:
    """Turns types into schemas; what has a name is defined once and referred to."""

    notes: Mapping[str, Mapping[str, str]]
    defs: dict[str, Schema] = field(default_factory=dict)
    owners: dict[str, object] = field(default_factory=dict)

    def of(self, hint: Any) -> Schema:
        """The schema of a type."""
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if isinstance(hint, NewType):
            return self._named(hint.__name__, hint, lambda: self.of(hint.__supertype__) | {"description": hint.__doc__})
        if typing.is_typeddict(hint):
            return self._named(hint.__name__, hint, lambda: self._object(hint))
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(args[0], args[1:])
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(arg) for arg in args]}
        if origin is list or (origin is tuple and args[1:] == (...,)):
            return {"type": "array", "items": self.of(args[0])}
        if origin is tuple:
            return {"type": "array", "prefixItems": [self.of(a) for a in args], "items": False, "minItems": len(args)}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            keys = self.of(args[0]) if args[0] is not int else _PLAIN[str]
            return {"type": "object", "propertyNames": keys, "additionalProperties": self.of(args[1])}
        raise TypeError(f"expected a type that JSON can hold, got {hint!r}; write it with TypedDict, list or tuple")

    def _named(self, name: str, owner: object, make: Callable[[], Schema]) -> Schema:
        if self.owners.setdefault(name, owner) != owner:
            raise TypeError(f"expected one type called {name}, got two; rename one")
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] |= make()
        return {"$ref": f"#/$defs/{name}"}

    def _annotated(self, hint: Any, marks: tuple[Any, ...]) -> Schema:
        found = self.of(hint)
        for mark in marks:
            if isinstance(mark, Words):
                found = self.words(mark) | {key: found[key] for key in ("title", "description") if key in found}
            elif isinstance(mark, Label):
                found = found | {"title": mark.text}
            else:
                found = found | {"description": mark}
        return found

    def words(self, words: Words) -> Schema:
        """One of some words, by name."""
        about = {"description": words.about} if words.about else {}
        return self._named(words.name, words.words, lambda: {"enum": list(words.words), **about})

    def _object(self, hint: Any) -> Schema:
        hints = get_type_hints(hint, include_extras=True)
        made = {name: self._field(one) for name, one in hints.items()}
        needed = [name for name, one in hints.items() if get_origin(one) is not NotRequired and hint.__total__]
        if hint.__name__ in COLUMNS:
            more, must = self._columns(hint.__name__)
            made, needed = more | made, [*(name for name in must if name not in made), *needed]
        if hint.__name__ == "SceneParts":
            made = self._scene()
            needed = list(made)
        return {
            "description": " ".join((hint.__doc__ or "").split()),
            "type": "object",
            "properties": made,
            "required": needed,
            "additionalProperties": False,
        }

    def _field(self, hint: Any) -> Schema:
        return self.of(get_args(hint)[0] if get_origin(hint) is NotRequired else hint)

    def _columns(self, name: str) -> tuple[dict[str, Schema], list[str]]:
        """Columns that a row has of its record, and those of them that are never empty."""
        row = COLUMNS[name].row
        table = next(table for table, record in TABLES.items() if record is row)
        made, must = {}, []
        for column, meta in columns(row).items():
            if column in LEFT_OUT[row]:
                continue
            made[column] = self._cell(meta) | _described(self.notes.get(table, {}).get(column, ""))
            if meta["required"] and column not in COLUMNS[name].later:
                must.append(column)
        return made, must

    def _cell(self, meta: Mapping[str, Any]) -> Schema:
        if meta["kind"] in ("float", "int"):
            return self.of(float if meta["kind"] == "float" else int)
        named = next((one for one in NAMED if one.words == meta["words"]), None)
        word = self.words(named) if named else {"enum": list(meta["words"])} if meta["words"] else self.of(str)
        return {"type": "array", "items": word} if meta["kind"] == "list" else word

    def _scene(self) -> dict[str, Schema]:
        """Parts of a scene, which follow from `Scene` and `Filter`: a facet is declared there and nowhere else."""
        plain = Scene().to_dict()
        made: dict[str, Schema] = {}
        for name, value in plain.items():
            # Layers with a style are no fixed words: a catalogue adds them.
            words = () if name == "layers" else TOLD_IN if name == "lang" else WORDS.get(name, ())
            word = {"enum": ["", *words] if value == "" else list(words)} if words else self.of(str)
            made[name] = {"type": "array", "items": word} if isinstance(value, list) else word
        made["view"] = {
            "anyOf": [{"type": "array", "items": {"type": "number"}}, {"type": "null"}],
            "description": "Centre in degrees, longitude first, and Leaflet's zoom",
        }
        return made


def _described(text: str) -> Schema:
    return {"description": text} if text else {}


def schema(folder: Path = DATA) -> Schema:
    """JSON Schema 2020-12 of the payload, with every other body among its definitions.

    Parameters
    ----------
    folder : Path
        Where `README.md` explains the columns.
    """
    maker = _Maker(column_notes(folder / "README.md"))
    for name, hint in TOPS.items():
        found = maker.of(hint)
        if found != {"$ref": f"#/$defs/{name}"}:
            maker.defs[name] = found
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Python and the page of the Sahel Engagement Atlas tell each other",
        "$ref": "#/$defs/Payload",
        "$defs": dict(sorted(maker.defs.items())),
    }


def files() -> dict[Path, str]:
    """The generated files with what should stand in them."""
    from sahel_atlas.contract.declarations import declarations

    made = schema()
    return {
        SCHEMA_FILE: json.dumps(made, indent=1, ensure_ascii=False) + "\n",
        DECLARATIONS_FILE: declarations(made["$defs"]),
    }


def stale() -> list[Path]:
    """Generated files that say something else than the types do."""
    return [path for path, text in files().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def main(words: list[str]) -> int:
    """Write the generated files, or say which are stale."""
    old = stale()
    for path in old:
        if "--write" in words:
            path.write_text(files()[path], encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {'written' if '--write' in words else 'stale; run make contract'}")
    return int(bool(old) and "--write" not in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
