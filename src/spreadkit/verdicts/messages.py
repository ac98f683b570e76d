"""Every message that a verdict can say, in English: the catalogue that translations start from.

The key is the message's context: row and form. `{n}` is a field, `{n:site}` the plan's word for so many sites,
`{names:cap}` begins a sentence. `many` is the form for other numbers than one; the number is the one that the verb
agrees with. `{site:gen}` asks for a case that a language has and the plan's words may give.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Message(NamedTuple):
    """A whole sentence or clause: for one, and for other numbers where the sentence has a plural."""

    one: str
    many: str | None = None


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The messages of the context `month`."""

_GRAMMAR: Final = {
    "category": Message("one", "other"),
    "quantity": Message("{value} {unit}"),
    "list.and": Message("{names} and {last}"),
    "list.more": Message("{names} and {more} more"),
    "day": Message("{day} {month}"),
    "day.year": Message("{day} {month} {year}"),
    "month.name": Message("{month}"),
    "month.year": Message("{month} {year}"),
    "span.days": Message("from {first} to {then}"),
    "span.month": Message("in {month}"),
    "span.months": Message("from {first} to {then}"),
    "period.day": Message("day", "days"),
    "period.week": Message("week", "weeks"),
    "period.month": Message("month", "months"),
    "period.quarter": Message("quarter", "quarters"),
    "period.year": Message("year", "years"),
    "period.value": Message("value", "values"),
    "figures.day": Message("day of figures", "days of figures"),
    "figures.week": Message("week of figures", "weeks of figures"),
    "figures.month": Message("month of figures", "months of figures"),
    "figures.quarter": Message("quarter of figures", "quarters of figures"),
    "figures.year": Message("year of figures", "years of figures"),
    "figures.value": Message("value", "values"),
    "unread.rows": Message("{unread} of {rows} rows of {table}"),
    "unread.file": Message("{table}"),
}

_WORKING: Final = {
    "W1.word": Message("Not measured"),
    "W2.word": Message("Cannot say"),
    "W3.word": Message("No figures"),
    "W4.word": Message("As published"),
    "W5.word": Message("Not begun"),
    "W6.word": Message("Not known since {month}"),
    "W7.word": Message("Cannot compare"),
    "W8.word": Message("No, worse"),
    "W9.word": Message("Yes, at a price"),
    "W10.word": Message("At a price"),
    "W11.word": Message("Too early"),
    "W12.word": Message("It was, not now"),
    "W13.word": Message("By own report"),
    "W14.word": Message("Yes, past an easy target"),
    "W15.word": Message("Yes, target met"),
    "W16.word": Message("Yes, so far"),
    "W17.word": Message("Too early"),
    "W18.word": Message("No room to show"),
    "W19.word": Message("Not seen yet"),
    "W.level": Message("{last} {when}; {before} before."),
    "W.level.alone": Message("{last} {when}."),
    "W.level.none": Message("The last periods have no figures."),
    "W.level.same": Message(
        "{last} {when}; the one {site} that reported throughout went from {before} to {then}.",
        "{last} {when}; the {n} {n:site} that reported throughout went from {before} to {then}.",
    ),
    "W.target": Message("The target is {target}."),
    "W.target.under": Message("The target is under {target}."),
    "W.target.over": Message("The target is over {target}."),
    "W.target.met": Message("The target of {target} is met."),
    "W.target.easy": Message("The target of {target} was met before it began."),
    "W.kind.process": Message("It counts what is done, not what comes of it."),
    "W.kind.balancing": Message("It counts harm elsewhere, not the result."),
    "W.kind.spread": Message("It counts how far it has spread, not what comes of it."),
    "W.unread": Message("{unread} of {rows} rows could not be read."),
    "W1.says": Message("The plan names no measure of its aim."),
    "W2.says": Message("{unread} of {rows} rows of {noun} could not be read, so nobody can say."),
    "W2.apart": Message("The figures of the {sites} cannot be put together, so nobody can say of {noun}."),
    "W3.says": Message("There are no figures of {noun} on record."),
    "W4.one": Message("{says:cap} {when}, as published."),
    "W4.two": Message("{earlier:cap} {when}, then {says} {then}, as published."),
    "W4.one.met": Message("{says:cap} {when}, as published; the target of {target} is met."),
    "W4.two.met": Message("{earlier:cap} {when}, then {says} {then}, as published; the target of {target} is met."),
    "W4.one.missed": Message("{says:cap} {when}, as published; the target of {target} is not met."),
    "W4.two.missed": Message(
        "{earlier:cap} {when}, then {says} {then}, as published; the target of {target} is not met."
    ),
    "W4.series": Message("There is no series to tell a change from chance."),
    "W5.says": Message("It has not begun; {before} before."),
    "W5.alone": Message("It has not begun."),
    "W6.says": Message("The last figures are of {month}: {last}; {before} before."),
    "W6.alone": Message("The last figures are of {month}: {last}."),
    "W6.month": Message("The last figures are of {month}."),
    "W7.says": Message("The {sites} that report have changed, so a change of the figures may be one of {sites}."),
    "W8.says": Message("That is more than chance."),
    "W10.few": Message(
        "{count} {figures} is too few to judge {noun}.", "{count} {figures} are too few to judge {noun}."
    ),
    "W.price": Message("{balancing:cap} got worse."),
    "W11.says": Message(
        "{count} {figures} is too few to tell; {due} are needed.",
        "{count} {figures} are too few to tell; {due} are needed.",
    ),
    "W12.says": Message("It was better for a time."),
    "W13.says": Message("The {sites} report it themselves; nobody has checked."),
    "W17.none": Message("There are no figures yet since it began; {before} before."),
    "W17.none.alone": Message("There are no figures yet since it began."),
    "W17.says": Message(
        "{count} {period} since it began is too few to tell.", "{count} {period} since it began are too few to tell."
    ),
    "W19.says": Message("The rules find no change."),
    "W19.worse": Message("It was worse for a time; now the rules find no change."),
}

