"""Keeping the forecast of a day: one row more in a plan's table of forecasts."""

from datetime import date
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.words import WHAT
from spreadkit.errors import SpreadkitError, UnreadablePlanError
from spreadkit.forecast.outlook import Forecast
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.loading.loaded import LoadedPlan, file_state
from spreadkit.loading.loader import load_plan
from spreadkit.loading.mounting import ANY_SITE
from spreadkit.model.base import known
from spreadkit.model.forecast import KeptForecast
from spreadkit.model.plan import Plan
from spreadkit.reading.files import repository_left
from spreadkit.record import record
from spreadkit.writing.atomic import clear_leftovers
from spreadkit.writing.table_draft import TableDraft, save_all

_COLUMNS: Final = ("made-on", "by", "of", "low", "middle", "high")

_NO_TABLE: Final = (
    "the plan keeps no forecasts in a file; add the line forecasts: forecasts.csv, and the file with the heading "
    f"{','.join(_COLUMNS)}"
)


@record
class KeptRow:
    """A forecast that is kept, in words, the file that it stands in, and whether it was written there just now."""

    says: str
    file: str
    is_new: bool


def add_forecast(loaded: LoadedPlan, as_of: date, by: date | None = None) -> KeptRow:
    """Add the forecast of a day to a plan's table of forecasts; nothing is written where it is there already.

    It says how many sites will be there by the day `by`, or that of the aim.

    Raises SpreadkitError when there is no range to keep, another one was kept on that day, or it cannot be written.
    """
    plan = loaded.plan
    if plan is None:
        raise UnreadablePlanError(f'"{loaded.source.name}" cannot be read as a plan; see: spreadkit check')
    name = _file_of(loaded)
    until = by or known(plan.aim.by)
    if until is None:
        raise SpreadkitError("the aim has no day; add by: under aim, or say --by DATE")
    made = Overview(plan, as_of).forecast_by(until)
    if made is None:
        raise SpreadkitError("there is no forecast to keep; it needs target sites, and adoption events")
    says = " ".join(forecast_sentences(made, what=WHAT, aim=made.eligible))
    row = _row(made, as_of)
    if row is None:
        raise SpreadkitError(f"there is no range to keep. {says}")
    clear_leftovers(loaded.path.parent / name)
    if row in plan.forecasts:
        return KeptRow(says, name, is_new=False)
    _refuse_another(plan, row, name)
    _write(loaded, name, row)
    return KeptRow(says, name, is_new=True)


def _file_of(loaded: LoadedPlan) -> str:
    """Return the name of the file, beside the plan, that new rows go to."""
    named = loaded.named.get(("forecasts",))
    if not named:
        raise SpreadkitError(_NO_TABLE)
    if ANY_SITE in named[-1]:
        raise SpreadkitError(f'"{named[-1]}" names a file for each site; keep the forecasts of all sites in one file')
    if file_state(loaded, named[-1]) == "outside":
        raise SpreadkitError(f'"{named[-1]}" lies outside the repository; keep the files of a plan beside it')
    return named[-1]


def _row(made: Forecast, as_of: date) -> KeptForecast | None:
    if made.eligible is None or made.low is None or made.middle is None or made.high is None:
        return None
    return KeptForecast(as_of, made.by, made.eligible, made.low, made.middle, made.high)


def _refuse_another(plan: Plan, row: KeptForecast, name: str) -> None:
    if any((kept.made_on, kept.by) == (row.made_on, row.by) for kept in plan.forecasts):
        raise SpreadkitError(
            f'"{name}" has another forecast that was made on {row.made_on} for {row.by}; a forecast is kept as it was '
            "first printed, so nothing was written"
        )


def _write(loaded: LoadedPlan, name: str, row: KeptForecast) -> None:
    path = loaded.path.parent / name
    top = loaded.root
    draft = TableDraft(path, top=top) if path.exists() else TableDraft.begin(path, _COLUMNS, top=top)
    figures = (row.made_on, row.by, row.of, row.low, row.middle, row.high)
    draft.append([{column: str(figure) for column, figure in zip(_COLUMNS, figures, strict=True)}])
    save_all([draft])
    again = load_plan(loaded.path, top=repository_left(loaded.path)).plan
    if again is None or row not in again.forecasts:
        raise SpreadkitError(
            f'the forecast was written into "{name}", but is not in the plan as it is read now; look at the file '
            "(git diff) before anything else"
        )
