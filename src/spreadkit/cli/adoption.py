"""`spreadkit adoption`: where every site stands; and `spreadkit adoption add`: one row more."""

from pathlib import Path
from typing import Final

import typer
from typer.core import TyperGroup

from spreadkit.cli import adoption_add
from spreadkit.cli.common import AsOf, put, today
from spreadkit.cli.score import PlanPath

NAME: Final = "adoption"
DEFAULT: Final = "show"


class ShowByDefault(TyperGroup):
    """Takes words that do not begin with a sub-command for those of `show`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # typer's is click's
        """Put `show` in front, where neither a sub-command nor a wish for help stands there."""
        first = args[0] if args else ""
        if not ctx.resilient_parsing and first not in self.commands and first not in ctx.help_option_names:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name=NAME, cls=ShowByDefault, help="Show where every site stands (the default), or add a row to the record."
)
app.command(name=adoption_add.NAME, epilog=adoption_add.EXAMPLE)(adoption_add.command)


@app.command(
    DEFAULT, epilog="Example: spreadkit adoption show . --as-of 2026-06-30, where the word show can be left out"
)
def show(plan: PlanPath = Path(), *, as_of: AsOf = None) -> None:
    """Show every target site with how far it has come with each change, most in need first."""
    from spreadkit import open_plan
    from spreadkit.adoption.tracking import track

    opened = open_plan(plan, as_of=as_of or today())
    tracker = track(opened.subject.plan, opened.subject.as_of)
    lines = [
        f"{tracked.site.id}  {' '.join(f'{cell.change}={cell.mark}' for cell in tracked.cells)}\n"
        for tracked in tracker.sites
    ]
    put("".join(lines) or "the plan lists no target sites\n", None)
