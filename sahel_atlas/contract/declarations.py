"""TypeScript declarations of a schema's definitions, which the page's scripts are checked against."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

HEAD = """\
/* Written by `make contract` from sahel_atlas/contract; change the types there.
   A script names one as: import("./contract").Payload */
"""
_NAMES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations(defs: Mapping[str, Any]) -> str:
    """A `.d.ts` file with an interface or a type for each definition."""
    return HEAD + "".join(f"\n{text}" for name, one in defs.items() for text in _declared(name, one))


def _declared(name: str, one: Mapping[str, Any]) -> Iterator[str]:
    yield from _comment(one, "")
    if "properties" in one:
        yield f"export interface {name} {{"
        for key, value in one["properties"].items():
            yield from _comment(value, "  ")
            yield f"  {_key(key)}{'' if key in one['required'] else '?'}: {type_of(value)};"
        yield "}\n"
    else:
        yield f"export type {name} = {type_of(one)};\n"


def _comment(one: Mapping[str, Any], indent: str) -> Iterator[str]:
    if one.get("description"):
        yield f"{indent}/** {one['description'].replace('*/', '* /')} */"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else json.dumps(name)


def type_of(one: Mapping[str, Any]) -> str:
    """A schema as a TypeScript type.

    Examples
    --------
    >>> type_of({"type": "array", "items": {"enum": ["a", "b"]}})
    '("a" | "b")[]'
    """
    if "$ref" in one:
        return str(one["$ref"]).rpartition("/")[2]
    if "enum" in one:
        return " | ".join(json.dumps(word, ensure_ascii=False) for word in one["enum"])
    if "anyOf" in one:
        return " | ".join(type_of(part) for part in one["anyOf"])
    if "prefixItems" in one:
        items = [
            f"{part['title']}: {type_of(part)}" if "title" in part else type_of(part) for part in one["prefixItems"]
        ]
        return f"[{', '.join(items)}]"
    if one.get("type") == "array":
        item = type_of(one["items"])
        return f"({item})[]" if {"enum", "anyOf"} & one["items"].keys() else f"{item}[]"
    if one.get("type") == "object":
        return f"Record<{type_of(one['propertyNames'])}, {type_of(one['additionalProperties'])}>"
    return _NAMES.get(one.get("type", ""), "unknown")
