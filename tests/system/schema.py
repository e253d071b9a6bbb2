"""The part of JSON Schema that docs/schema uses, so that beds need no package for it."""

import json
import re
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent.parent / "schema"

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "$id", "title", "description", "type", "enum", "const", "pattern", "format", "minimum",
         "maximum", "minLength", "items", "properties", "required", "additionalProperties"}


def check(value, name):
    violations = list(broken(value, json.loads((DIRECTORY / name).read_text()), "$"))
    assert violations == [], violations


def is_type(value, name):
    if name in ("integer", "number"):
        numbers = int if name == "integer" else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def broken(value, rules, where):
    """Sentences about everything in `value` that `rules` forbid."""
    unknown = set(rules) - KNOWN
    if unknown:
        yield f"{where}: this checker does not know {sorted(unknown)}"
    names = rules.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(is_type(value, name) for name in names):
        yield f"{where}: {value!r} is none of {names}"
    if "enum" in rules and value not in rules["enum"]:
        yield f"{where}: {value!r} is not in {rules['enum']}"
    if "const" in rules and value != rules["const"]:
        yield f"{where}: {value!r} is not {rules['const']!r}"
    if isinstance(value, str) and not re.search(rules.get("pattern", ""), value):
        yield f"{where}: {value!r} does not match {rules['pattern']}"
    if isinstance(value, (int, float)) and not rules.get("minimum", value) <= value <= rules.get("maximum", value):
        yield f"{where}: {value} is out of range"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from broken(item, rules.get("items", {}), f"{where}[{index}]")
    if isinstance(value, dict):
        yield from broken_object(value, rules, where)


def broken_object(value, rules, where):
    properties = rules.get("properties", {})
    for key in rules.get("required", []):
        if key not in value:
            yield f"{where}: no {key}"
    for key, item in value.items():
        if key in properties:
            yield from broken(item, properties[key], f"{where}.{key}")
        elif rules.get("additionalProperties", True) is False:
            yield f"{where}: {key} is not in the schema"