_ON_TRACK: Final = {
    "T1.word": Message("Cannot say"),
    "T2.word": Message("Not known"),
    "T3.word": Message("As published"),
    "T4.word": Message("Not known"),
    "T5.word": Message("Ended at {there} of {of}"),
    "T5.word.none": Message("Ended with none"),
    "T6.word": Message("Lost again"),
    "T7.word": Message("There, as last seen"),
    "T8.word": Message("All there"),
    "T9.word": Message("All but {n} that declined"),
    "T10.word": Message("Rest overrun"),
    "T11.word": Message("Resting"),
    "T12.word": Message("Date missed"),
    "T13.word": Message("No dates"),
    "T14.word": Message("Not begun"),
    "T15.word": Message("Behind"),
    "T16.word": Message("Not for {month}"),
    "T17.word": Message("Next wave held"),
    "T18.word": Message("Not by {month}"),
    "T19.word": Message("Yes, as last seen"),
    "T20.word": Message("Nothing due yet"),
    "T21.word": Message("Yes, so far"),
    "T.level": Message(
        "{there} {there:site}, where {due} was due by now.", "{there} {there:site}, where {due} were due by now."
    ),
    "T.level.none": Message("No {site}, where {due} was due by now.", "No {site}, where {due} were due by now."),
    "T.count": Message("{there} of {of} {of:site} is there.", "{there} of {of} {of:site} are there."),
    "T.count.none": Message("The one {site} is not there yet.", "No {site} is there yet."),
    "T.next": Message("{need} is due on {day}.", "{need} are due on {day}."),
    "T.lost": Message("{wave:cap} has lost {names}."),
    "T.lost.brief": Message("{n} {n:site} had it and lost it.", "{n} {n:site} had it and lost it."),
    "T.stale": Message("{names:cap} is counted as last seen.", "{names:cap} are counted as last seen."),
    "T.stale.past": Message("{names:cap} was counted as last seen.", "{names:cap} were counted as last seen."),
    "T.stale.brief": Message("{stale} is counted as last seen.", "{stale} are counted as last seen."),
    "T.reach": Message("{reach:cap}, as published."),
    "T.passed": Message("The day, {by}, has passed."),
    "T.ended": Message("It ended on {ended}."),
    "T1.says": Message("{unread:cap} could not be read, so {sites} cannot be counted."),
    "T2.says": Message("How many {sites} are meant is not on record."),
    "T3.says": Message(
        "{of} {of:site} is meant; {reach}, as published.", "{of} {of:site} are meant; {reach}, as published."
    ),
    "T4.says": Message(
        "{of} {of:site} is meant; whether it has it is not on record.",
        "{of} {of:site} are meant; which of them have it is not on record.",
    ),
    "T4.past": Message(
        "{of} {of:site} was meant; whether it has it is not on record.",
        "{of} {of:site} were meant; which of them have it is not on record.",
    ),
    "T5.says": Message("It ended on {ended}, with {there} of {of} {of:site} there."),
    "T5.none": Message(
        "It ended on {ended}; the one {site} was not there.", "It ended on {ended}, with none of {of} {of:site} there."
    ),
    "T6.says": Message(
        "{ever} {ever:site} had it; it no longer has it.", "{ever} {ever:site} had it; none has it now."
    ),
    "T8.one": Message("The one {site} has it."),
    "T8.two": Message("Both {sites} have it."),
    "T8.says": Message("All {of} {of:site} have it."),
    "T9.says": Message(
        "{there} of {of} {of:site} is there; {names} declined.",
        "{there} of {of} {of:site} are there; {names} declined.",
    ),
    "T9.brief": Message(
        "{there} of {of} {of:site} is there; {n} declined.", "{there} of {of} {of:site} are there; {n} declined."
    ),
    "T10.says": Message("The rest was to end on {rest}."),
    "T11.says": Message("The plan rests until {rest}."),
    "T11.open": Message("The plan rests; until when is not on record."),
    "T12.says": Message(
        "All {of} were due by {by}; {there} is there.", "All {of} were due by {by}; {there} are there."
    ),
    "T12.none": Message(
        "The one {site} was due by {by}; it is not there.", "All {of} were due by {by}; none is there."
    ),
    "T13.says": Message(
        "{there} of {of} {of:site} is there; the plan names no day.",
        "{there} of {of} {of:site} are there; the plan names no day.",
    ),
    "T13.none": Message("No {site} is there; the plan names no day."),
    "T14.says": Message("The first {site} starts on {start}.", "The first {sites} start on {start}."),
    "T15.says": Message(
        "{there} {there:site}, where {due} were due by now; {names} is not there.",
        "{there} {there:site}, where {due} were due by now; {names} are not there.",
    ),
    "T15.paused": Message("{name} (paused)"),
    "T16.says": Message("{bars}."),
    "T16.more": Message("And {n} more cannot be there by then."),
    "T16.brief": Message("{n} {n:site} cannot be there by then."),
    "bar.paused": Message("{names} is paused", "{names} are paused"),
    "bar.paused.until": Message("{names} is paused until {until}", "{names} are paused until {until}"),
    "bar.declined": Message("{names} declined"),
    "bar.no lead": Message("{names} has no lead", "{names} have no lead"),
    "bar.shut": Message("{names} cannot start yet"),
    "T17.coming": Message("{wave:cap} is to start on {start}; before that, {waits}."),
    "T17.past": Message("{wave:cap} was to start on {start}; before that, {waits}."),
    "T17.coming.open": Message("{wave:cap} is to start on {start}; not all that it waits for is done."),
    "T17.past.open": Message("{wave:cap} was to start on {start}; not all that it waits for is done."),
    "T18.says": Message("The forecast expects {high} of {of} by {by} at most."),
}

