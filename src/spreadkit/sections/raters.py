"""Raters: how alike those saw it who rated on their own, and how that moved from round to round."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.framework import Framework
from spreadkit.model.plan import RatedMean
from spreadkit.model.report import Block, Chart, ReportTable, Section
from spreadkit.model.report_parts import NOT_STATED, Mark, Phrase, Tone
from spreadkit.model.score import Agreement, FrameworkScore, GroupAgreement, RoundScore, SplitRatings
from spreadkit.months import day
from spreadkit.scoring.agreement import ratings_in_words
from spreadkit.scoring.shown import figure_in_words
from spreadkit.sections._pictures import of_raters
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, of_framework, say, section, table, tables
from spreadkit.words import count_of, in_words

ORDER = 55
SHOWS: Final = ("ratings",)

_INTRO = (
    "Several people rated the same criteria on their own. Where they differ, that is a finding in itself: talk about "
    "it before you settle on an answer. r_wg tells how far they agree on one criterion, from 0 (not at all) to 1 (all "
    "alike); r_wg(j) tells it of the criteria of one component together."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score)]
    return section("raters", "How raters saw it", blocks, intro=_INTRO) if blocks else None


def _of_framework(view: View, framework: Framework, score: FrameworkScore) -> Iterator[Block]:
    if not score.rounds:
        return
    several = of_framework(view, framework.title)
    last = score.rounds[-1]
    title = f"Ratings of {day(last.on)}{several}"
    headers = ["Criterion", "#Raters", "#Mean", "#Median", "Lowest to highest", "#r_wg?", "#Agreed answer?", "Note?"]
    ratings = table(title, headers, [_row(framework, agreement) for agreement in last.agreement])
    if ratings.rows:
        picture = of_raters(framework.id, title, framework, view.plan.ratings[last.id], last.agreement)
        yield Chart(sentence=_apart(last), data=ratings, **(picture.fields if picture else {"title": title}))
    rounds = [_round(rated_round, view.plan.ratings[rated_round.id].note) for rated_round in score.rounds]
    together = [_group(framework, group) for group in last.together if group.criteria > 1]
    headers = ["Component", "#Criteria", "#r_wg(j)?", "Note?"]
    yield from tables(table(f"How far raters agree on each component{several}", headers, together))
    yield from tables(table(f"Rounds of ratings{several}", ["Round", "Score", "Change?", "Note?"], rounds))
    for rated_round in score.rounds:
        when = f"round of {day(rated_round.on)}{several}"
        moves = [
            [move.title, f"{move.change:+f}", f"{move.common} rated in both rounds"] for move in rated_round.components
        ]
        headers = ["Component", "#Change", "Criteria"]
        yield from tables(table(f"Change of each component since the round before: {when}", headers, moves))
        split = [_split(parts) for parts in rated_round.split]
        headers = ["Criterion", "Ratings", "What it is now"]
        yield from tables(table(f"Ratings of questions that were split since: {when}", headers, split))
    for rated_round in score.rounds:
        means = view.plan.ratings[rated_round.id].means
        headers = ["Criterion", "#Mean", "Lowest to highest?", "#Raters?"]
        title = f"Means as published, in points: round of {day(rated_round.on)}{several}"
        published = table(title, headers, [_mean(framework, *item) for item in means.items()])
        if rated_round is last and published.rows and not last.agreement:
            picture = of_raters(framework.id, title, framework, view.plan.ratings[last.id], ())
            fields = picture.fields if picture else {"title": title}
            yield Chart(sentence=_of_published(published), data=published, **fields)
        else:
            yield from tables(published)


def _apart(last: RoundScore) -> str:
    """Say how many criteria the raters saw far apart."""
    differ = sum(agreement.differ for agreement in last.agreement)
    whole = count_of(len(last.agreement), "criterion", "criteria")
    return (
        f"On {differ} of {whole} ratings lie far apart."
        if differ
        else (f"On none of {whole} do ratings lie far apart.")
    )


def _of_published(published: ReportTable) -> str:
    whole = count_of(len(published.rows), "criterion", "criteria")
    return f"Means of {whole} as published, with the lowest and highest rating where they are given."


def _row(framework: Framework, agreement: Agreement) -> WordedRow:
    return [
        Phrase(text=framework.criteria[agreement.criterion].ask, note=agreement.criterion),
        agreement.raters,
        agreement.mean.normalize(),
        agreement.median.normalize(),
        f"{agreement.low.normalize():f} to {agreement.high.normalize():f}",
        None if agreement.within_group is None else agreement.within_group.normalize(),
        None if agreement.agreed is None else agreement.agreed.normalize(),
        Phrase(
            text=_note(agreement) or ("Ratings lie far apart" if agreement.differ else NOT_STATED),
            mark=_mark(agreement),
        ),
    ]


def _group(framework: Framework, group: GroupAgreement) -> WordedRow:
    return [
        framework.components[group.component].title,
        group.criteria,
        None if group.within_group is None else group.within_group.normalize(),
        f"not counted: {group.why}" if group.why else None,
    ]


def _split(parts: SplitRatings) -> WordedRow:
    return [parts.criterion, ratings_in_words(parts), f"split into {in_words(parts.into)}; compared with none of them"]


def _mean(framework: Framework, name: str, rated: RatedMean) -> WordedRow:
    criterion = framework.criteria.get(name)
    ends = dict.fromkeys(say(end) for end in (rated.low, rated.high) if end is not None)
    return [
        Phrase(text=criterion.ask if criterion else name, note=name),
        say(rated.mean),
        " to ".join(ends) or None,
        None if rated.raters is None else say(rated.raters),
    ]


def _note(agreement: Agreement) -> str:
    parts = [
        f"not counted: {agreement.why}" if agreement.why else "",
        f"the agreed answer is {agreement.shift.normalize():+f} from the mean" if agreement.shift else "",
        f"{count_of(agreement.not_rated, 'rater')} gave no rating" if agreement.not_rated else "",
    ]
    return "; ".join(filter(None, parts))


def _mark(agreement: Agreement) -> Mark | None:
    if not agreement.differ:
        return None
    return Mark(text=f"{count_of(agreement.spans, 'level')} from lowest to highest", tone=Tone.WARNING)


def _round(rated_round: RoundScore, note: str | None) -> WordedRow:
    name = Phrase(
        text=day(rated_round.on),
        note=f"{rated_round.id}{f', edition {rated_round.edition}' if rated_round.edition else ''}",
    )
    change = None
    if rated_round.change is not None:
        change = (
            f"{rated_round.change:+f} on {count_of(rated_round.common, 'criterion', 'criteria')} that both rounds rated"
        )
    return [name, figure_in_words(rated_round.figure), change, note]
