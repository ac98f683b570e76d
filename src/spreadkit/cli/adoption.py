"""`spreadkit adoption`: where every site stands; `add` and `keep`: one row more."""

from pathlib import Path
from typing import Annotated, Final

import typer
from typer.core import TyperGroup

from spreadkit.cli import adoption_add, adoption_keep
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
from spreadkit.cli.saying import put
from spreadkit.cli.score import PlanPath
from spreadkit.cli.surroundings import today

NAME: Final = "adoption"
_DEFAULT: Final = "show"


class _ShowByDefault(TyperGroup):
    """Takes words that do not begin with a sub-command for those of `show`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # typer's is click's
        """Put `show` in front, where neither a sub-command nor a wish for help stands there."""
        first = args[0] if args else ""
        if not ctx.resilient_parsing and first not in self.commands and first not in ctx.help_option_names:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name=NAME,
    cls=_ShowByDefault,
    help="Show where every site stands (the default), add a row to the record, or keep the forecast of today.",
)
app.command(name=adoption_add.NAME, epilog=adoption_add.EXAMPLE)(adoption_add.command)
app.command(name=adoption_keep.NAME, epilog=adoption_keep.EXAMPLE)(adoption_keep.command)


@app.command(
    _DEFAULT, epilog="Example: spreadkit adoption show . --as-of 2026-06-30, where the word show can be left out"
)
def show(
    plan: PlanPath = Path(),
    *,
    format_: Annotated[str | None, format_option("adoption")] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Show how far each site has come with each change, how old that news is, and who needs help."""
    from spreadkit import adoption_of, get_format

    writer = get_format(format_of(format_, output, "adoption"), "adoption")
    refuse_unclean(plan, as_of, wanted=require_clean)
    overview = adoption_of(plan, as_of=as_of or today())
    put(writer.render_adoption(overview, screen_of(output)), output)
    say_unread(overview.unread)
