"""`spreadkit schema`: the shape of plans, frameworks and what belongs to them, for editors."""

from enum import StrEnum
from typing import Annotated, Final

import typer

from spreadkit.cli.common import Output, refuse_ending
from spreadkit.cli.saying import put

NAME: Final = "schema"
EXAMPLE: Final = "Example: spreadkit schema plan --output spread-plan.schema.json"


class SchemaKind(StrEnum):
    """What a schema is for."""

    PLAN = "plan"
    FRAMEWORK = "framework"
    CONCEPTS = "concepts"
    CROSSWALK = "crosswalk"
    SIGNPOSTS = "signposts"


def command(
    kind: Annotated[SchemaKind, typer.Argument(metavar="|".join(SchemaKind), help="Which kind of file.")],
    *,
    output: Output = None,
) -> None:
    """Print the JSON Schema of a kind of file, so that an editor completes and checks while you type."""
    from spreadkit import json_schema

    refuse_ending(output, [".json"])
    put(json_schema(kind.value), output)
