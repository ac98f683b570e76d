"""JSON Schemas of the files that people write, for editors: completion and first checks while typing."""

import json
from collections.abc import Iterator
from typing import Any, Final, Literal

from spreadkit.model.base import FileModel
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan
from spreadkit.model.signposts import Signposts

SchemaFor = Literal["plan", "framework", "concepts", "crosswalk", "signposts"]

_ALWAYS_OWN: Final = ("schema", "id", "edition", "title")
"""What every framework says of itself, also one that extends another."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Final[dict[SchemaFor, type[FileModel]]] = {
    "plan": Plan,
    "framework": Framework,
    "concepts": Vocabulary,
    "crosswalk": Crosswalk,
    "signposts": Signposts,
}


def json_schema(kind: SchemaFor) -> str:
    """Return the JSON Schema of one kind of file.

    As in `check`, a key may be left empty unless it is required, and keys that begin with x- are free.
    """
    schema = _MODELS[kind].model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            _allow_what_check_allows(part)
    if kind == "framework":
        _let_extend(schema)
    return json.dumps({"$schema": _DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


def _let_extend(schema: dict[str, Any]) -> None:
    """Let a framework that extends another one hold only what it changes: the rest stands in its base.

    Only items of lists are always whole, because lists are replaced and not merged.
    """
    listed = {reference.rpartition("/")[2] for reference in _references_in_lists(schema)}
    for name, part in schema["$defs"].items():
        if name not in listed:
            part.pop("required", None)
    rest = [name for name in schema["required"] if name not in _ALWAYS_OWN]
    schema["required"] = list(_ALWAYS_OWN)
    schema["anyOf"] = [{"required": ["extends"]}, {"required": rest}]


def _references_in_lists(part: Any) -> Iterator[str]:
    """Go through what the items of lists refer to, anywhere in a schema."""
    if isinstance(part, list):
        for below in part:
            yield from _references_in_lists(below)
    if isinstance(part, dict):
        if "$ref" in part.get("items", {}):
            yield part["items"]["$ref"]
        yield from _references_in_lists(list(part.values()))


def _allow_what_check_allows(part: dict[str, Any]) -> None:
    required = part.get("required", ())
    for name, value in part["properties"].items():
        if name not in required and {"type": "null"} not in value.get("anyOf", ()):
            title = {"title": value.pop("title")} if "title" in value else {}
            part["properties"][name] = {**title, "anyOf": [value, {"type": "null"}]}
    part["patternProperties"] = {"^x-": {}}