_STUCK: Final = {
    "S1.word": Message("Cannot say"),
    "S2.word": Message("{obstacles} obstacle", "{obstacles} obstacles"),
    "S3.word": Message("Not known"),
    "S4.word": Message("Resting"),
    "S5.word": Message("Nowhere"),
    "S6.word": Message("Nowhere known"),
    "S7.word": Message("Nowhere"),
    "S8.word": Message("{n} {n:site}"),
    "S9.word": Message("{n} {n:site}"),
    "S10.word": Message("Not begun"),
    "S1.says": Message("{unread:cap} could not be read."),
    "S2.says": Message(
        "No {site} is listed; {obstacles} obstacle is open.", "No {site} is listed; {obstacles} obstacles are open."
    ),
    "S3.says": Message("No {site} is listed, so nothing can be said of any."),
    "S4.says": Message("The plan rests, and no {site} needs help besides."),
    "S5.says": Message("Every {site} is there."),
    "S6.says": Message("No {site} on record needs help; nothing is on record of {no_record}, whose time has not come."),
    "S7.says": Message("Every {site} that began has a lead and recent news."),
    "S7.past": Message("Every {site} that began had a lead and recent news."),
    "S8.first": Message("At the end: {first}"),
    "S10.says": Message("No {site} has begun."),
    "S.more": Message("And {n} more."),
    "S.cause": Message("One cause stops {n} {n:site} ({names}): {cause}."),
    "S.gave up": Message("{names:cap} gave up {what}."),
    "S.gave up.open": Message("{names:cap} gave up a change."),
    "S.silent": Message("{names:cap} is silent.", "{names:cap} are silent."),
    "S.silent.since": Message("{names:cap} is silent since {since}."),
    "S.paused": Message("{names:cap} is paused.", "{names:cap} are paused."),
    "S.paused.until": Message("{names:cap} is paused, back on {until}."),
    "S.paused.over": Message("{names:cap} is paused; it was to be back on {until}."),
    "S.declined": Message("{names:cap} declined."),
    "S.no lead": Message("{names:cap} has no lead.", "{names:cap} have no lead."),
    "S.held up": Message("{names:cap} is held up.", "{names:cap} are held up."),
    "S.held up.what": Message("{names:cap} is held up: {what}.", "{names:cap} are held up: {what}."),
    "S.late": Message("{names:cap} is late.", "{names:cap} are late."),
    "S.silent.past": Message("{names:cap} was silent.", "{names:cap} were silent."),
    "S.paused.past": Message("{names:cap} was paused.", "{names:cap} were paused."),
    "S.no lead.past": Message("{names:cap} had no lead."),
    "S.held up.past": Message("{names:cap} was held up.", "{names:cap} were held up."),
    "S.late.past": Message("{names:cap} was late.", "{names:cap} were late."),
    "S.gave up.brief": Message("{n} {n:site} gave up a change."),
    "S.silent.brief": Message("{n} {n:site} is silent.", "{n} {n:site} are silent."),
    "S.paused.brief": Message("{n} {n:site} is paused.", "{n} {n:site} are paused."),
    "S.declined.brief": Message("{n} {n:site} declined."),
    "S.no lead.brief": Message("{n} {n:site} has no lead.", "{n} {n:site} have no lead."),
    "S.held up.brief": Message("{n} {n:site} is held up.", "{n} {n:site} are held up."),
    "S.late.brief": Message("{n} {n:site} is late.", "{n} {n:site} are late."),
    "S.past.brief": Message("{n} {n:site} needed help."),
    "S.cause.brief": Message("One cause stops {n} {n:site}: {cause}."),
}

