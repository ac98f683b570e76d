"""What the people of a site are to do next: three steps at most, and what people of elsewhere owe it."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final

from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.measure import Measure
from spreadkit.record import record
from spreadkit.verdicts.grammar import Language, marked
from spreadkit.verdicts.sentence import DayField, Field, PlanWords, Sentence, sentence
from spreadkit.verdicts.sheet_headline import cause_of, short_of
from spreadkit.verdicts.sheet_matters import SiteMatter
from spreadkit.verdicts.sheet_state import NEEDS, SheetChange, SheetKind, SheetState
from spreadkit.words import cut, middle_cut

MOST_STEPS: Final = 3
"""How many steps a sheet has. Ours: what a meeting of ten minutes can take on."""

MOST_OWED: Final = 2
"""How many things that are owed a sheet has room for; the rest is counted. The figure is ours."""

_DEED: Final = 90
_WHY: Final = 130
_WHO: Final = 40
"""Characters of a deed, of what stands below it, and of who does it. Ours: two lines each at the width of a sheet."""

_NAMED: Final = 60
"""Characters of the name of a measure or a change that the plan gives no short one. The figure is ours."""

_BEGUN: Final = frozenset({AdoptionStage.COMMITTED, AdoptionStage.TESTING, AdoptionStage.IMPLEMENTING})

_BY_STAGE: Final = {
    None: "K.record",
    AdoptionStage.NOT_STARTED: "K.hear",
    AdoptionStage.AWARE: "K.decide",
    AdoptionStage.COMMITTED: "K.try",
    AdoptionStage.TESTING: "K.daily",
    AdoptionStage.IMPLEMENTING: "K.meet",
}
"""By the stage of a change: the next step with it."""


@record(slots=False)
class SheetStep:
    """A step in words: the deed, why or how, who does it, by when; whether it is what needs the reader first."""

    deed: str
    why: str = ""
    who: str = ""
    by: str = ""
    needs_you: bool = False


@record(slots=False)
class OwedThing:
    """What somebody of elsewhere is to do for the site, in words: what, by when, and who does it and whom to tell."""

    what: str
    by: str
    text: str


def steps_of(state: SheetState, language: Language, measures: Mapping[str, Measure]) -> tuple[SheetStep, ...]:
    """Return what the site's people are to do: what the plan says, then what follows from where it stands."""
    return tuple(islice(_Steps(state, language, measures).all(), MOST_STEPS))


def owed_of(state: SheetState, language: Language) -> tuple[OwedThing, ...]:
    """Return what people of elsewhere owe the site, the earliest day first."""
    return tuple(_owed(matter, state, language) for matter in state.owed)


def in_day(day: date, language: Language, form: str = "by.day") -> str:
    """Return a day with the day of the week: `by Friday 31 July`."""
    return language.text(sentence(form, weekday=sentence(f"weekday.{day.weekday()}"), day=DayField(day)))


def _by(due: date | None, state: SheetState, language: Language) -> str:
    if due is None:
        return ""
    if due < state.as_of:
        return language.text(sentence("by.late", day=DayField(due)))
    return in_day(due, language)


def _owed(matter: SiteMatter, state: SheetState, language: Language) -> OwedThing:
    what = cut(matter.deed or matter.why or "", _DEED)
    by = _by(matter.due, state, language) or language.text(sentence("O.above.none"))
    whom: dict[str, Field] = {"whom": PlanWords(middle_cut(matter.whom, _WHO))} if matter.whom else {}
    tell = ".tell" if whom else ""
    who: dict[str, Field] = {"who": PlanWords(middle_cut(matter.who, _WHO))} if matter.who else {}
    done = language.text(Sentence(f"O.who{tell}" if who else f"O.none{tell}", {**who, **whom}))
    why = f"{marked(cut(matter.why, _WHY))} " if matter.deed and matter.why else ""
    return OwedThing(marked(what), by, f"{_closed(why)}{done}")


def _closed(text: str) -> str:
    """Return the plan's own words as a sentence: with a full stop where they have none."""
    bare = text.strip()
    if not bare:
        return ""
    return text if bare[:-1].rstrip()[-1:] in {".", "!", "?", "…"} else f"{bare}. "


