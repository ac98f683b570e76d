"""`spreadkit init`: from an empty folder to a plan that can be filled in."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.saying import print_message, put
from spreadkit.reading.files import resolved

NAME: Final = "init"
EXAMPLE: Final = 'Example: spreadkit init huddles --framework ihi-spread --title "Safety huddles across North"'


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where the plan goes. Default: this folder.")
    ] = Path(),
    *,
    framework: Annotated[
        list[str] | None,
        typer.Option("--framework", metavar="ID|FILE", help="A framework to follow; may be given several times."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What the plan is called.")] = None,
    sponsor: Annotated[str | None, typer.Option("--sponsor", help="Name of the executive sponsor, if known.")] = None,
    agent: Annotated[str | None, typer.Option("--agent", help="Name of the spread agent, if known.")] = None,
) -> None:
    """Begin a plan: a file with every question of the framework, tables and folders. Overwrites nothing.

    On a terminal it asks for what is not given; elsewhere it takes the options as they are.
    """
    from spreadkit import begin_plan

    asks = sys.stdin.isatty()
    title = title or _ask("What is the plan called?", asks=asks, default=_title_of(folder))
    framework = framework or _choose_framework(folder, asks=asks)
    sponsor = sponsor or _ask("Who is the executive sponsor? (empty: not known yet)", asks=asks, default="")
    agent = agent or _ask("Who leads the spread day to day? (empty: not known yet)", asks=asks, default="")
    begun = begin_plan(folder, title=title, frameworks=framework, sponsor=sponsor or None, agent=agent or None)
    for path in begun.written:
        put(f"{path}\n", None)
    for path in begun.kept:
        print_message(f'"{path}" was there already and stays as it is')
    _next_steps(begun.plan, folder)


def _choose_framework(folder: Path, *, asks: bool) -> list[str]:
    from spreadkit import SpreadkitError, framework_ids

    ids = framework_ids(folder)
    if not asks:
        raise SpreadkitError(f"name the framework to follow with --framework; there are: {', '.join(ids)}")
    said = _ask(
        f"Which frameworks does it follow? There are {', '.join(ids)}; name one, or several with commas between them "
        "(empty: help me to choose)",
        asks=True,
        default="",
    )
    chosen = [name.strip() for name in said.split(",") if name.strip()]
    if not chosen:
        raise SpreadkitError("answer a few questions and see which framework fits: spreadkit frameworks suggest")
    return chosen


def _ask(question: str, *, asks: bool, default: str) -> str:
    try:
        return str(typer.prompt(question, default=default, show_default=bool(default), err=True)) if asks else default
    except typer.Abort:
        raise typer.Exit(130) from None


def _title_of(folder: Path) -> str:
    return resolved(folder).name.replace("-", " ").replace("_", " ").capitalize() or "Spread plan"


def _next_steps(plan: Path, folder: Path) -> None:
    here = "" if folder == Path() else f" {folder}"
    print_message("")
    print_message("Next:")
    print_message(f"  1. Open {plan} in an editor; write the aim and the people, and answer the first questions.")
    print_message(f"  2. List the sites in {folder / 'sites.csv'}, one a row, with the wave that each starts in.")
    print_message(f"  3. See how far you are: spreadkit check{here}, then: spreadkit report{here} --output report.html")
