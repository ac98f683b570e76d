"""Two editions of one framework: what the answers to the one are worth under the other."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from spreadkit.framework.answers import any_scale_of, code_of, fits, for_importance, satisfying_level, scale_of
from spreadkit.model.base import Route
from spreadkit.model.framework import Criterion, DateScale, Framework, Level, NumberScale, WordScale
from spreadkit.model.migration import Carried
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer
from spreadkit.words import in_words


class Editions(NamedTuple):
    """The edition that is gone over to, and the one before where it is known."""

    new: Framework
    old: Framework | None


def carry(editions: Editions, answers: Mapping[str, Answer], taken: Container[str] = ()) -> list[Carried]:
    """Say of every answer what becomes of it. `taken` are ids at which something stands in the plan already."""
    moved: set[str] = set()
    carried = []
    for name, answer in answers.items():
        target = _target(editions.new, name)
        if target is None:
            carried.append(_parked(name, answer, "the criterion is no more"))
        elif target != name and (target in answers or target in taken or target in moved):
            carried.append(_parked(name, answer, f'it is "{target}" now, and an entry stands there already'))
        else:
            moved.add(target)
            carried.append(_carried(editions, name, target, answer))
    return carried


def _target(new: Framework, name: str) -> str | None:
    """Return the criterion that has an id now, or had it in an earlier edition."""
    if name in new.criteria:
        return name
    return next((each for each, criterion in new.criteria.items() if name in criterion.aliases), None)


def _parked(name: str, answer: Answer, why: str) -> Carried:
    return Carried(id=name, to=None, why=(why,), is_asked=answer.is_asked, has_recheck=answer.recheck is not None)


def _carried(editions: Editions, name: str, target: str, answer: Answer) -> Carried:
    criterion = editions.new.criteria[target]
    levels, unfit = _levels(editions.new, criterion, answer)
    old = editions.old.criteria.get(name) if editions.old else None
    changed = list(_changes(editions, old, criterion)) if old and answer.is_asked else []
    why = [f"{in_words(changed)} changed"] if changed else []
    why += [f'its level "{level}" is no longer on the scale' for level in unfit]
    return Carried(
        id=name,
        to=target,
        why=tuple(why),
        levels=levels,
        is_asked=answer.is_asked,
        has_recheck=answer.recheck is not None,
    )


def _levels(new: Framework, criterion: Criterion, answer: Answer) -> tuple[dict[Route, str], list[str]]:
    """Return the levels of an answer that have another id now, by where they stand, and those that are no more."""
    renamed: dict[Route, str] = {}
    unfit: list[str] = []
    for route, level in answer.levels:
        on = for_importance(new, criterion) if route == ("importance",) else criterion
        if level == UNKNOWN_LEVEL or code_of(new, level) or fits(new, on, level):
            continue
        now = _renamed(scale_of(new, on), level)
        if now != level:
            renamed[route] = now
        else:
            unfit.append(level)
    return renamed, list(dict.fromkeys(unfit))


def _renamed(scale: Mapping[str, Level], level: str) -> str:
    """Return the id that a level has now: its own, or that of the level which had it in an earlier edition."""
    if level in scale:
        return level
    return next((name for name, each in scale.items() if level in each.aliases), level)


def _changes(editions: Editions, old: Criterion, new: Criterion) -> Iterator[str]:
    """Name what changed of a criterion, as far as its answers rest on it. Spaces and renamed ids do not count."""
    assert editions.old is not None  # noqa: S101 - callers have looked
    before, after = scale_of(editions.old, old), scale_of(editions.new, new)
    now = {level: _renamed(after, level) for level in before}
    if _words(old.ask) != _words(new.ask):
        yield "the question"
    if _kind(editions.old, old) != _kind(editions.new, new) or [*now.values()] != [*after]:
        yield "the scale"
    elif any(_meaning(old, before, level) != _meaning(new, after, now[level]) for level in before):
        yield "the words of its levels"
    least = satisfying_level(editions.old, old)
    if now.get(least, least) != satisfying_level(editions.new, new):
        yield "what is enough"


def _meaning(criterion: Criterion, scale: Mapping[str, Level], level: str) -> tuple[str, ...]:
    return _words(criterion.levels.get(level) or scale[level].label)


def _kind(framework: Framework, criterion: Criterion) -> tuple[Any, ...]:
    """Return what a scale is like, apart from its levels."""
    match any_scale_of(framework, criterion):
        case NumberScale() as scale:
            return "number", scale.from_, scale.to, scale.step, criterion.reverse
        case DateScale():
            return ("date",)
        case WordScale() as scale:
            return "words", scale.at_least
        case _:
            return "levels", criterion.reverse


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