@record(slots=False)
class _Steps:
    """Works the steps out, in the order in which they are shown."""

    state: SheetState
    language: Language
    measures: Mapping[str, Measure]

    def all(self) -> Iterator[SheetStep]:
        """Go through the steps that there are: never none where something is asked of the site."""
        state = self.state
        if state.kind in {SheetKind.ENDED, SheetKind.UNREAD}:
            return
        needs = state.kind in NEEDS
        for place, step in enumerate(self._steps()):
            yield SheetStep(step.deed, step.why, step.who, step.by, needs_you=step.needs_you or (needs and not place))

    def _steps(self) -> Iterator[SheetStep]:
        yield from map(self.of_matter, self.state.own)
        yield from self.of_looks()
        yield from self.of_kind()

    def of_matter(self, matter: SiteMatter) -> SheetStep:
        """Return what the plan says is to be done by somebody of the site."""
        is_late = matter.due is not None and matter.due < self.state.as_of
        deed = marked(cut(matter.deed, _DEED)) if matter.deed else self.say("K.settle")
        why = _closed(marked(cut(matter.why, _WHY))).strip() if matter.why else ""
        who = marked(middle_cut(matter.who, _WHO)) if matter.who else self.say("K.owner.none")
        return SheetStep(deed, why, who, _by(matter.due, self.state, self.language), needs_you=is_late)

    def of_looks(self) -> Iterator[SheetStep]:
        """Go through the looks again that are due, the longest overdue first; one a change."""
        changes = {change.id: change for change in self.state.core}
        for look in sorted(self.state.looks, key=lambda look: look.due):
            change = changes.get(look.change)
            if change is not None and change.is_in_place:
                why = self.say("K.look.why", since=DayField(look.since))
                by = _by(look.due, self.state, self.language)
                is_late = look.due < self.state.as_of
                yield SheetStep(self.of_change("K.look", change), why, self.judge(change), by, needs_you=is_late)

    def of_kind(self) -> Iterator[SheetStep]:  # noqa: C901 - one kind a branch
        """Go through what follows from where the site stands."""
        state, focus = self.state, self.state.focus
        match state.kind:
            case SheetKind.GAVE_UP:
                yield from self.brought_back(focus)
            case SheetKind.SILENT:
                week = self.say("by.week")
                yield SheetStep(self.say("K.tell.us"), self.say("K.tell.why"), self.lead, week)
                yield from self.sent_again()
                yield from self.next_step(focus)
            case SheetKind.PAUSED:
                if not state.own:
                    yield self.begin_again()
            case SheetKind.DECLINED:
                why = self.say("K.different.why", cause=cause_of(state.cause)) if state.cause else ""
                yield SheetStep(self.say("K.different"), why, self.lead)
            case SheetKind.NO_LEAD:
                start = state.start if state.start and state.start > state.as_of else None
                by = _by(start, state, self.language)
                yield SheetStep(self.say("K.lead"), self.say("K.lead.why"), self.say("K.owner.none"), by)
                yield from self.before_it_begins() if not state.has_begun else self.next_step(focus)
            case SheetKind.HELD_UP:
                if not any(matter.cause for matter in state.matters):
                    why = self.say("K.held.why", cause=cause_of(state.cause)) if state.cause else ""
                    yield SheetStep(self.of_change("K.held", focus), why, self.lead)
                yield from self.next_step(focus)
            case SheetKind.LATE | SheetKind.ON_THE_WAY | SheetKind.DECLINED_ACCEPTED:
                yield from self.next_step(focus)
            case SheetKind.NOT_BEGUN:
                yield from self.before_it_begins()
            case SheetKind.THERE:
                yield from self.sent_again()
                yield from self.others()
                if not state.looks:
                    yield SheetStep(self.say("K.keep"), self.kept(), self.lead)

    def kept(self) -> str:
        """Say when the next look is, where the top does not, or that nothing else is asked."""
        day = self.state.next_look
        is_said = any(change.stage is not AdoptionStage.SUSTAINED for change in self.state.core)
        return self.say("K.keep.open") if day is None or is_said else self.say("K.keep.why", day=DayField(day))

    def sent_again(self) -> Iterator[SheetStep]:
        """Ask for the first measure that the site gives no values of any more."""
        for name in self.state.stopped[:1]:
            measure = self.measures[name]
            what = PlanWords(measure.short or f"“{cut(measure.title, _NAMED)}”")
            yield SheetStep(self.say("K.send", what=what), self.say("K.send.why"), self.lead)

    def others(self) -> Iterator[SheetStep]:
        """Say the next step with the first other change that was begun."""
        for change in self.state.changes:
            if not change.is_core and change.stage in _BEGUN:
                tips = _closed(marked(cut(change.change.tips, _WHY))).strip() if change.change.tips else ""
                yield SheetStep(self.of_change("K.other", change), tips, self.lead)
                return

    def brought_back(self, focus: SheetChange | None) -> Iterator[SheetStep]:
        """Go through how a change that stopped comes back."""
        if focus is None:
            return
        tips = _closed(marked(cut(focus.change.tips, _WHY))).strip() if focus.change.tips else ""
        by = "" if not self.state.put_right_on else _by(self.state.put_right_on, self.state, self.language)
        if self.state.own and tips:
            first, _, rest = (focus.change.tips or "").partition(". ")
            yield SheetStep(
                marked(cut(first.rstrip("."), _DEED)), _closed(marked(rest)).strip() if rest else "", self.lead
            )
        else:
            yield SheetStep(self.of_change("K.again", focus), tips, self.lead, by)
        yield from self.counted(focus)

    def counted(self, focus: SheetChange) -> Iterator[SheetStep]:
        """Say when a change counts as in place, and who judges that; nothing where the plan does not say."""
        if focus.change.adopted:
            why = self.say("K.counts.why", why=PlanWords(cut(focus.change.adopted.rstrip("."), _WHY)))
            yield SheetStep(self.say("K.counts"), why, self.judge(focus))

    def next_step(self, focus: SheetChange | None) -> Iterator[SheetStep]:
        """Go through what is next with a change that is not in place."""
        if focus is None:
            return
        if focus.stage not in _BY_STAGE:
            yield from self.brought_back(focus)
            return
        until = self.state.until if self.state.until and self.state.until >= self.state.as_of else None
        tips = _closed(marked(cut(focus.change.tips, _WHY))).strip() if focus.change.tips else ""
        why = tips
        if focus.stage is None:
            why = marked(self.state.unread) if self.state.unread else self.say("K.record.why")
        by = _by(until, self.state, self.language)
        yield SheetStep(self.of_change(_BY_STAGE[focus.stage], focus), why, self.lead, by)
        if focus.stage in {AdoptionStage.TESTING, AdoptionStage.IMPLEMENTING}:
            yield from self.counted(focus)

    def begin_again(self) -> SheetStep:
        """Say how a site that rests goes on."""
        state = self.state
        why = self.say("K.day.why", cause=cause_of(state.cause)) if state.cause else ""
        if state.until is None:
            return SheetStep(self.say("K.day"), why, self.lead)
        return SheetStep(self.say("K.rest"), why, self.lead, _by(state.until, state, self.language))

    def before_it_begins(self) -> Iterator[SheetStep]:
        """Go through what a site does before its start."""
        state = self.state
        start = state.start if state.start and state.start > state.as_of else None
        by = _by(start, state, self.language)
        if not state.names_adopters:
            yield SheetStep(self.say("K.people"), self.say("K.people.why"), self.lead, by)
        if state.shows_elsewhere:
            yield SheetStep(self.say("K.visit"), self.say("K.visit.why"), self.lead, by)
        if state.focus is not None and state.focus.stage is AdoptionStage.AWARE:
            yield SheetStep(self.of_change("K.decide", state.focus), "", self.lead, by)

    @property
    def lead(self) -> str:
        """Who leads at the site, or that no person is named."""
        return marked(middle_cut(self.state.lead, _WHO)) if self.state.lead else self.say("K.lead.who")

    def judge(self, change: SheetChange) -> str:
        """Who judges a change, as the plan begins to say it; else who leads at the site."""
        named = (change.change.judged_by or "").partition(",")[0]
        return marked(cut(named, _WHO)) if named else self.lead

    def of_change(self, message: str, change: SheetChange | None) -> str:
        """Return a message about a change by its short name, or the one that names none."""
        what = short_of(change)
        if what is not None:
            return self.say(message, what=what)
        title = PlanWords(f"“{cut(change.change.title, _NAMED)}”") if change else None
        unnamed = {"K.hear", "K.decide", "K.try", "K.daily", "K.meet", "K.other"}
        if title is not None:
            return self.say(message, what=title)
        return self.say("K.next.unnamed" if message in unnamed else f"{message}.unnamed")

    def say(self, message: str, **fields: Field) -> str:
        """Return a message in words."""
        return self.language.text(Sentence(message, fields))
