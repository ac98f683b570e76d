"""Raters: how alike those saw it who rated on their own, and how that moved from round to round."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.framework import Framework
from spreadkit.model.plan import RatedMean
from spreadkit.model.report import NOT_STATED, Block, Chart, Mark, Phrase, Section, Table, Tone
from spreadkit.model.score import Agreement, FrameworkScore, RoundScore
from spreadkit.months import day
from spreadkit.sections._pictures import of_raters
from spreadkit.sections._view import View
from spreadkit.sections._wording import Row, n_of, number_of, of_framework, say, section, table, tables
from spreadkit.words import count_of

ORDER = 55
SHOWS: Final = ("ratings",)

INTRO = (
    "Several people rated the same criteria on their own. Where they differ, that is a finding in itself: talk about "
    "it before you settle on an answer. r_wg tells how far they agree, from 0 (not at all) to 1 (all alike)."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score)]
    return section("raters", "How raters saw it", blocks, intro=INTRO) if blocks else None


def _of_framework(view: View, framework: Framework, score: FrameworkScore) -> Iterator[Block]:
    if not score.rounds:
        return
    several = of_framework(view, framework.title)
    last = score.rounds[-1]
    title = f"Ratings of {day(last.on)}{several}"
    headers = ["Criterion", "#Raters", "#Mean", "#Median", "Lowest to highest", "#r_wg?", "#Agreed answer?", "Note?"]
    ratings = table(title, headers, [_row(framework, each) for each in last.agreement])
    if ratings.rows:
        drawing = of_raters(framework.id, title, framework, view.plan.ratings[last.id], last.agreement)
        yield Chart(title=title, sentence=_apart(last), data=ratings, drawing=drawing)
    rounds = [_round(each, view.plan.ratings[each.id].note) for each in score.rounds]
    yield from tables(table(f"Rounds of ratings{several}", ["Round", "Score", "Change?", "Note?"], rounds))
    for each in score.rounds:
        means = view.plan.ratings[each.id].means
        headers = ["Criterion", "#Mean", "Lowest to highest?", "#Raters?"]
        title = f"Means as published, in points: round of {day(each.on)}{several}"
        published = table(title, headers, [_mean(framework, *item) for item in means.items()])
        if each is last and published.rows and not last.agreement:
            drawing = of_raters(framework.id, title, framework, view.plan.ratings[last.id], ())
            yield Chart(title=title, sentence=_of_published(published), data=published, drawing=drawing)
        else:
            yield from tables(published)


def _apart(last: RoundScore) -> str:
    """Say how many criteria the raters saw far apart."""
    differ = sum(each.differ for each in last.agreement)
    whole = count_of(len(last.agreement), "criterion", "criteria")
    return (
        f"On {n_of(differ, len(last.agreement))} criteria ratings lie far apart."
        if differ
        else (f"On none of {whole} do ratings lie far apart.")
    )


def _of_published(published: Table) -> str:
    whole = count_of(len(published.rows), "criterion", "criteria")
    return f"Means of {whole} as published, with the lowest and highest rating where they are given."


def _row(framework: Framework, each: Agreement) -> Row:
    return [
        Phrase(text=framework.criteria[each.criterion].ask, note=each.criterion),
        each.raters,
        each.mean.normalize(),
        each.median.normalize(),
        f"{each.low.normalize():f} to {each.high.normalize():f}",
        None if each.within_group is None else each.within_group.normalize(),
        None if each.agreed is None else each.agreed.normalize(),
        Phrase(text=_note(each) or ("Ratings lie far apart" if each.differ else NOT_STATED), mark=_mark(each)),
    ]


def _mean(framework: Framework, name: str, rated: RatedMean) -> Row:
    criterion = framework.criteria.get(name)
    ends = dict.fromkeys(say(end) for end in (rated.low, rated.high) if end is not None)
    return [
        Phrase(text=criterion.ask if criterion else name, note=name),
        say(rated.mean),
        " to ".join(ends) or None,
        None if rated.raters is None else say(rated.raters),
    ]


def _note(each: Agreement) -> str:
    parts = [
        f"not counted: {each.why}" if each.why else "",
        f"the agreed answer is {each.shift.normalize():+f} from the mean" if each.shift else "",
        f"{count_of(each.not_rated, 'rater')} gave no rating" if each.not_rated else "",
    ]
    return "; ".join(filter(None, parts))


def _mark(each: Agreement) -> Mark | None:
    if not each.differ:
        return None
    return Mark(text=f"{count_of(each.spans, 'level')} from lowest to highest", tone=Tone.WARNING)


def _round(each: RoundScore, note: str | None) -> Row:
    name = Phrase(text=day(each.on), note=f"{each.id}{f', edition {each.edition}' if each.edition else ''}")
    change = None
    if each.change is not None:
        change = f"{each.change:+f} on {count_of(each.common, 'criterion', 'criteria')} that both rounds rated"
    return [name, number_of(each.range) if each.range else "not worked out", change, note]
