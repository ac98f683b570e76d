"""One criterion on a worksheet: its answers with boxes, what to look for, how it counts, and lines to write on."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.framework.resting import rests_on, why_it_may_work
from spreadkit.model.framework import (
    Criterion,
    DateScale,
    NumberScale,
    PerSite,
    RollUp,
    SitesCounted,
    WordScale,
)
from spreadkit.model.report import Blank, Blanks, Block, Bullets, Fact, Facts, Group
from spreadkit.model.report_parts import Phrase
from spreadkit.scoring.by_site import SITES_THAT
from spreadkit.sections._wording import NEED_WORDS, fact, interval
from spreadkit.words import count_of, in_words

BOX: Final = "☐"

_WORDS_A_LINE: Final = 8
_MOST_LINES: Final = 8
"""How many words of handwriting fill a line, and how many lines there are at most. The figures are ours."""

_FACTS_OF_PLANS: Final = {
    "outcome-points": "the points in time of the outcome measures",
    "target-sites": "the target sites",
    "sites-in-place": "the target sites where every core change is in place",
    "sites-in-place-percent": "the percentage of target sites where every core change is in place",
}

_ROLL_UPS: Final = {
    RollUp.LOWEST: "the lowest answer counts",
    RollUp.HIGHEST: "the highest answer counts",
    RollUp.MEAN: "their mean counts",
    RollUp.MEDIAN: "the middle one (median) counts",
    RollUp.SHARE: "the share of sites that satisfy it counts",
}


def criterion_blocks(question: Question) -> Iterator[Block]:
    """Go through a criterion with everything that its file says of it: what is filled in, then the small print."""
    blocks: list[Block] = []
    answers = tuple(_answers(question))
    if answers:
        blocks.append(Bullets(items=answers, boxed=True))
    if hints := tuple(_hints(question)):
        blocks.append(Facts(items=hints))
    if question.criterion.from_plan is None:
        blocks.append(Blanks(items=tuple(_blanks(question))))
    yield Group(title=question.ask, note=question.id, together=True, blocks=tuple(blocks))
    yield Facts(items=tuple(_small_print(question)))


def level_name(question: Question) -> str | None:
    """Return what satisfies a criterion, in the words of its scale; None where that knows no answer that is enough."""
    level = question.enough
    if level is None or level not in question.levels:
        return level
    label = question.levels[level].label
    return label if question.worst_to_best[-1] == level else f"{label}, or better"


def _answers(question: Question) -> Iterator[Phrase]:
    if question.criterion.from_plan is not None:
        return
    scale = question.scale
    for level in reversed(question.worst_to_best):
        yield _level(question, level)
    if isinstance(scale, NumberScale):
        ends = [f"{end} is: {words}" for end, words in ((scale.from_, scale.low), (scale.to, scale.high)) if words]
        yield Phrase(text=f"{BOX} Answer: {question.wanted}", note="; ".join(ends))
        for band in scale.bands:
            yield Phrase(text=f"{interval(band)}: {band.title}", note=band.about or "")
    if isinstance(scale, DateScale):
        yield Phrase(text=f"{BOX} Done on the day below")
        yield Phrase(text=f"{BOX} Not done")
    yield Phrase(text=f"{BOX} Unknown: we looked, and nobody could say")
    for code in question.framework.not_answered.values():
        yield Phrase(text=f"{BOX} {code.label}")
    if question.criterion.not_applicable == "allowed":
        yield Phrase(text=f"{BOX} Not applicable, for the reason below")


def _level(question: Question, name: str) -> Phrase:
    level = question.levels[name]
    words = question.criterion.levels.get(name) or level.about
    points = question.points(name)
    named = [] if name in level.label.casefold().split() else [name]
    more = ", ".join([*named, *([] if points is None else [f"worth {_plain(points)}"])])
    text = f"{BOX} {level.label}{f' ({more})' if more else ''}"
    return Phrase(text=f"{text}: {words}" if words else text, note=_basis_of_points(question.criterion, name))


def _basis_of_points(criterion: Criterion, level: str) -> str:
    points = criterion.points.get(level)
    if points is None:
        return ""
    note = f": {points.note}" if points.note else ""
    ends = f", may be {points.least} to {points.greatest}" if points.is_in_doubt else ""
    return f"Points: {rests_on(points.basis, ())}{ends}{note}"


def _hints(question: Question) -> Iterator[Fact]:
    """Say what helps to answer."""
    criterion = question.criterion
    if criterion.prompts:
        yield fact("To think about", "\n".join(criterion.prompts))
    yield from _when(question)
    if criterion.evidence:
        yield fact("Evidence to look for", "; ".join(criterion.evidence))


def _small_print(question: Question) -> Iterator[Fact]:
    """Say how an answer counts, what it is compared with, and on what the criterion rests."""
    criterion = question.criterion
    gate = question.framework.gates.get(criterion.gate or "")
    at = f" at the gate “{gate.title}”" if gate else ""
    enough = level_name(question)
    need = f"{NEED_WORDS[criterion.need]}{at}; {f'enough is: {enough}' if enough else 'no answer is called enough'}"
    yield fact("Need", need[:1].upper() + need[1:])
    for name, way in question.framework.strategies_for(question.id).items():
        yield fact("Way to close a gap", f"{way.do} ({name})", why_it_may_work(way))
    if criterion.evidence_in_plan:
        yield fact("Evidence in the plan itself", ", ".join(criterion.evidence_in_plan))
    if criterion.evidence_from:
        yield fact("Evidence is needed", f"from “{criterion.evidence_from}” on")
    strict = [level.label for level in question.levels.values() if level.needs_evidence]
    if strict:
        yield fact("Counts only with evidence", in_words([f"“{label}”" for label in strict]))
    if criterion.fresh_for:
        yield fact("Evidence is fresh for", count_of(criterion.fresh_for, "day"))
    if criterion.verified_by:
        yield fact("Compared with", f"what these rules find in a plan: {in_words(criterion.verified_by)}")
    yield fact("Rests on", rests_on(criterion.basis, criterion.sources), criterion.note or "")
    if criterion.levels_basis is not None:
        yield fact("Its levels rest on", rests_on(criterion.levels_basis, ()))


def _when(question: Question) -> Iterator[Fact]:
    """Say when it is asked, of whom, and how much it counts, where that is not always, once, and as it stands."""
    criterion, condition = question.criterion, question.criterion.only_if
    if condition is not None:
        other_question = questions_by_id(question.framework).get(condition.criterion)
        least = condition.at_least or (other_question.enough if other_question else None) or "in some way"
        answered = in_words(condition.is_, joiner="or") if condition.is_ else f"{least}, or better"
        yield fact("Asked only if", f"{condition.criterion} is answered {answered}")
    if criterion.stages:
        yield fact("Asked at the stages", in_words([str(stage) for stage in criterion.stages]))
    if criterion.per_site is not None:
        yield fact("Asked at each site", _rolled_up(criterion.per_site))
    if criterion.from_plan is not None:
        yield fact("Not asked", f"counted from the plan: {_FACTS_OF_PLANS[criterion.from_plan]}")
    if criterion.reverse:
        yield fact("High answers", "are bad here, so they are turned round")
    weights = [f"{weight} at the stage {stage}" for stage, weight in criterion.weight_at.items()]
    if criterion.weight != 1 or weights:
        yield fact("Weight", in_words([str(criterion.weight), *weights]))
    if criterion.not_applicable == "never":
        yield fact("Not applicable", "never: it cannot be set aside")


def _rolled_up(rule: PerSite) -> str:
    least = f"; {_plain(Fraction(rule.share) * 100)} % of them must" if rule.share is not None else ""
    of = f", of sites {SITES_THAT[rule.of][1]}" if rule.of is not SitesCounted.ALL else ""
    return f"{_ROLL_UPS[rule.roll_up]}{of}{least}"


def _blanks(question: Question) -> Iterator[Blank]:
    scale = question.scale
    if isinstance(scale, NumberScale):
        yield Blank(label="Number")
    if isinstance(scale, DateScale):
        yield Blank(label="Done on")
    if isinstance(scale, WordScale):
        words = f"Answer, in {count_of(scale.at_least, 'word')} or more"
        yield Blank(label=words, lines=min(_MOST_LINES, 2 + scale.at_least // _WORDS_A_LINE))
    if question.criterion.per_site is not None:
        yield Blank(label="Answers by site", lines=3)
    yield Blank(label="Because", lines=2)
    yield Blank(label="Evidence")
    yield Blank(label="By", half=True)
    yield Blank(label="On", half=True)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"