_LASTING: Final = {
    "L1.word": Message("Cannot say"),
    "L2.word": Message("Not known"),
    "L3.word": Message("Too early"),
    "L4.word": Message("No"),
    "L5.word": Message("As reported"),
    "L6.word": Message("Not at {n} {n:site}"),
    "L7.word": Message("Too early"),
    "L8.word": Message("Nobody looked"),
    "L9.word": Message("Not everywhere"),
    "L10.word": Message("Mostly not looked"),
    "L11.word": Message("By own report"),
    "L12.word": Message("Mostly"),
    "L13.word": Message("Yes, so far"),
    "after.6": Message("six months"),
    "after.12": Message("twelve months"),
    "after.both": Message("six or twelve months"),
    "L.early": Message("{names:cap} gave up {what} before its check."),
    "L.early.open": Message("{names:cap} gave up a change before its check."),
    "L.early.brief": Message("{n} {n:site} gave up a change before its check."),
    "L.made": Message("{held} of {made} checks found the change still there after {after}."),
    "L.made.one": Message("The one check made after {after} found the change still there."),
    "L.made.gone": Message("The one check made after {after} found the change gone."),
    "L.overdue": Message(
        "{overdue} check was due and has not been made.", "{overdue} checks were due and have not been made."
    ),
    "L1.says": Message("{unread:cap} could not be read."),
    "L2.says": Message("No {site} is on record, so no check can be."),
    "L3.says": Message("Nothing is in place yet."),
    "L5.one": Message("The one {site} is reported to have kept it; since when is not on record."),
    "L5.two": Message("Both {sites} are reported to have kept it; since when is not on record."),
    "L5.says": Message(
        "{there} of {of} {of:site} is reported to have kept it; since when is not on record.",
        "{there} of {of} {of:site} are reported to have kept it; since when is not on record.",
    ),
    "L5.none": Message("What is in place is as reported; since when is not on record."),
    "L7.says": Message("Nothing has been in place for six months."),
    "L7.due": Message(
        "{due_now} check is due this month, the first of all.", "{due_now} checks are due this month, the first of all."
    ),
    "L7.next": Message("The first check is due on {check}."),
    "L8.says": Message(
        "{overdue} check was due after {after}; it has not been made.",
        "{overdue} checks were due after {after}; none has been made.",
    ),
    "L11.says": Message("Each was the {site}’s own word."),  # noqa: RUF001 - an apostrophe, as it is printed
}

