"""Hold JSON against the part of JSON Schema that the contract is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
KNOWN = {
    *("$ref", "anyOf", "enum", "type", "items", "prefixItems", "minItems", "properties", "required"),
    *("additionalProperties", "propertyNames", "title", "description"),
}


def faults(value: Any, schema: Mapping[str, Any], defs: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Where a value is not as its schema says, a sentence each."""
    assert set(schema) <= KNOWN, f"a word of JSON Schema that is not checked: {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from faults(value, defs[schema["$ref"].rpartition("/")[2]], defs, path)
        return
    if "anyOf" in schema:
        if not any(not list(faults(value, one, defs, path)) for one in schema["anyOf"]):
            yield f"{path}: {value!r:.60} is none of {schema['anyOf']!r:.120}"
        return
    if "enum" in schema:
        if value not in schema["enum"]:
            yield f"{path}: {value!r:.60} is none of {schema['enum']!r:.200}"
        return
    if "type" not in schema:
        return
    if not isinstance(value, TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        yield f"{path}: {value!r:.60} is no {schema['type']}"
    elif schema["type"] == "array":
        yield from _array(value, schema, defs, path)
    elif schema["type"] == "object":
        yield from _object(value, schema, defs, path)


def _array(value: list[Any], schema: Mapping[str, Any], defs: Mapping[str, Any], path: str) -> Iterator[str]:
    if "prefixItems" not in schema:
        for i, one in enumerate(value):
            yield from faults(one, schema["items"], defs, f"{path}[{i}]")
    elif len(value) != len(schema["prefixItems"]):
        yield f"{path}: {len(value)} items instead of {len(schema['prefixItems'])}"
    else:
        for i, (one, item) in enumerate(zip(value, schema["prefixItems"], strict=True)):
            yield from faults(one, item, defs, f"{path}[{i}]")


def _object(value: dict[str, Any], schema: Mapping[str, Any], defs: Mapping[str, Any], path: str) -> Iterator[str]:
    if "properties" not in schema:
        for key, one in value.items():
            yield from faults(key, schema["propertyNames"], defs, f"{path}.{key} (name)")
            yield from faults(one, schema["additionalProperties"], defs, f"{path}.{key}")
        return
    yield from (f"{path}: lacks {key}" for key in schema["required"] if key not in value)
    for key, one in value.items():
        if key in schema["properties"]:
            yield from faults(one, schema["properties"][key], defs, f"{path}.{key}")
        else:
            yield f"{path}: has {key}, which no type names"
