"""The verbs about a rollout: work it out, with a plan or without, and write its waves into the plan."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spreadkit.api.refusal import refuse_plan
from spreadkit.errors import SpreadkitError, UnreadablePlanError
from spreadkit.model.schedule import Rollout, read_rollout
from spreadkit.months import LAST_DAY, is_possible
from spreadkit.rollout.deadline import deadline_outlook
from spreadkit.rollout.feasibility import CheckOutcome, PlannedRollout, check_outcomes
from spreadkit.rollout.schedule import Schedule, schedule
from spreadkit.rollout.terms import RolloutTerms, terms_of

if TYPE_CHECKING:
    from spreadkit.loading.loaded import LoadedPlan
    from spreadkit.writing.write_waves import WrittenWaves


def plan_rollout(
    path: Path | None = None, given: Mapping[str, str] | None = None, *, by: date | None = None, as_of: date
) -> PlannedRollout:
    """Work out the waves of a rollout, what becomes of its date, and how the plan's own waves stand.

    `given` are figures as they would be written under `rollout` of a plan, by the same names (`step-months`: `10, 9`);
    they come before the plan's own, and `by` before the date of its aim. `path` is a plan or the folder that holds one;
    None is the working folder, and no plan has to be there.

    Raises SpreadkitError when a figure does not fit, or nothing says how many sites there are.
    """
    asked, loaded = _asked(given), _open(path, as_of)
    plan = loaded.plan if loaded else None
    planned = _schedule(terms_of(asked, plan, by=by))
    return PlannedRollout(
        plan=loaded.name if loaded else None,
        as_of=as_of,
        schedule=planned,
        outlook=deadline_outlook(planned),
        held=_held(loaded, as_of) if loaded and plan and plan.waves else (),
        unread=plan.unread if plan else (),
    )


def write_rollout(
    path: Path | None = None, given: Mapping[str, str] | None = None, *, as_of: date | None = None
) -> "WrittenWaves":
    """Write the waves of a rollout into the plan that it is worked out for; those that are there stay as they are.

    Raises SpreadkitError when there is no plan, when it has other waves, or cannot be changed safely; PatientDataError
    when it may hold data of patients. `as_of` is the day on which what it allows must be in force; any when not given.
    """
    from spreadkit.writing.lock import change_alone
    from spreadkit.writing.write_waves import write_waves

    asked, plan = _asked(given), _find(path)
    if plan is None:
        raise SpreadkitError("there is no plan here to write the waves into; name one, or begin one: spreadkit init")

    def write() -> "WrittenWaves":
        loaded = _load(plan, path, as_of)
        return write_waves(loaded, _schedule(terms_of(asked, loaded.plan)))

    return change_alone(plan, write)


def _schedule(terms: RolloutTerms) -> Schedule:
    """Work the waves out, if they end where the days of plans lie."""
    planned = schedule(terms)
    if planned.last_day_with_slack and not is_possible(planned.last_day_with_slack):
        raise SpreadkitError(
            f"with these figures it ends after the year {LAST_DAY.year}; correct the start or the lengths"
        )
    return planned


def _held(loaded: "LoadedPlan", as_of: date) -> tuple[CheckOutcome, ...]:
    """Check the whole plan, as `check` does, since some rules look at what others have found."""
    from spreadkit.checking.run import check_plan
    from spreadkit.rules._registry import rollout_checks

    return check_outcomes(check_plan(loaded, as_of), rollout_checks())


def _asked(given: Mapping[str, str] | None) -> Rollout:
    asked, wrong = read_rollout(given or {})
    if wrong:
        raise SpreadkitError("; ".join(f"--{name}: {message}" for name, message in wrong))
    return asked


def _open(path: Path | None, as_of: date) -> "LoadedPlan | None":
    """Read a plan; None where none was named and none is in the working folder."""
    plan = _find(path)
    return None if plan is None else _load(plan, path, as_of)


def _find(path: Path | None) -> Path | None:
    from spreadkit.library.discovery import find_plan, plans_in

    return None if path is None and not plans_in(Path()) else find_plan(path or Path())


def _load(plan: Path, path: Path | None, as_of: date | None) -> "LoadedPlan":
    from spreadkit.loading.loader import load_plan
    from spreadkit.reading.files import repository_left

    loaded = load_plan(plan, top=repository_left(plan))
    if loaded.plan is None:
        raise UnreadablePlanError(
            f'"{loaded.source.name}" cannot be read as a plan; see: spreadkit check {path or "."}'
        )
    refuse_plan(loaded, path or Path(), as_of)
    return loaded
