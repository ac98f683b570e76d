"""The verbs about rows that come in over time: take up what sites send back, add an event, keep a forecast."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spreadkit.api.refusal import refuse_plan
from spreadkit.errors import SpreadkitError
from spreadkit.library.discovery import find_plan, refuse_left
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_plan
from spreadkit.reading.files import repository_left
from spreadkit.reading.questions import is_there

if TYPE_CHECKING:
    from spreadkit.model.collection import Collection
    from spreadkit.model.day_orders import DayOrder
    from spreadkit.writing.keep_forecast import KeptRow


def collect(  # noqa: PLR0913 - what to read, how, and what to do with it
    files: Sequence[Path],
    plan: Path,
    *,
    as_of: date,
    dates: "DayOrder | None" = None,
    accept_changes: bool = False,
    write: bool = False,
) -> "Collection":
    """Say what files that sites sent back (CSV or XLSX) mean for a plan: what is new, the same, changed or refused.

    `dates` is the order of days that are not written year-month-day: `day-first` or `month-first`.
    With `write` the rows are written into the tables of the plan, if all are sound; rows that are changed only with
    `accept_changes`. Raises SpreadkitError when a file is not there or cannot be written.
    """
    from spreadkit.collecting.collect import collect_returns

    for path in files:
        refuse_left(path)
        if not is_there(path):
            raise SpreadkitError(f'there is no file "{path}"; name the files that were sent back, CSV or XLSX')
    path = find_plan(plan)

    def take() -> "Collection":
        return collect_returns(
            _loaded(path, plan, as_of), files, as_of=as_of, dates=dates, accept_changes=accept_changes, write=write
        )

    return _alone(path, take) if write else take()


def add_adoption(cells: Mapping[str, str], plan: Path, *, as_of: date) -> "Collection":
    """Add one row to a plan's table of adoption, by the texts of its cells (`date`, `site`, `change`, `stage`, …).

    Nothing is written when the row is refused, or there already. Raises SpreadkitError when it cannot be written.
    """
    from spreadkit.collecting.collect import add_event

    path = find_plan(plan)
    return _alone(path, lambda: add_event(_loaded(path, plan, as_of), cells, as_of=as_of))


def _loaded(path: Path, named: Path, as_of: date) -> LoadedPlan:
    """Read a plan that may be added to. Raises PatientDataError when it may hold data of patients."""
    loaded = load_plan(path, top=repository_left(path))
    refuse_plan(loaded, named, as_of)
    return loaded


def keep_forecast(plan: Path, *, as_of: date, by: date | None = None) -> "KeptRow":
    """Add the forecast of a day to a plan's table of forecasts; it is for the day `by`, or that of the aim.

    Raises SpreadkitError when there is no range to keep, or it cannot be written.
    """
    from spreadkit.writing.keep_forecast import add_forecast
    from spreadkit.writing.lock import change_alone

    path = find_plan(plan)
    return change_alone(path, lambda: add_forecast(_loaded(path, plan, as_of), as_of, by))


def _alone(plan: Path, change: Callable[[], "Collection"]) -> "Collection":
    """Change a plan while no other spreadkit does; what takes long and reads nothing of it is done before the lock."""
    from spreadkit.model.plan import Plan
    from spreadkit.rules._registry import all_rules
    from spreadkit.writing.lock import change_alone

    all_rules()
    Plan.model_rebuild()
    return change_alone(plan, change)
