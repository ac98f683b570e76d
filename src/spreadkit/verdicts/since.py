"""What moved since the last time: one line a kind, at most six, and never only good or only bad news."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from spreadkit.model.verdict import Sign
from spreadkit.record import record
from spreadkit.verdicts.grammar import Language
from spreadkit.verdicts.sentence import DayField, Field, NameList, PlanWords, Sentence, sentence
from spreadkit.verdicts.state import DatedMove, MovedKind, PlanState
from spreadkit.verdicts.thresholds import LINES

_SIGNS: Final = {
    MovedKind.GAVE_UP: Sign.WORSE,
    MovedKind.SIGNAL_WORSE: Sign.WORSE,
    MovedKind.PRICE: Sign.WORSE,
    MovedKind.SILENT: Sign.LAST_SEEN,
    MovedKind.GOT_THERE: Sign.THERE,
    MovedKind.SIGNAL_BETTER: Sign.BETTER,
    MovedKind.TARGET_MET: Sign.BETTER,
    MovedKind.WAVE_BEGAN: Sign.BEGUN,
    MovedKind.WAVE_HELD: Sign.ATTENTION,
    MovedKind.HELD_UP: Sign.ATTENTION,
    MovedKind.PAUSED: Sign.RESTING,
    MovedKind.BACK: Sign.BETTER,
    MovedKind.NO_LEAD: Sign.ATTENTION,
    MovedKind.LEAD_NAMED: Sign.BETTER,
    MovedKind.ASK_OVERDUE: Sign.ATTENTION,
    MovedKind.ASKED_TO_BEGIN: Sign.BETTER,
}

_GOOD: Final = frozenset({Sign.BETTER, Sign.THERE, Sign.BEGUN})
_BAD: Final = frozenset({Sign.WORSE})


@record(slots=False)
class MovedLine:
    """One line of what moved, `on` the day of the newest move in it; only `says` where the line tells no move."""

    says: str
    sign: Sign | None = None
    kind: MovedKind | None = None
    on: date | None = None


@record(slots=False)
class Moved:
    """What moved since a day, under a title that names it."""

    since: date
    title: str
    lines: tuple[MovedLine, ...]


def _kept(kinds: Sequence[MovedKind]) -> list[MovedKind]:
    """Return the kinds that are shown: the first, with one good and one bad move where there is any."""
    kept = list(kinds[:LINES])
    for wanted in (_GOOD, _BAD):
        of_sort = [kind for kind in kinds if _SIGNS[kind] in wanted]
        if of_sort and not set(of_sort) & set(kept):
            kept[-1 if wanted == _GOOD else -2] = of_sort[0]
    return sorted(kept, key=list(MovedKind).index)


def _line(kind: MovedKind, moves: Sequence[DatedMove]) -> Sentence:
    first = moves[0]
    if first.says is not None:
        return sentence("N.own", what=PlanWords(first.says))
    several = ".several" if len(moves) > 1 else ""
    fields: dict[str, Field] = {"names": NameList(tuple(move.name for move in moves if move.name))}
    if first.on is not None:
        fields["on"] = DayField(first.on)
    if kind == MovedKind.ASK_OVERDUE:
        return Sentence(f"N.{kind}{several}", {**fields, "n": len(moves), "what": PlanWords(first.what or "")})
    if kind == MovedKind.GAVE_UP:
        same = {move.what for move in moves}
        if len(same) == 1 and first.what:
            return Sentence(f"N.{kind}{several}", {**fields, "what": PlanWords(first.what)})
        return Sentence(f"N.{kind}.open{several}", fields)
    return Sentence(f"N.{kind}{several}", fields)


def _newest_first(moves: Sequence[DatedMove]) -> list[DatedMove]:
    """Return each site's newest move, the newest first."""
    ordered = sorted(moves, key=lambda move: move.on or date.min, reverse=True)
    return list({(move.name, move.says): move for move in reversed(ordered)}.values())[::-1]


def moved_in(state: PlanState, language: Language) -> Moved | None:
    """Return what moved since the day that the state names; None where it names none."""
    if state.since_day is None:
        return None
    day = DayField(state.since_day)
    title = language.text(sentence("N.title.review" if state.reviewed else "N.title", day=day))
    if not state.moves:
        return Moved(state.since_day, title, (MovedLine(language.text(sentence(_none(state), day=day))),))
    kinds = [kind for kind in MovedKind if any(move.kind == kind for move in state.moves)]
    kept = _kept(kinds)
    lines = [_moved_line(kind, state, language) for kind in kept]
    if len(kinds) > len(kept):
        lines.append(MovedLine(language.text(sentence("N.more", n=len(kinds) - len(kept)))))
    return Moved(state.since_day, title, tuple(lines))


def _none(state: PlanState) -> str:
    """Return how it is said that no move is known: none, none in what could be read, or nothing on record."""
    if state.unread or state.unread_elsewhere or (state.measure and state.measure.unread):
        return "N.none.unread"
    is_on_record = state.listed or (state.measure and state.measure.periods)
    return "N.none" if is_on_record else "N.none.record"


def _moved_line(kind: MovedKind, state: PlanState, language: Language) -> MovedLine:
    moves = _newest_first([move for move in state.moves if move.kind == kind])
    return MovedLine(language.text(_line(kind, moves)), _SIGNS[kind], kind, moves[0].on)
