"""Two editions of one framework: what the answers to the one are worth under the other."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
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
    """Say of every answer what becomes of it. `taken` are ids at which something stands in the plan already.

    Where a question was split, the answer moves to the first of its parts, and a copy to each other one.
    """
    moved: set[str] = set()
    carried = []
    for name, answer in answers.items():
        targets = _targets(editions.new, name)
        free = [
            target
            for target in targets
            if target == name or not (target in answers or target in taken or target in moved)
        ]
        moved.update(free)
        if not targets:
            carried.append(_parked(name, answer, "the criterion is no more"))
        elif not free:
            now = in_words([f'"{target}"' for target in targets])
            carried.append(_parked(name, answer, f"it is {now} now, and an entry stands there already"))
        else:
            parts = targets if len(targets) > 1 else ()
            carried += _carried_to(editions, name, answer, free, parts)
    return carried


def _targets(new: Framework, name: str) -> tuple[str, ...]:
    """Return the criterion that has an id now, or those that had it in an earlier edition."""
    return (name,) if name in new.criteria else new.formerly.get(name, ())


def _carried_to(
    editions: Editions, name: str, answer: Answer, free: Sequence[str], parts: Sequence[str]
) -> Iterator[CarriedAnswer]:
    """Carry an answer to the first of what asks it now, and copies to the others. `parts` are those of a split."""
    says_something = answer != Answer()
    for place, target in enumerate(free if says_something else free[:1]):
        changed = _of_split(parts, free) if parts and says_something else _of_question(editions, name, target, answer)
        yield replace(_carried(editions.new, name, target, answer, changed), is_copy=place > 0)


def _of_split(parts: Sequence[str], free: Container[str]) -> list[str]:
    """Say into what a question was split, and which parts have an entry of their own, so that no copy goes there."""
    taken = [part for part in parts if part not in free]
    return [
        f"the question was split into {in_words(parts)}",
        *([f"an entry stands at {in_words(taken)} already, so this one was not copied there"] if taken else []),
    ]


def _of_question(editions: Editions, name: str, target: str, answer: Answer) -> list[str]:
    """Say what changed of a question, where the edition before is known and an answer rests on it."""
    old = questions_by_id(editions.old).get(name) if editions.old else None
    changed = list(_changes(old, questions_by_id(editions.new)[target])) if old and answer.is_asked else []
    return [f"{in_words(changed)} changed"] if changed else []


def _parked(name: str, answer: Answer, why: str) -> CarriedAnswer:
    return CarriedAnswer(id=name, to=None, why=(why,), is_asked=answer.is_asked, has_recheck=answer.recheck is not None)


def _carried(new: Framework, name: str, target: str, answer: Answer, changed: Sequence[str]) -> CarriedAnswer:
    levels, unfit = _levels(questions_by_id(new)[target], answer)
    return CarriedAnswer(
        id=name,
        to=target,
        why=(*changed, *(f'its level "{level}" is no longer on the scale' for level in unfit)),
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
    if _now_called(now, old.enough) != new.enough:
        yield "what is enough"
    if any(old.needs_evidence(level) != new.needs_evidence(now[level]) for level in old.levels):
        yield "which levels need evidence"
    if (old.criterion.per_site is None) != (new.criterion.per_site is None):
        yield "whether it is asked at each site"


def _now_called(now: Mapping[str, str], level: str | None) -> str | None:
    return None if level is None else now.get(level, level)


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
