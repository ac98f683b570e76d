"""Going over to another edition of the frameworks that a plan follows: what that does to answers, and writing it.

Answers are carried, moved to the new id of their criterion, marked to be looked at again, or parked. Where a question
was split, each further part gets a copy of the answer. None is deleted, overwritten, or touched beyond that.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from spreadkit.comparing.edition_diff import Editions, carry
from spreadkit.errors import SpreadkitError, UnreadablePlanError
from spreadkit.library.frameworks import framework_used
from spreadkit.loading.loaded import LoadedPlan, display_name
from spreadkit.loading.loader import load_framework
from spreadkit.model.base import Route
from spreadkit.model.framework import Framework
from spreadkit.model.migration import CarriedAnswer, EditionChange, Migration
from spreadkit.model.plan import FrameworkUse, Plan
from spreadkit.reading.files import repository_left
from spreadkit.words import did_you_mean, in_words
from spreadkit.writing.edits import as_block, as_scalar
from spreadkit.writing.plan_draft import Draft


class MigrationRequest(NamedTuple):
    """What is asked for: an edition, of one framework or of whichever has it, and the file of an old edition."""

    framework: str | None = None
    edition: str | None = None
    old: Framework | None = None


def migration_request(to: str | None, source: Path | None) -> MigrationRequest:
    """Read what is asked for: `2010.2` or `id@2010.2`, and the file of the old edition."""
    framework, _, edition = (to or "").rpartition("@")
    old = _read_old(source) if source else None
    return MigrationRequest(framework or None, edition or None, old)


def migrate_plan(loaded: LoadedPlan, wanted: MigrationRequest, *, write: bool = False) -> Migration:
    """Say what going over to other editions does to a plan, and do it if asked to.

    Raises SpreadkitError when an edition cannot be had, or the plan's files cannot be changed safely.
    """
    plan = _sound(loaded)
    draft = Draft.of_plan(loaded)
    changes = [_change(loaded, plan, step, draft) for step in _steps(loaded, plan, wanted)]
    changing = {change.framework for change in changes}
    migration = Migration(
        plan=loaded.source.name,
        changes=tuple(changes),
        up_to_date=tuple(use.id for use in plan.frameworks if use.id not in changing),
    )
    if not write:
        return migration
    for change in changes:
        _write(draft, change)
    return replace(migration, written=tuple(display_name(path) for path in draft.save()))


def _sound(loaded: LoadedPlan) -> Plan:
    """Return the plan, if nothing of its answers had to be left out while reading: what is not seen cannot be kept."""
    lost = [route for route in loaded.lost if route[:1] in {("answers",), ("frameworks",)}]
    if loaded.plan is None or lost:
        where = f" at {'.'.join(map(str, lost[0]))}" if lost else ""
        raise UnreadablePlanError(f'"{loaded.source.name}" has mistakes{where}; mend them first: spreadkit check')
    return loaded.plan


def _read_old(path: Path) -> Framework:
    loaded = load_framework(path, top=repository_left(path))
    if loaded.framework is None:
        raise SpreadkitError(f'"{loaded.source.name}" cannot be read as a framework; see: spreadkit check {path}')
    return loaded.framework


class _Step(NamedTuple):
    """A framework that the plan follows: its place in the list, its editions, and what other frameworks ask."""

    place: int
    use: FrameworkUse
    editions: Editions
    elsewhere: frozenset[str]


def _steps(loaded: LoadedPlan, plan: Plan, wanted: MigrationRequest) -> Iterator[_Step]:
    """Go through the frameworks of the plan that are to go over to another edition."""
    followed = {use.id: _find(loaded, use, None) for use in plan.frameworks}
    for name in {wanted.framework, wanted.old.id if wanted.old else None} - {None, *followed}:
        raise SpreadkitError(f'the plan does not follow a framework "{name}"{did_you_mean(name or "", followed)}')
    targets = {
        use.id: _find(loaded, use, wanted.edition)
        for use in plan.frameworks
        if wanted.framework in {None, use.id} and (wanted.old is None or wanted.edition or wanted.old.id == use.id)
    }
    if not any(targets.values()):
        here = in_words([f'"{framework.id}@{framework.edition}"' for framework in followed.values() if framework])
        if not here:
            raise SpreadkitError("no framework of this plan can be found and read; see: spreadkit check")
        raise SpreadkitError(f"no framework of this plan is in edition {wanted.edition}; here is {here}")
    for index, use in enumerate(plan.frameworks):
        new = targets.get(use.id)
        if new is not None and new.edition != use.edition:
            others = (framework.criteria for name, framework in followed.items() if framework and name != use.id)
            elsewhere = frozenset(criterion for criteria in others for criterion in criteria)
            yield _Step(index, use, Editions(new, _old(loaded, use, wanted)), elsewhere)


def _find(loaded: LoadedPlan, use: FrameworkUse, edition: str | None) -> Framework | None:
    """Find a framework that the plan names, in an edition or as it is now."""
    found = framework_used(loaded, use, edition)
    framework = found.framework if found else None
    return framework if framework and edition in {None, framework.edition} else None


def _old(loaded: LoadedPlan, use: FrameworkUse, wanted: MigrationRequest) -> Framework | None:
    """Find the edition that the plan is pinned to: as given, or kept beside the current one."""
    if wanted.old is None or wanted.old.id != use.id:
        return _find(loaded, use, use.edition) if use.edition else None
    if use.edition not in {None, wanted.old.edition}:
        raise SpreadkitError(
            f'the plan is pinned to edition "{use.edition}" of "{use.id}", but the file that was given holds edition '
            f'"{wanted.old.edition}"'
        )
    return wanted.old


def _change(loaded: LoadedPlan, plan: Plan, step: _Step, draft: Draft) -> EditionChange:
    new, use = step.editions.new, step.use
    given = plan.answers.get(use.id, {})
    answers = carry(step.editions, given, draft.keys(("answers", use.id)))
    renamed = _moved_before(new, given) | _moved_now(answers)
    first = {old: names[0] for old, names in renamed.items()}
    references = (*_in_actions(plan, draft, first, step.elsewhere), *_in_ignore(plan, use.id, first))
    return EditionChange(
        framework=use.id,
        title=new.title,
        old=use.edition,
        new=new.edition,
        is_compared=step.editions.old is not None,
        index=step.place,
        use=f"{use.name}@{new.edition}",
        answers=tuple(answers),
        references=tuple((loaded.as_written(route), text) for route, text in references),
        appended=tuple(
            (loaded.as_written(route), text) for route, text in _added_to_actions(plan, renamed, step.elsewhere)
        ),
    )


def _moved_now(answers: Sequence[CarriedAnswer]) -> dict[str, tuple[str, ...]]:
    """Return the earlier ids of criteria whose answers move, with where to: first the answer itself, then copies."""
    moved: dict[str, tuple[str, ...]] = {}
    for answer in answers:
        if answer.to and answer.is_moved:
            moved[answer.id] = (*moved.get(answer.id, ()), answer.to)
    return moved


def _moved_before(new: Framework, given: Container[str]) -> dict[str, tuple[str, ...]]:
    """Return the earlier ids of criteria whose answers have moved: by a run that ended before it wrote the plan."""
    moved = {
        earlier: tuple(name for name in names if name in given)
        for earlier, names in new.formerly.items()
        if earlier not in given and earlier not in new.criteria
    }
    return {earlier: names for earlier, names in moved.items() if names}


def _in_actions(
    plan: Plan, draft: Draft, renamed: Mapping[str, str], elsewhere: frozenset[str]
) -> Iterator[tuple[Route, str]]:
    """Go through the actions that serve a criterion by its old id, unless another framework has that id as well."""
    for name, action in plan.actions.items():
        route: Route = ("actions", name, "for")
        listed = isinstance(draft.get(route), list)
        for index, criterion in enumerate(action.for_):
            if criterion in renamed and criterion not in elsewhere:
                yield (*route, index) if listed else route, renamed[criterion]


def _added_to_actions(
    plan: Plan, renamed: Mapping[str, Sequence[str]], elsewhere: frozenset[str]
) -> Iterator[tuple[Route, str]]:
    """Go through the actions that serve a criterion which was split: they serve its further parts as well."""
    for name, action in plan.actions.items():
        for criterion in action.for_:
            further = () if criterion in elsewhere else renamed.get(criterion, ())[1:]
            yield from ((("actions", name, "for"), part) for part in further if part not in action.for_)


def _in_ignore(plan: Plan, framework: str, renamed: Mapping[str, str]) -> Iterator[tuple[Route, str]]:
    for index, entry in enumerate(plan.ignore):
        for old, new in renamed.items():
            above = f"answers.{framework}.{old}"
            if entry.at == above or (entry.at or "").startswith(f"{above}."):
                yield ("ignore", index, "at"), f"answers.{framework}.{new}{(entry.at or '')[len(above) :]}"


def _write(draft: Draft, change: EditionChange) -> None:
    for answer in change.copied:  # while what they are copies of stands where it stood
        _write_copy(draft, change, answer)
    for answer in change.answers:
        if not answer.is_copy:
            _write_answer(draft, change, answer)
    for route, text in change.references:
        draft.set(route, text)
    for route, text in change.appended:
        draft.append(route, as_scalar(text))
    draft.set(("frameworks", change.index, "use"), change.use)


def _write_answer(draft: Draft, change: EditionChange, carried: CarriedAnswer) -> None:
    route: Route = ("answers", change.framework, carried.id)
    for below, level in carried.levels.items():
        draft.set((*route, *below), level)
    if carried.why and not carried.has_recheck:
        draft.set((*route, "recheck"), _recheck(change, carried))
    if carried.to is not None and carried.is_moved:
        draft.rename(route, carried.to)


def _write_copy(draft: Draft, change: EditionChange, carried: CarriedAnswer) -> None:
    assert carried.to is not None  # noqa: S101 - a copy is always one for a criterion
    answers: Route = ("answers", change.framework)
    draft.add(answers, as_block({carried.to: draft.get((*answers, carried.id))}), below=carried.id)
    for below, level in carried.levels.items():
        draft.set((*answers, carried.to, *below), level)
    if carried.why and not carried.has_recheck:
        draft.set((*answers, carried.to, "recheck"), _recheck(change, carried))


def _recheck(change: EditionChange, carried: CarriedAnswer) -> str:
    return f"with edition {change.new} {'; '.join(carried.why)}"
