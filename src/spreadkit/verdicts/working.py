"""Is it working? The rows for the aim's measure, in their order, and what each says."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spreadkit.model.measure import ends_of
from spreadkit.model.verdict import Sign
from spreadkit.verdicts.grammar import decimals_of, digits_apart
from spreadkit.verdicts.on_track import table_clauses
from spreadkit.verdicts.sentence import DayField, Drop, Field, MonthField, PlanWords, Sentence, ValueField, sentence
from spreadkit.verdicts.state import BalancingState, MeasureState, PlanState, PublishedFigure, required
from spreadkit.verdicts.thresholds import POINTS_SINCE_BEGUN, UNREAD_SHARE
from spreadkit.verdicts.verdict import VerdictRow

_Says = Callable[[PlanState, MeasureState], Iterator[Sentence]]


def worse_balancing(state: PlanState) -> BalancingState | None:
    """Return the first measure of harm elsewhere that signals worse."""
    return next((balancing for balancing in state.balancing if balancing.state == "worse"), None)


def is_unread(measure: MeasureState) -> bool:
    """Whether so much could not be read, or not be put together, that nothing is said of the measure."""
    if not measure.can_be_pooled:
        return True
    if not measure.is_read_in_part:
        return False
    share_passed = measure.unread_periods > UNREAD_SHARE * measure.periods
    return not measure.has_figures or (
        bool(measure.unread) and (measure.unread >= measure.rows or measure.unread_in_run or share_passed)
    )


def figure_digits(measure: MeasureState) -> tuple[int, int, int]:
    """Return the decimals of the last value, the one before and the target, so that what differs looks different."""
    if measure.last is None:
        return 1, 1, 1
    number = measure.target.value if measure.target is not None else None
    before, target = digits_apart(measure.last, measure.before), digits_apart(measure.last, number)
    return max(before, target), before, target


def target_field(measure: MeasureState) -> Field:
    """Return the target as it is written: `40`, `under 40`.

    It is whole where the plan has it whole, else with the decimals that it needs. The route to the number of a strict
    target ends in `under` or `over`.
    """
    target = required(measure.target)
    own = decimals_of(target.value)
    at = (*measure.target_at, target.side) if target.is_strict else measure.target_at
    number = ValueField(target.value, max(own, figure_digits(measure)[2]) if own else 0, route=at)
    return sentence(f"target.{target.side}", target=number) if target.is_strict else number


def _noun(measure: MeasureState) -> PlanWords:
    return PlanWords(measure.noun)


def _span(measure: MeasureState) -> Sentence:
    first, last = required(measure.span)
    if measure.every in {"day", "week"}:
        return sentence("span.days", first=DayField(first), then=DayField(last))
    if (first.year, first.month) == (last.year, last.month):
        return sentence("span.month", month=MonthField(first))
    return sentence("span.months", first=MonthField(first), then=MonthField(last))


def _before(measure: MeasureState, *, unit: bool = False) -> ValueField:
    return ValueField(required(measure.before), figure_digits(measure)[1], measure.unit if unit else "")


def standing_of(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    """Say where the measure is now and where it was before."""
    if measure.last is None or measure.span is None:
        yield sentence("W.level.none")
        return
    here: dict[str, Field] = {
        "last": ValueField(measure.last, figure_digits(measure)[0], measure.unit),
        "when": _span(measure),
    }
    if measure.same_set == "agrees" and measure.same is not None:
        same = measure.same
        digits = digits_apart(same.before, same.last)
        fields: dict[str, Field] = {
            "n": same.n,
            "before": ValueField(same.before, digits),
            "then": ValueField(same.last, digits),
        }
        yield Sentence("W.level.same", {**here, **fields}, same.n)
    elif measure.before is not None:
        yield Sentence("W.level", {**here, "before": _before(measure)})
    else:
        yield Sentence("W.level.alone", here)


def _and_then(*messages: str) -> _Says:
    def says(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
        yield from standing_of(state, measure)
        yield from map(sentence, messages)

    return says


_EASY: Final = "W.target.easy"


def _with_target(message: str) -> _Says:
    def says(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
        yield from standing_of(state, measure)
        told = sentence(message, target=target_field(measure))
        yield told.as_aside(Drop.TARGET) if message == _EASY else told  # the word of its row says it, too

    return says


def _target(measure: MeasureState) -> Iterator[Sentence]:
    if measure.target is not None:
        yield sentence("W.target", target=target_field(measure)).as_aside(Drop.TARGET)


def _level_and_target(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    yield from standing_of(state, measure)
    yield from _target(measure)


def _unread(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    if not measure.is_read_in_part:
        yield sentence("W2.apart", noun=_noun(measure))
        return
    if not measure.unread:
        yield sentence("W2.tables", unread=table_clauses(measure.unread_tables), noun=_noun(measure))
        return
    yield sentence("W2.says", unread=measure.unread, rows=measure.rows, noun=_noun(measure))


def published_form(measure: MeasureState) -> str:
    """Return whether the published values meet the target, as the ending of a message; empty where unknown.

    A figure of the time before the changes can only have met it already.
    """
    before, after = ends_of(measure.published)
    if before is not None and measure.meets_target(before.value):
        return ".easy"
    is_met = measure.meets_target(after.value) if after is not None else None
    return "" if is_met is None else ".met" if is_met else ".missed"


def published_figure(figure: PublishedFigure) -> Field:
    """Return a published figure, with when it is of."""
    if not figure.when:
        return PlanWords(figure.says)
    return sentence("W4.figure", says=PlanWords(figure.says), when=PlanWords(figure.when))


def _earlier_and_later(earlier: PublishedFigure, later: PublishedFigure) -> dict[str, Field]:
    fields: dict[str, Field] = {"earlier": PlanWords(earlier.says), "says": PlanWords(later.says)}
    if earlier.when:
        fields["earlier"] = sentence("W4.figure.earlier", earlier=fields["earlier"], when=PlanWords(earlier.when))
    if later.when:
        fields["says"] = sentence("W4.figure.then", says=fields["says"], then=PlanWords(later.when))
    return fields


def _published(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    before, after = ends_of(measure.published)
    earlier, form = before or measure.published[0], published_form(measure)
    if after is None or earlier is after:
        kind, fields = "one" if after is not None else "before", {"says": published_figure(earlier)}
    else:
        kind = "both" if before is not None and after.is_ == "after" else "two"
        fields = _earlier_and_later(earlier, after)
    said = Sentence(f"W4.{kind}", fields)
    if form:
        said = Sentence(f"W4.{kind}{form}", {**fields, "target": target_field(measure)}, brief=said)
    yield said
    yield sentence("W4.series")


def _not_begun(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    form = "W5.unknown" if state.is_start_unknown else "W5"
    if measure.before is None:
        yield sentence(f"{form}.alone")
    else:
        yield sentence(f"{form}.says", before=_before(measure, unit=True))


def _old(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    month = MonthField(required(measure.last_on))
    if measure.last is None:
        yield sentence("W6.month", month=month)
        return
    last = ValueField(measure.last, figure_digits(measure)[0], measure.unit)
    if measure.before is None:
        yield sentence("W6.alone", month=month, last=last)
    else:
        yield sentence("W6.says", month=month, last=last, before=_before(measure))


def _not_the_same(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    yield sentence("W7.says")
    yield from standing_of(state, measure)


def _price(state: PlanState) -> Sentence:
    return sentence("W.price", balancing=PlanWords(required(worse_balancing(state)).noun))


def _at_a_price(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    yield from standing_of(state, measure)
    yield _price(state)
    yield from _target(measure)


def _price_alone(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    if state.has_enough:
        yield from standing_of(state, measure)
        yield _found(measure).as_aside(Drop.FORECAST)
    else:
        number = max(measure.values, measure.points)
        fields: dict[str, Field] = {"count": number, "figures": _figures(measure), "noun": _noun(measure)}
        yield Sentence("W10.few", fields, number)
    yield _price(state)


def _figures(measure: MeasureState) -> Sentence:
    return sentence(f"figures.{measure.every}", max(measure.values, measure.points))


def _too_few(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    if measure.has_enough_values:
        figures = sentence(f"figures.{measure.every}", measure.values)
        few: dict[str, Field] = {"count": measure.points, "values": measure.values, "figures": figures}
        if measure.points:
            yield Sentence("W11.flat", {**few, "due": measure.needed}, measure.points)
        else:
            yield Sentence("W11.same", few)
        yield from _target_met(measure)
        return
    fields: dict[str, Field] = {"count": max(measure.values, measure.points), "figures": _figures(measure)}
    yield Sentence("W11.says", {**fields, "due": measure.needed}, max(measure.values, measure.points))


def _target_met(measure: MeasureState) -> Iterator[Sentence]:
    if measure.meets_target(measure.last):
        yield sentence("W.target.met", target=target_field(measure))


def _too_few_since(_: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    if measure.since:
        period = sentence(f"period.{measure.every}", measure.since)
        yield sentence("W17.says", measure.since, count=measure.since, period=period)
    elif measure.before is None:
        yield sentence("W17.none.alone")
    else:
        yield sentence("W17.none", before=_before(measure, unit=True))


def _found(measure: MeasureState) -> Sentence:
    """Say what the rules find where it is neither a change to the better nor one to the worse that holds."""
    if measure.signal == "worse":
        return sentence("W19.worse")
    return sentence("W19.unsure" if measure.is_unsure else "W19.says")


def _no_change(state: PlanState, measure: MeasureState) -> Iterator[Sentence]:
    yield from standing_of(state, measure)
    yield _found(measure)
    yield from _target(measure)


_OF_A_KIND: Final = {"W4", "W9", "W12", "W13", "W14", "W15", "W16", "W18", "W19"}
"""The rows that speak of a change or a level, and so say what kind of measure it is where it is not the outcome."""

_WITHOUT_ROWS: Final = {"W2", "W3", "W4"}


def _row(
    number: str,
    sign: Sign,
    is_so: Callable[[PlanState, MeasureState], bool],
    says: _Says,
    word: Callable[[PlanState, MeasureState], Sentence] | None = None,
) -> VerdictRow:
    """Make a row of a plan that has a measure."""

    def holds(state: PlanState) -> bool:
        return state.measure is not None and is_so(state, state.measure)

    def all_said(state: PlanState) -> Sequence[Sentence]:
        measure = required(state.measure)
        said = list(says(state, measure))
        if measure.kind != "outcome" and number in _OF_A_KIND:
            said.append(sentence(f"W.kind.{measure.kind}").as_aside(Drop.ASIDE))
        if measure.unread and number not in _WITHOUT_ROWS:
            said.append(sentence("W.unread", unread=measure.unread, rows=measure.rows))
        if measure.unread_tables and number not in _WITHOUT_ROWS:
            said.append(sentence("W.unread.tables", tables=len(measure.unread_tables)))
        return said

    def worded(state: PlanState) -> Sentence:
        return word(state, required(state.measure)) if word else sentence(f"{number}.word")

    return VerdictRow(number, sign, all_said, holds, worded)


def _not_begun_word(state: PlanState, _: MeasureState) -> Sentence:
    return sentence("W5.word.unknown" if state.is_start_unknown else "W5.word")


def _since_when(_: PlanState, measure: MeasureState) -> Sentence:
    return sentence("W6.word", month=MonthField(required(measure.last_on)))


def _too_few_word(_: PlanState, measure: MeasureState) -> Sentence:
    return sentence("W11.word.flat" if measure.has_enough_values else "W11.word")


def _no_change_word(_: PlanState, measure: MeasureState) -> Sentence:
    return sentence("W19.word.unsure" if measure.is_unsure and measure.signal is None else "W19.word")


ROWS: Final = (
    VerdictRow("W1", Sign.NOTHING, lambda _: [sentence("W1.says")], lambda state: state.measure is None),
    _row("W2", Sign.ATTENTION, lambda _, measure: is_unread(measure), _unread),
    _row(
        "W3",
        Sign.NOTHING,
        lambda _, measure: not measure.has_figures and not measure.published,
        lambda _, measure: iter([sentence("W3.says", noun=_noun(measure))]),
    ),
    _row("W4", Sign.LAST_SEEN, lambda _, measure: not measure.has_figures, _published),
    _row("W5", Sign.NOT_BEGUN, lambda state, _: not state.begun, _not_begun, _not_begun_word),
    _row("W6", Sign.LAST_SEEN, lambda _, measure: measure.is_stale, _old, _since_when),
    _row("W7", Sign.ATTENTION, lambda _, measure: measure.same_set == "differs", _not_the_same),
    _row("W8", Sign.WORSE, lambda state, _: state.is_worse, _and_then("W8.says")),
    _row(
        "W9",
        Sign.ATTENTION,
        lambda state, _: worse_balancing(state) is not None and state.is_better and state.has_enough,
        _at_a_price,
    ),
    _row("W10", Sign.ATTENTION, lambda state, _: worse_balancing(state) is not None, _price_alone),
    _row("W11", Sign.BEGUN, lambda state, _: not state.has_enough, _too_few, _too_few_word),
    _row(
        "W12",
        Sign.ATTENTION,
        lambda _, measure: measure.signal == "better" and not measure.holding,
        _and_then("W12.says"),
    ),
    _row(
        "W13",
        Sign.LAST_SEEN,
        lambda state, measure: state.is_better and measure.is_self_reported and state.trust.checked is None,
        _and_then("W13.says"),
    ),
    _row(
        "W14",
        Sign.BETTER,
        lambda state, measure: state.is_better and measure.meets_target(measure.before) is True,
        _with_target("W.target.easy"),
    ),
    _row(
        "W15",
        Sign.BETTER,
        lambda state, measure: state.is_better and measure.meets_target(measure.last) is True,
        _with_target("W.target.met"),
    ),
    _row("W16", Sign.BETTER, lambda state, _: state.is_better, _level_and_target),
    _row("W17", Sign.BEGUN, lambda _, measure: measure.since < POINTS_SINCE_BEGUN, _too_few_since),
    _row(
        "W18",
        Sign.ATTENTION,
        lambda _, measure: measure.meets_target(measure.before) is True,
        _with_target("W.target.easy"),
    ),
    _row("W19", Sign.ATTENTION, lambda *_: True, _no_change, _no_change_word),
)
