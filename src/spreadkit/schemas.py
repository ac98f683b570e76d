"""JSON Schemas of the files that people write, for editors: completion and first checks while typing."""

import json
from typing import Any, Final, Literal

from spreadkit.model.base import FileModel
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan

Kind = Literal["plan", "framework", "concepts", "crosswalk"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Final[dict[Kind, type[FileModel]]] = {
    "plan": Plan,
    "framework": Framework,
    "concepts": Vocabulary,
    "crosswalk": Crosswalk,
}


def json_schema(kind: Kind) -> str:
    """Return the JSON Schema of one kind of file.

    As in `check`, a key may be left empty unless it is required, and keys that begin with x- are free.
    """
    schema = _MODELS[kind].model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            _allow_what_check_allows(part)
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


def _allow_what_check_allows(part: dict[str, Any]) -> None:
    required = part.get("required", ())
    for name, value in part["properties"].items():
        if name not in required and {"type": "null"} not in value.get("anyOf", ()):
            title = {"title": value.pop("title")} if "title" in value else {}
            part["properties"][name] = {**title, "anyOf": [value, {"type": "null"}]}
    part["patternProperties"] = {"^x-": {}}
