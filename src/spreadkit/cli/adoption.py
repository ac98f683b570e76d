"""`spreadkit adoption`: where each site stands, most in need first."""

from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import AsOf, Output, put, terminal_width, today, wants_colour
from spreadkit.cli.score import PlanPath

NAME: Final = "adoption"
EXAMPLE: Final = "Example: spreadkit adoption . --as-of 2026-06-30 --format csv"


def command(
    plan: PlanPath = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", "-f", help="How to write it: text, csv, json or md.")] = "text",
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Show how far each site has come with each change, how old that news is, and who needs help."""
    from spreadkit import adoption_of, get_format

    writer = get_format(format_, "adoption")
    colour = output is None and wants_colour()
    put(
        writer.render_adoption(adoption_of(plan, as_of=as_of or today()), colour=colour, width=terminal_width()), output
    )
