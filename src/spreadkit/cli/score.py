"""`spreadkit score`: how ready, how sure, and which gate is shut and why."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spreadkit.cli.common import (
    AsOf,
    NoCache,
    Output,
    RequireClean,
    format_of,
    format_option,
    refuse_unclean,
    say_unread,
    screen_of,
)
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

if TYPE_CHECKING:
    from spreadkit.model.score import PlanScore

NAME: Final = "score"
EXAMPLE: Final = "Example: spreadkit score . --gate launch --explain"


class ProfileBy(StrEnum):
    """What the profile is laid out by."""

    COMPONENT = "component"
    CONCEPT = "concept"


PlanPath = Annotated[
    Path, typer.Argument(metavar="[PLAN]", help="A plan, or the folder that holds one. Default: this folder.")
]


def command(
    plan: PlanPath = Path(),
    *,
    format_: Annotated[str | None, format_option("score", says="How to write the score")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print the whole arithmetic.")] = False,
    gate: Annotated[
        str | None,
        typer.Option("--gate", metavar="NAME", help="Exit with 1 when this gate is shut (framework/gate, or gate)."),
    ] = None,
    by: Annotated[
        ProfileBy,
        typer.Option("--by", help="Show components, or one profile by concept over all frameworks of the plan."),
    ] = ProfileBy.COMPONENT,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
    no_cache: NoCache = False,  # noqa: ARG001 - looked at before
) -> None:
    """Score readiness: gates first, then components, then the range that the answers allow."""
    from spreadkit import get_format, open_plan, score_by_concept, score_with_verdicts

    name = format_of(format_, output, "score")
    writer = get_format(name, "score")
    refuse_unclean(plan, as_of, wanted=require_clean)
    opened = open_plan(plan, as_of=as_of or today())
    score = score_by_concept(opened) if by is ProfileBy.CONCEPT else opened.score
    if name == "json":
        score = score_with_verdicts(opened, score)
    shut = _shut(score, gate) if gate else []
    put(writer.render_score(score, screen_of(output, explain=explain)), output)
    say_unread(score.unread)
    if shut:
        print_message(f"shut: {', '.join(shut)}")
        raise typer.Exit(1)


def _shut(score: "PlanScore", name: str) -> list[str]:
    """Return which gates of this name are shut; refuse a name that no framework has."""
    from spreadkit import SpreadkitError
    from spreadkit.words import did_you_mean

    gates = {f"{framework.id}/{gate.id}": gate for framework in score.frameworks for gate in framework.gates}
    named = {full: gate for full, gate in gates.items() if name in {full, gate.id}}
    if not gates:
        raise SpreadkitError(f'there is no gate "{name}": the plan follows no framework that has gates')
    if not named:
        short = [gate.id for gate in gates.values()]
        hint = did_you_mean(name, [*short, *gates])
        raise SpreadkitError(f'there is no gate "{name}"{hint}; there are: {", ".join(gates)}')
    return [full for full, gate in named.items() if not gate.open]
