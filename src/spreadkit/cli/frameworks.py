"""`spreadkit frameworks`: which frameworks there are, and what one asks."""

from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import put

NAME: Final = "frameworks"

app = typer.Typer(name=NAME, help="List the frameworks that can be used, or show what one asks.", no_args_is_help=True)

Folder = Annotated[
    Path,
    typer.Option("--plan", metavar="DIR", help="The plan's folder, whose own frameworks/ count too. Default: here."),
]


@app.command("list", epilog="Example: spreadkit frameworks list")
def list_(folder: Folder = Path()) -> None:
    """List the frameworks that can be used: the built-in ones, and those in the plan's frameworks/ folder."""
    from spreadkit import list_frameworks

    put(list_frameworks(folder), None)


@app.command("show", epilog="Example: spreadkit frameworks show ihi-spread")
def show(
    framework: Annotated[str, typer.Argument(metavar="ID", help="The framework's id.")],
    *,
    folder: Folder = Path(),
) -> None:
    """Show a framework: its components, gates, and every criterion with what good looks like."""
    from spreadkit import show_framework

    put(show_framework(framework, folder), None)
