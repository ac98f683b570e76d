"""`spreadkit rollout`: how fast it can go to all sites, and what that takes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from spreadkit.cli.common import (
    AsOf,
    Output,
    RequireClean,
    format_of,
    format_option,
    parse_date,
    refuse_unclean,
    say_unread,
    screen_of,
)
from spreadkit.cli.saying import print_message, put
from spreadkit.cli.surroundings import today

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = "rollout"
EXAMPLE: Final = (
    "Example: spreadkit rollout --sites 570 --unit-size 15 --step-months 10,9,12 --coaches 1 --by 2030-12-31"
)

_PACE: Final = "Size and pace"
_COACHES: Final = "Coaches"
_GATE: Final = "How long a wave must be, to be judged by its data"


class _Figure(NamedTuple):
    """A figure that can be given: its key in a plan (behind `--` its option), what it means, and where it is shown."""

    key: str
    help: str
    panel: str
    shown_as: str = "NUMBER"

    @property
    def parameter(self) -> str:
        """The name of the command's parameter; `_` at the end keeps it apart from the words of Python."""
        return f"{self.key.replace('-', '_')}_"


_FIGURES: Final = (
    _Figure("sites", "How many sites full scale is.", _PACE),
    _Figure("unit-size", "How many sites make a scalable unit.", _PACE),
    _Figure("multiplier", "How many times as many units after each wave. Taught: 5.", _PACE),
    _Figure("first-units", "How many units the first wave has.", _PACE),
    _Figure("start", "When it begins.", _PACE, "DATE"),
    _Figure("set-up", "Months of preparation before the first wave.", _PACE),
    _Figure("step-months", "Months each wave lasts: one number, or one a wave.", _PACE, "10,9,12"),
    _Figure("pause", "Months between waves, to look and decide.", _PACE),
    _Figure("slack", "How many times as long it may take.", _PACE),
    _Figure("coaches", "How many coaches there are at the start.", _COACHES),
    _Figure("hires", "How many join before each wave, the first for wave 1.", _COACHES, "0,2,1"),
    _Figure("visits-each-month", "Visits to each site and month during its wave.", _COACHES),
    _Figure("visits-after", "Visits to each site and month afterwards, such as 1/3.", _COACHES),
    _Figure("months-after", "For how many months afterwards.", _COACHES),
    _Figure("days-per-visit", "Days of work that a visit takes, with travel.", _COACHES),
    _Figure("days-each-month", "Days a month that a coach has for visits.", _COACHES),
    _Figure("attrition", "Share of coaches that leaves from wave to wave.", _COACHES),
    _Figure("yield", "Share of a wave's sites that gives a coach.", _COACHES),
    _Figure("local-start", "Months until a site has the change in use.", _GATE),
    _Figure("points", "Points of data that are needed.", _GATE),
    _Figure("interval", "Months between two points.", _GATE),
    _Figure("lag", "Months until a point is known.", _GATE),
)
"""The figures in the order of the help. `--by` stands there behind `--start`."""


def _parameters(own: Mapping[str, Parameter]) -> Iterator[Parameter]:
    """Go through the parameters of the command as typer is to see them: its own, and one for each figure."""
    yield own["plan"]
    for figure in _FIGURES:
        option = typer.Option(
            f"--{figure.key}", metavar=figure.shown_as, help=figure.help, rich_help_panel=figure.panel
        )
        yield Parameter(
            figure.parameter, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option]
        )
        if figure.key == "start":
            yield own["by"]
    yield from (parameter for name, parameter in own.items() if name not in {"plan", "by", "figures"})


def _with_figures(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command, in place of its `**figures`, an option for each figure: typer looks at the signature."""
    own = signature(command)
    shown = own.replace(parameters=list(_parameters(own.parameters)))
    command.__signature__ = shown  # type: ignore[attr-defined]  # functions have it where it is set
    return command


@_with_figures
def command(
    plan: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PLAN]",
            help="A plan, or the folder that holds one. Default: this folder; without a plan, --sites is enough.",
        ),
    ] = None,
    *,
    by: Annotated[
        date | None,
        typer.Option(
            "--by",
            parser=parse_date,
            metavar="DATE",
            help="When all sites should be there. Default: the date of the plan's aim.",
            rich_help_panel=_PACE,
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the waves into the plan. Never changes waves that are there.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how coaches and times were worked out.")] = False,
    format_: Annotated[str | None, format_option("rollout")] = None,
    require_clean: RequireClean = False,
    as_of: AsOf = None,
    output: Output = None,
    **figures: str | None,
) -> None:
    """Work out how fast it can go to all sites: waves, dates, coaches, the tightest step, and what gives.

    Figures come from the options, else from the plan (its rollout, aim and support), else they are assumed and named.
    """
    from spreadkit import get_format, plan_rollout

    given = {figure.key: text for figure in _FIGURES if (text := figures[figure.parameter]) is not None}
    writer = get_format(format_of(format_, output, "rollout"), "rollout")
    refuse_unclean(plan, as_of, wanted=require_clean)
    planned = plan_rollout(plan, given, by=by, as_of=as_of or today())
    put(writer.render_rollout(planned, screen_of(output, explain=explain)), output)
    say_unread(planned.unread)
    if write:
        _write(plan, given, as_of or today())


def _write(plan: Path | None, given: Mapping[str, str], as_of: date) -> None:
    from spreadkit import write_rollout
    from spreadkit.words import count_of, first_of

    written = write_rollout(plan, given, as_of=as_of)
    for path in written.files:
        print_message(f'wrote into "{path}": {count_of(len(written.new), "wave")} ({first_of(written.new)})')
    if written.files and given:
        print_message(
            "keep the figures that you gave under rollout in the plan: it gives the same waves again only with them"
        )
    if not written.files:
        print_message("nothing was written: the plan has all of these waves already")
    _say_who_waits(
        [(assignment.wave, assignment.takes - assignment.listed) for assignment in written.assigned], written.waiting
    )


def _say_who_waits(missing: "Sequence[tuple[str, int]]", waiting: "Sequence[str]") -> None:
    from spreadkit.words import count_of, first_of, in_words

    open_ = [f'{count} for "{wave}"' for wave, count in missing if count > 0]
    if open_:
        print_message(f"sites still to be named, in the column wave of the table of sites: {in_words(open_)}")
    if waiting:
        print_message(
            f"{count_of(len(waiting), 'target site is', 'target sites are')} in no wave yet: {first_of(waiting)}"
        )