_TRUST: Final = {
    "C1.word": Message("Not yet"),
    "C2.word": Message("Nothing to go by"),
    "C3.word": Message("With care"),
    "C4.word": Message("Second-hand"),
    "C5.word": Message("In part"),
    "C6.word": Message("By own report"),
    "C7.word": Message("Unchecked"),
    "C8.word": Message("Mostly"),
    "C9.word": Message("Yes"),
    "C1.errors": Message(
        "This page is made from a plan with {errors} error.", "This page is made from a plan with {errors} errors."
    ),
    "C1.unread": Message("This page is made from a plan with {unread} unread."),
    "C1.both": Message("{unread:cap} could not be read."),
    "C1.rows": Message("{unread} of {rows} rows"),
    "C2.says": Message("No figure and no {site} is on record."),
    "C3.note": Message("Read the note at the top first."),
    "C3.published": Message("Read the note at the top first; every figure is as published."),
    "C3.elsewhere": Message("{unread:cap} could not be read; no answer here rests on them."),
    "C4.says": Message("Every figure is from publications; none came from a {site}."),
    "C.record": Message("The {site} is on record.", "{on_record} of {of} {of:site} are on record."),
    "C.record.few": Message("{on_record} of {of} {of:site} is on record."),
    "C.record.none": Message("No {site} is on record."),
    "C.record.silent": Message(
        "{on_record} of {of} {of:site} are on record; {names} counts as last seen.",
        "{on_record} of {of} {of:site} are on record; {names} count as last seen.",
    ),
    "C.record.silent.one": Message(
        "The {site} is on record, as last seen.", "{on_record} of {of} {of:site} is on record, as last seen."
    ),
    "C.record.silent.brief": Message(
        "{on_record} of {of} {of:site} are on record, {stale} of them as last seen.",
    ),
    "C.missing": Message("{missing} of {periods} {period} is missing.", "{missing} of {periods} {period} are missing."),
    "C.sites": Message("It is not known which {sites} are in the figures."),
    "C.set": Message("Not the same {sites} report as before."),
    "C.stale": Message("The last figures are of {month}."),
    "C.nodata": Message("There are no figures of {nouns}."),
    "C.balancing": Message("The figures of {nouns} could not be read."),
    "C.nofigures": Message("There are no figures of {noun}."),
    "C.nomeasure": Message("There is no measure of its aim."),
    "C.checked": Message("{checked:cap}."),
    "C.checked.on": Message("Checked on {checked_on}: {checked}."),
    "C.unchecked": Message("Nobody has checked the figures against a second source."),
}

