"""`spreadkit adoption keep`: the forecast of today, kept so that it can be compared with what comes true."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.collect import PlanOption
from spreadkit.cli.common import parse_date
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

NAME: Final = "keep"
EXAMPLE: Final = "Example: spreadkit adoption keep --by 2026-12-31"


def command(
    *,
    by: Annotated[
        date | None,
        typer.Option("--by", parser=parse_date, metavar="DATE", help="For which day. Default: the day of the aim."),
    ] = None,
    plan: PlanOption = Path(),
) -> None:
    """Keep the forecast of today in the table of forecasts, so that reports can compare it with what came true."""
    from spreadkit import keep_forecast

    kept = keep_forecast(plan, as_of=today(), by=by)
    put(f"{kept.says}\n", None)
    print_message(f'wrote "{kept.file}"' if kept.is_new else "nothing was written: this forecast is there already")
