"""`spreadkit cache`: what is kept from run to run, where, and taking it away."""

from typing import Final

import typer

from spreadkit.cli.saying import put

NAME: Final = "cache"
EXAMPLE: Final = "Example: spreadkit cache info"

app = typer.Typer(
    name=NAME, help="Show or take away the results that are kept from run to run.", epilog=EXAMPLE, no_args_is_help=True
)


@app.command("info", epilog=EXAMPLE)
def info() -> None:
    """Say where results are kept, how many, and how to switch that off."""
    from spreadkit.kept.told import told

    put(told(), None)


@app.command("clear", epilog="Example: spreadkit cache clear")
def clear() -> None:
    """Take away all results that are kept. Plans are not touched."""
    from spreadkit.kept.told import cleared

    put(cleared(), None)
