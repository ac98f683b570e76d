"""`spreadkit crosswalk`: what a plan's answers say of a framework that it does not follow yet."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import (
    AsOf,
    Output,
    RequireClean,
    format_of,
    format_option,
    refuse_unclean,
    say_unread,
    screen_of,
)
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.score import PlanPath
from spreadkit.cli.surroundings import today

NAME: Final = "crosswalk"
EXAMPLE: Final = "Example: spreadkit crosswalk . --to mayo-diffusion"


def command(
    plan: PlanPath = Path(),
    *,
    to: Annotated[str, typer.Option("--to", metavar="ID", help="The framework to look at; see: frameworks list.")],
    format_: Annotated[str | None, format_option("crosswalk")] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the framework and its stubs, with what is proposed, into the plan.")
    ] = False,
) -> None:
    """Show which criteria of another framework are likely answered already. Proposes, and answers nothing."""
    from spreadkit import crosswalk, get_format

    writer = get_format(format_of(format_, output, "crosswalk"), "crosswalk")
    refuse_unclean(plan, as_of, wanted=require_clean)
    crossing = crosswalk(plan, to=to, as_of=as_of or today())
    put(writer.render_crosswalk(crossing, screen_of(output)), output)
    say_unread(crossing.unread)
    if write:
        _write(plan, to, as_of or today())


def _write(plan: Path, to: str, as_of: date) -> None:
    from spreadkit import propose
    from spreadkit.words import count_of

    proposed = propose(plan, to=to, as_of=as_of)
    if not proposed.files:
        print_message("nothing was written: every criterion that is not answered has its stub already")
        return
    for path in proposed.files:
        stubs, proposals = count_of(proposed.stubs, "stub"), count_of(proposed.proposals, "proposal")
        print_message(f'wrote into "{path}": {stubs} and {proposals}')
    if proposed.is_new:
        print_message(
            "the plan follows the framework from now on, so its gates count; spreadkit check says which are shut"
        )
