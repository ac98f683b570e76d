"""`spreadkit rollout`: how fast it can go to all sites, and what that takes."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from spreadkit.cli.common import AsOf, Output, format_of, format_option, parse_date, put, say, screen_of, today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME: Final = "rollout"
EXAMPLE: Final = (
    "Example: spreadkit rollout --sites 570 --unit-size 15 --step-months 10,9,12 --coaches 1 --by 2030-12-31"
)

PACE: Final = "Size and pace"
COACHES: Final = "Coaches"
GATE: Final = "How long a wave must be, to be judged by its data"


def _figure(name: str, text: str, panel: str, *, shown_as: str = "NUMBER") -> Any:
    return typer.Option(name, metavar=shown_as, help=text, rich_help_panel=panel)


def command(
    plan: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PLAN]",
            help="A plan, or the folder that holds one. Default: this folder; without a plan, --sites is enough.",
        ),
    ] = None,
    *,
    sites: Annotated[str | None, _figure("--sites", "How many sites full scale is.", PACE)] = None,
    unit_size: Annotated[str | None, _figure("--unit-size", "How many sites make a scalable unit.", PACE)] = None,
    multiplier: Annotated[
        str | None, _figure("--multiplier", "How many times as many units after each wave. Taught: 5.", PACE)
    ] = None,
    first_units: Annotated[str | None, _figure("--first-units", "How many units the first wave has.", PACE)] = None,
    start: Annotated[str | None, _figure("--start", "When it begins.", PACE, shown_as="DATE")] = None,
    by: Annotated[
        date | None,
        typer.Option(
            "--by",
            parser=parse_date,
            metavar="DATE",
            help="When all sites should be there. Default: the date of the plan's aim.",
            rich_help_panel=PACE,
        ),
    ] = None,
    set_up: Annotated[str | None, _figure("--set-up", "Months of preparation before the first wave.", PACE)] = None,
    step_months: Annotated[
        str | None,
        _figure("--step-months", "Months each wave lasts: one number, or one a wave.", PACE, shown_as="10,9,12"),
    ] = None,
    pause: Annotated[str | None, _figure("--pause", "Months between waves, to look and decide.", PACE)] = None,
    slack: Annotated[str | None, _figure("--slack", "How many times as long it may take.", PACE)] = None,
    coaches: Annotated[str | None, _figure("--coaches", "How many coaches there are at the start.", COACHES)] = None,
    hires: Annotated[
        str | None,
        _figure("--hires", "How many join before each wave, the first for wave 1.", COACHES, shown_as="0,2,1"),
    ] = None,
    visits: Annotated[
        str | None, _figure("--visits-each-month", "Visits to each site and month during its wave.", COACHES)
    ] = None,
    visits_after: Annotated[
        str | None, _figure("--visits-after", "Visits to each site and month afterwards, such as 1/3.", COACHES)
    ] = None,
    months_after: Annotated[str | None, _figure("--months-after", "For how many months afterwards.", COACHES)] = None,
    days_per_visit: Annotated[
        str | None, _figure("--days-per-visit", "Days of work that a visit takes, with travel.", COACHES)
    ] = None,
    days_each_month: Annotated[
        str | None, _figure("--days-each-month", "Days a month that a coach has for visits.", COACHES)
    ] = None,
    attrition: Annotated[
        str | None, _figure("--attrition", "Share of coaches that leaves from wave to wave.", COACHES)
    ] = None,
    yield_: Annotated[str | None, _figure("--yield", "Share of a wave's sites that gives a coach.", COACHES)] = None,
    local_start: Annotated[
        str | None, _figure("--local-start", "Months until a site has the change in use.", GATE)
    ] = None,
    points: Annotated[str | None, _figure("--points", "Points of data that are needed.", GATE)] = None,
    interval: Annotated[str | None, _figure("--interval", "Months between two points.", GATE)] = None,
    lag: Annotated[str | None, _figure("--lag", "Months until a point is known.", GATE)] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the waves into the plan. Never changes waves that are there.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how coaches and times were worked out.")] = False,
    format_: Annotated[str | None, format_option("rollout")] = None,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Work out how fast it can go to all sites: waves, dates, coaches, the tightest step, and what gives.

    Figures come from the options, else from the plan (its rollout, aim and support), else they are assumed and named.
    """
    from spreadkit import get_format, plan_rollout

    asked = {
        "sites": sites,
        "unit-size": unit_size,
        "multiplier": multiplier,
        "first-units": first_units,
        "start": start,
        "set-up": set_up,
        "step-months": step_months,
        "pause": pause,
        "slack": slack,
        "coaches": coaches,
        "hires": hires,
        "visits-each-month": visits,
        "visits-after": visits_after,
        "months-after": months_after,
        "days-per-visit": days_per_visit,
        "days-each-month": days_each_month,
        "attrition": attrition,
        "yield": yield_,
        "local-start": local_start,
        "points": points,
        "interval": interval,
        "lag": lag,
    }
    given = {name: text for name, text in asked.items() if text is not None}
    writer = get_format(format_of(format_, output, "rollout"), "rollout")
    planned = plan_rollout(plan, given, by=by, as_of=as_of or today())
    put(writer.render_rollout(planned, screen_of(output, explain=explain)), output)
    if write:
        _write(plan, given)


def _write(plan: Path | None, given: "Mapping[str, str]") -> None:
    from spreadkit import write_rollout
    from spreadkit.words import count_of, first_of

    written = write_rollout(plan, given)
    for path in written.files:
        say(f'wrote into "{path}": {count_of(len(written.new), "wave")} ({first_of(written.new)})')
    if written.files and given:
        say("keep the figures that you gave under rollout in the plan: it gives the same waves again only with them")
    if not written.files:
        say("nothing was written: the plan has all of these waves already")
    _say_who_waits([(each.wave, each.takes - each.listed) for each in written.assigned], written.waiting)


def _say_who_waits(missing: "Sequence[tuple[str, int]]", waiting: "Sequence[str]") -> None:
    from spreadkit.words import count_of, first_of, in_words

    open_ = [f'{count} for "{wave}"' for wave, count in missing if count > 0]
    if open_:
        say(f"sites still to be named, in the column wave of the table of sites: {in_words(open_)}")
    if waiting:
        say(f"{count_of(len(waiting), 'target site is', 'target sites are')} in no wave yet: {first_of(waiting)}")