_HEADLINE: Final = {
    "A.alone": Message("{result}."),
    "A.and": Message("{result} and {standing}."),
    "A.then": Message("{result}; {standing}."),
    "A.W1": Message("Nothing is measured"),
    "A.W2": Message("The figures of {noun} cannot be read"),
    "A.W2.apart": Message("The figures of {noun} cannot be put together"),
    "A.W3": Message("Nothing is known of {noun}"),
    "A.W4": Message("{noun:cap}: {says} {when}, as published"),
    "A.W4.met": Message("{noun:cap}: {says} {when}, as published; the target of {target} is met"),
    "A.W4.missed": Message("{noun:cap}: {says} {when}, as published; the target of {target} is not met"),
    "A.W4.brief": Message("{noun:cap}: as published"),
    "A.W5": Message("It has not begun"),
    "A.W6": Message("Nothing is known of {noun} since {month}"),
    "A.W7": Message("It cannot be said whether {noun} has changed", "It cannot be said whether {noun} have changed"),
    "A.down": Message("{noun:cap} is down", "{noun:cap} are down"),
    "A.up": Message("{noun:cap} is up", "{noun:cap} are up"),
    "A.few": Message("It is too early to tell of {noun}"),
    "A.W12": Message("{noun:cap} is no longer better", "{noun:cap} are no longer better"),
    "A.W13.down": Message("{noun:cap} is down by own report", "{noun:cap} are down by own report"),
    "A.W13.up": Message("{noun:cap} is up by own report", "{noun:cap} are up by own report"),
    "A.W14.down": Message("{noun:cap} is down and meets an easy target", "{noun:cap} are down and meet an easy target"),
    "A.W14.up": Message("{noun:cap} is up and meets an easy target", "{noun:cap} are up and meet an easy target"),
    "A.W15.down": Message("{noun:cap} is down and meets the target", "{noun:cap} are down and meet the target"),
    "A.W15.up": Message("{noun:cap} is up and meets the target", "{noun:cap} are up and meet the target"),
    "A.W18": Message("{noun:cap} met the target before it began"),
    "A.W19": Message("No change in {noun} is seen yet"),
    "A.count": Message("{there} of {of} {of:site} is there", "{there} of {of} {of:site} are there"),
    "A.count.stale": Message(
        "{there} of {of} {of:site} is there, as last seen", "{there} of {of} {of:site} are there, {stale} as last seen"
    ),
    "A.none": Message("the one {site} is not there", "none of {of} {of:site} is there"),
    "A.all.one": Message("the one {site} is there"),
    "A.all.two": Message("both {sites} have it"),
    "A.all": Message("all {of} {of:site} have it"),
    "A.lost": Message("{ever} {ever:site} had it and no longer has it", "{ever} {ever:site} had it, none has it now"),
    "A.unlisted": Message("the one {site} is not listed", "none of {of} {of:site} is listed"),
    "A.capital": Message("{standing:cap}."),
    "B.C1": Message("This page rests on a plan with errors."),
    "B.W8": Message("Stop and look."),
    "B.price": Message("{balancing:cap} got worse."),
    "B.W7": Message("The {sites} that report have changed."),
    "B.L9": Message("It does not last everywhere."),
    "B.L6": Message("It did not last at {n} {n:site}."),
    "B.T5": Message("It has ended."),
    "B.T10": Message("The rest was to end on {rest}."),
    "B.T12": Message("The day has passed."),
    "B.T15": Message("{due} was due.", "{due} were due."),
    "B.T16": Message("{need} by {day} cannot be met."),
    "B.T17": Message("{wave:cap} cannot start yet."),
    "B.T18": Message("Not all are expected by {by}."),
    "B.L8": Message("Nobody has looked whether it lasts."),
    "B.L10": Message("Most checks have not been made."),
    "B.S9": Message("{n} {n:site} needs somebody.", "{n} {n:site} need somebody."),
    "B.S2": Message("{obstacles} obstacle is open.", "{obstacles} obstacles are open."),
    "B.T11": Message("The plan rests."),
}

