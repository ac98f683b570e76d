"""Two editions of one framework: what the answers to the one are worth under the other."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.base import Route
from spreadkit.model.framework import DateScale, Framework, Level, NumberScale, WordScale
from spreadkit.model.migration import CarriedAnswer
from spreadkit.model.plan import Answer
from spreadkit.words import in_words


class Editions(NamedTuple):
    """The edition that is gone over to, and the one before where it is known."""

    new: Framework
    old: Framework | None


def carry(editions: Editions, answers: Mapping[str, Answer], taken: Container[str] = ()) -> list[CarriedAnswer]:
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
    return next((current for current, criterion in new.criteria.items() if name in criterion.aliases), None)


def _parked(name: str, answer: Answer, why: str) -> CarriedAnswer:
    return CarriedAnswer(id=name, to=None, why=(why,), is_asked=answer.is_asked, has_recheck=answer.recheck is not None)


def _carried(editions: Editions, name: str, target: str, answer: Answer) -> CarriedAnswer:
    new = questions_by_id(editions.new)[target]
    levels, unfit = _levels(new, answer)
    old = questions_by_id(editions.old).get(name) if editions.old else None
    changed = list(_changes(old, new)) if old and answer.is_asked else []
    why = [f"{in_words(changed)} changed"] if changed else []
    why += [f'its level "{level}" is no longer on the scale' for level in unfit]
    return CarriedAnswer(
        id=name,
        to=target,
        why=tuple(why),
        levels=levels,
        is_asked=answer.is_asked,
        has_recheck=answer.recheck is not None,
    )


def _levels(question: Question, answer: Answer) -> tuple[dict[Route, str], list[str]]:
    """Return the levels of an answer that have another id now, by where they stand, and those that are no more."""
    renamed: dict[Route, str] = {}
    unfit: list[str] = []
    for route, level in answer.levels:
        asked = question.of_importance if route == ("importance",) else question
        if asked.allows(level):
            continue
        now = _renamed(asked.levels, level)
        if now != level:
            renamed[route] = now
        else:
            unfit.append(level)
    return renamed, list(dict.fromkeys(unfit))


def _renamed(scale: Mapping[str, Level], level: str) -> str:
    """Return the id that a level has now: its own, or that of the level which had it in an earlier edition."""
    if level in scale:
        return level
    return next((name for name, new_level in scale.items() if level in new_level.aliases), level)


def _changes(old: Question, new: Question) -> Iterator[str]:
    """Name what changed of a question, as far as its answers rest on it. Spaces and renamed ids do not count."""
    now = {level: _renamed(new.levels, level) for level in old.levels}
    if _words(old.ask) != _words(new.ask):
        yield "the question"
    if _kind(old) != _kind(new) or [*now.values()] != [*new.levels]:
        yield "the scale"
    elif any(_meaning(old, level) != _meaning(new, now[level]) for level in old.levels):
        yield "the words of its levels"
    if now.get(old.enough, old.enough) != new.enough:
        yield "what is enough"


def _meaning(question: Question, level: str) -> tuple[str, ...]:
    return _words(question.criterion.levels.get(level) or question.levels[level].label)


def _kind(question: Question) -> tuple[Any, ...]:
    """Return what a scale is like, apart from its levels."""
    match question.scale:
        case NumberScale() as scale:
            return "number", scale.from_, scale.to, scale.step, question.criterion.reverse
        case DateScale():
            return ("date",)
        case WordScale() as scale:
            return "words", scale.at_least
        case _:
            return "levels", question.criterion.reverse


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
