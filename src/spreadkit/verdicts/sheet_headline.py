"""What stands at the top of a site's sheet: a sentence with what is so and what follows, and what to know besides."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from spreadkit.model.adoption import AdoptionStage
from spreadkit.verdicts.grammar import Language, word_count
from spreadkit.verdicts.headline import Headline
from spreadkit.verdicts.sentence import DayField, Field, NameList, PlanWords, Sentence, sentence
from spreadkit.verdicts.sheet_state import SheetChange, SheetKind, SheetState
from spreadkit.words import cut, middle_cut

TOP_WORDS: Final = 24
"""Words of the sentence at the top of a sheet (style: the finding and its consequence, read in one go)."""

_LONGEST_NAME: Final = 44
"""Characters of a name in a sentence; a longer one loses its middle, and keeps its end: the number of the ward."""

_CAUSE: Final = 76
"""Characters of what was said, below the top. The figure is ours: one line."""

_NUMBERED: Final = 9
"""Up to this, numbers are words."""

Forms = Iterator[Sentence]
"""The same in several forms, the fullest first."""


def top_of(state: SheetState, language: Language) -> Headline:
    """Return the sentence at the top: the fullest of its forms that is not too long, else the last."""
    forms = list(_FORMS[state.kind](state))
    said = next((form for form in forms if word_count(language.text(form)) <= TOP_WORDS), forms[-1])
    text, inputs = language.with_inputs([said])
    return Headline(text, inputs)


def lead_of(state: SheetState, language: Language) -> str:
    """Return what to know besides, in one or two sentences; nothing where nothing is."""
    return language.all_of(_lead(state))


def number(count: int) -> Field:
    """Return a number for inside a sentence: a word up to nine."""
    return sentence(f"number.{count}") if 1 <= count <= _NUMBERED else count


def core_in_place(done: int, of: int) -> Sentence:
    """Return how many of the core changes: all three, two of three, none of three."""
    if done == of:
        form = {1: "core.all.one", 2: "core.all.two"}.get(of, "core.all")
        return sentence(form, many=number(of))
    if not done:
        return sentence("core.none", many=number(of))
    return sentence("core.some", few=number(done), many=number(of))


def name_of(state: SheetState) -> PlanWords:
    """Return the name of a site for inside a sentence."""
    return PlanWords(middle_cut(state.name, _LONGEST_NAME))


def cause_of(text: str) -> PlanWords:
    """Return what the plan says as a clause: between quotes where it begins as a sentence does."""
    return PlanWords(f"“{text.rstrip('.')}”" if text[:1].isupper() else text.rstrip("."))


def short_of(change: SheetChange | None) -> PlanWords | None:
    """Return the name of a change for inside a sentence; None where the plan gives none."""
    return PlanWords(change.change.short) if change and change.change.short else None


def _core(state: SheetState) -> Sentence:
    return core_in_place(len(state.in_place), len(state.core))


def _by(form: str, day: date | None, fields: Mapping[str, Field], *, field: str = "day") -> Sentence:
    """Return a message that names a day, or the one that does not."""
    if day is None:
        return Sentence(f"{form}.open", fields)
    return Sentence(form, {**fields, field: DayField(day)})


def _gave_up(state: SheetState) -> Forms:
    stopped, day = state.of_kind, state.put_right_on
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    if len(stopped) > 1:
        whole = {**fields, "core": core_in_place(len(stopped), len(stopped))}
        counted = {**fields, "few": number(len(stopped)), "many": number(len(state.core))}
        is_all = len(stopped) == len(state.core)
        yield _by("H.gave up.all" if is_all else "H.gave up.several", day, whole if is_all else counted)
        return
    what = short_of(stopped[0] if stopped else None)
    if what is None:
        yield _by("H.gave up.unnamed", day, fields)
        return
    fields["what"] = what
    kept = [change.change.short for change in state.in_place if change.change.short]
    if kept and len(kept) == len(state.in_place):
        yield _by("H.gave up.kept", day, {**fields, "kept": NameList(tuple(kept))})
    if state.in_place:
        yield _by("H.gave up", day, fields)
    yield _by("H.gave up.none", day, fields)


def _silent(state: SheetState) -> Forms:
    name = name_of(state)
    if state.news is None:
        yield _by("H.silent.never", state.start, {"name": name}, field="start")
        return
    fields: dict[str, Field] = {"name": name, "since": DayField(state.news), "core": _core(state)}
    yield Sentence("H.silent.there" if state.in_place else "H.silent", fields)


def _paused(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state), "since": DayField(state.since or state.as_of)}
    form = "H.paused"
    if state.until is not None:
        form = "H.paused.over" if state.until < state.as_of else "H.paused.until"
        fields["until"] = DayField(state.until)
    if state.cause:
        yield Sentence(form, {**fields, "cause": cause_of(state.cause)})
    yield Sentence(f"{form}.brief", fields)


def _declined(state: SheetState) -> Forms:
    declined = state.of_kind
    fields: dict[str, Field] = {"name": name_of(state)}
    if len(declined) > 1 and len(declined) == len(state.core):
        yield Sentence("H.declined.all", {**fields, "core": core_in_place(len(declined), len(declined))})
    elif len(declined) > 1:
        counted = {"few": number(len(declined)), "many": number(len(state.core))}
        yield Sentence("H.declined.several", {**fields, **counted})
    elif (what := short_of(declined[0] if declined else None)) and state.since:
        yield Sentence("H.declined", {**fields, "what": what, "on": DayField(state.since)})
    yield Sentence("H.declined.unnamed", fields)


def _accepted(state: SheetState) -> Forms:
    declined = [change for change in state.core if change.stage is AdoptionStage.DECLINED]
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    what = short_of(declined[0]) if len(declined) == 1 else None
    if what is not None:
        yield Sentence("H.accepted", {**fields, "what": what})
    counted = {"few": number(len(declined)), "many": number(len(state.core))}
    yield Sentence("H.accepted.several", {**fields, **counted})


def _no_lead(state: SheetState) -> Forms:
    day = min((one.due for one in state.matters if one.due and one.due >= state.as_of), default=None)
    name: dict[str, Field] = {"name": name_of(state)}
    if state.start is not None and state.start > state.as_of:
        yield _by("H.no lead.start", day, {**name, "start": DayField(state.start)})
    yield _by("H.no lead", day, name)


def _held_up(state: SheetState) -> Forms:
    form, day = "H.held up.open", None
    for matter in state.matters:
        if matter.cause == state.cause and matter.due and matter.due >= state.as_of:
            form, day = ("H.held up" if matter.is_own else "H.held up.ours"), matter.due
            break
        if matter.cause:
            form = "H.held up.plain"
    fields: dict[str, Field] = {"name": name_of(state), **({"day": DayField(day)} if day else {})}
    if state.cause:
        yield Sentence(form, {**fields, "cause": cause_of(state.cause)})
    yield Sentence(f"{form}.brief", fields)


def _late(state: SheetState) -> Forms:
    until: dict[str, Field] = {"until": DayField(state.until)} if state.until else {}
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state), **until}
    what = short_of(state.focus)
    if what is not None:
        yield Sentence("H.late", {**fields, "what": what})
    yield Sentence("H.late.unnamed", fields)


def _on_the_way(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    if not state.is_known and not state.in_place:
        yield Sentence("H.on the way.unknown", fields)
        return
    until = state.until if state.until and state.until >= state.as_of else None
    what, form = short_of(state.focus), "H.on the way" if state.in_place else "H.on the way.none"
    if what is not None:
        yield _by(form, until, {**fields, "what": what}, field="until")
    yield _by(f"{form}.unnamed", until, fields, field="until")


def _not_begun(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state)}
    if state.start is None:
        yield Sentence("H.not begun.open", fields)
        return
    fields["start"] = DayField(state.start)
    if state.waits_for:
        yield Sentence("H.not begun.waits", {**fields, "waits": PlanWords(state.waits_for)})
    form = "H.not begun" if state.shows_elsewhere else "H.not begun.alone"
    if state.lead:
        yield Sentence(form, {**fields, "who": PlanWords(middle_cut(state.lead, _LONGEST_NAME))})
    yield Sentence(f"{form}.brief", fields)


def _there(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    if all(change.stage is AdoptionStage.SUSTAINED for change in state.core):
        yield Sentence("H.kept", fields)
        return
    form = "H.there.one" if len(state.core) == 1 else "H.there"
    if state.looks:
        yield Sentence(f"{form}.due", fields)
    elif state.next_look is not None:
        yield Sentence(f"{form}.look", {**fields, "day": DayField(state.next_look)})
    yield Sentence(form, fields)


def _exempt(state: SheetState) -> Forms:
    until: dict[str, Field] = {"until": DayField(state.until)} if state.until else {}
    yield Sentence("H.exempt.until" if until else "H.exempt", {"name": name_of(state), **until})


def _left(state: SheetState) -> Forms:
    on: dict[str, Field] = {"on": DayField(state.until)} if state.until else {}
    yield Sentence("H.left.since" if on else "H.left", {"name": name_of(state), **on})


def _ended(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    fields["ended"] = DayField(state.day_of_work or state.as_of)
    yield Sentence("H.ended" if state.core and state.is_known else "H.ended.unknown", fields)


def _rests(state: SheetState) -> Forms:
    fields: dict[str, Field] = {"name": name_of(state), "core": _core(state)}
    if not (state.core and state.is_known):
        yield Sentence("H.rests.unknown", fields)
    elif state.day_of_work:
        yield Sentence("H.rests.until", {**fields, "rest": DayField(state.day_of_work)})
    else:
        yield Sentence("H.rests", fields)


def _says(message: str) -> Callable[[SheetState], Forms]:
    return lambda state: iter([sentence(message, name=name_of(state))])


_FORMS: Final[Mapping[SheetKind, Callable[[SheetState], Forms]]] = {
    SheetKind.GAVE_UP: _gave_up,
    SheetKind.SILENT: _silent,
    SheetKind.PAUSED: _paused,
    SheetKind.DECLINED: _declined,
    SheetKind.NO_LEAD: _no_lead,
    SheetKind.HELD_UP: _held_up,
    SheetKind.LATE: _late,
    SheetKind.ON_THE_WAY: _on_the_way,
    SheetKind.NOT_BEGUN: _not_begun,
    SheetKind.THERE: _there,
    SheetKind.DECLINED_ACCEPTED: _accepted,
    SheetKind.NOT_APPLICABLE: _says("H.not applicable"),
    SheetKind.NO_CHANGES: _says("H.no changes"),
    SheetKind.SHOWS_OTHERS: _says("H.shows others"),
    SheetKind.EXEMPT: _exempt,
    SheetKind.LEFT: _left,
    SheetKind.DEFERRED: _says("H.deferred"),
    SheetKind.OUTSIDE: _says("H.outside"),
    SheetKind.UNREAD: _says("H.unread"),
    SheetKind.RESTS: _rests,
    SheetKind.ENDED: _ended,
}
"""By kind: the forms of what is said at the top."""


def _lead(state: SheetState) -> Iterable[Sentence]:
    unread = [sentence("H.lead.unread", unread=PlanWords(state.unread))] if state.unread else []
    return [*_told(state), *_back(state), *_seen(state), *unread]


def _told(state: SheetState) -> Sequence[Sentence]:
    """Say what was said of it, where the top does not: with the day, where there is one."""
    if state.kind in {SheetKind.GAVE_UP, SheetKind.DECLINED} and state.cause and state.cause_on:
        return [sentence("H.lead.said", on=DayField(state.cause_on), cause=cause_of(cut(state.cause, _CAUSE)))]
    if state.kind in {SheetKind.EXEMPT, SheetKind.LEFT, SheetKind.DEFERRED} and state.cause:
        return [sentence("H.lead.because", why=PlanWords(state.cause.rstrip(".")))]
    return []


def _back(state: SheetState) -> Sequence[Sentence]:
    """Say what one change that stopped would make whole again."""
    if state.kind is not SheetKind.GAVE_UP or len(state.core) - len(state.in_place) != 1 or len(state.core) == 1:
        return []
    whole = core_in_place(len(state.core), len(state.core))
    return [sentence("H.lead.back", name=name_of(state), core=whole)]


def _seen(state: SheetState) -> Sequence[Sentence]:
    if state.news is None or not state.is_stale:
        return []
    if state.kind is SheetKind.SILENT:
        return [sentence("H.lead.seen", name=name_of(state), since=DayField(state.news))]
    return [sentence("H.lead.stale", since=DayField(state.news))]