_SINCE: Final = {
    "N.title": Message("Since {day}"),
    "N.title.review": Message("Since the review of {day}"),
    "N.none": Message("Nothing moved since {day}."),
    "N.none.unread": Message("What could be read shows no move since {day}."),
    "N.none.record": Message("Nothing is on record that could have moved since {day}."),
    "N.more": Message("And {n} more."),
    "N.own": Message("{what:cap}."),
    "N.gave up": Message("{names:cap} gave up {what} ({on})."),
    "N.gave up.several": Message("{names:cap} gave up {what}."),
    "N.gave up.open": Message("{names:cap} gave up a change ({on})."),
    "N.gave up.open.several": Message("{names:cap} gave up a change."),
    "N.silent": Message("{names:cap} is silent since {on}."),
    "N.silent.several": Message("{names:cap} are silent."),
    "N.got there": Message("{names:cap} got there ({on})."),
    "N.got there.several": Message("{names:cap} got there."),
    "N.held up": Message("{names:cap} is held up ({on})."),
    "N.held up.several": Message("{names:cap} are held up."),
    "N.paused": Message("{names:cap} paused ({on})."),
    "N.paused.several": Message("{names:cap} paused."),
    "N.back": Message("{names:cap} is back ({on})."),
    "N.back.several": Message("{names:cap} are back."),
    "N.no lead": Message("{names:cap} has no lead ({on})."),
    "N.no lead.several": Message("{names:cap} have no lead."),
    "N.lead named": Message("{names:cap} has a lead ({on})."),
    "N.lead named.several": Message("{names:cap} have a lead."),
    "N.asked to begin": Message("{names:cap} asked to begin ({on})."),
    "N.asked to begin.several": Message("{names:cap} asked to begin."),
    "N.wave began": Message("{names:cap} began ({on})."),
    "N.wave began.several": Message("{names:cap} began."),
    "N.wave held": Message("{names:cap} waits ({on})."),
    "N.wave held.several": Message("{names:cap} wait."),
    "N.ask overdue": Message("{what:cap}: asked for by {on}, not answered."),
    "N.ask overdue.several": Message("{n} asks are not answered in time."),
    "N.signal better": Message("{names:cap} got better, by more than chance ({on})."),
    "N.signal worse": Message("{names:cap} got worse, by more than chance ({on})."),
    "N.price": Message("{names:cap} got worse, by more than chance ({on})."),
    "N.target met": Message("{names:cap} met the target ({on})."),
    "N.signal better.several": Message("{names:cap} got better, by more than chance."),
    "N.signal worse.several": Message("{names:cap} got worse, by more than chance."),
    "N.price.several": Message("{names:cap} got worse, by more than chance."),
    "N.target met.several": Message("{names:cap} met the target."),
}

_SIZE: Final = {
    "Z.fewer": Message("About {fewer} fewer {events} since {since} than at the old rate; not proof of cause."),
    "Z.more": Message("About {fewer} more {events} since {since} than at the old rate; not proof of cause."),
    "Z.fewer.same": Message(
        "About {fewer} fewer {events} since {since} than at the old rate on the one {site} that reported throughout; "
        "not proof of cause.",
        "About {fewer} fewer {events} since {since} than at the old rate on the {n} {n:site} that reported throughout; "
        "not proof of cause.",
    ),
    "Z.more.same": Message(
        "About {fewer} more {events} since {since} than at the old rate on the one {site} that reported throughout; "
        "not proof of cause.",
        "About {fewer} more {events} since {since} than at the old rate on the {n} {n:site} that reported throughout; "
        "not proof of cause.",
    ),
}

MESSAGES: Final[Mapping[str, Message]] = {
    **_GRAMMAR,
    **_WORKING,
    **_ON_TRACK,
    **_STUCK,
    **_LASTING,
    **_TRUST,
    **_HEADLINE,
    **_SINCE,
    **_SIZE,
}
"""Every message by its context, which is permanent: translations hang on it."""
