"""What a check found, as plain text: the verdict, then causes with what is seen and who does what; or a list of all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import at_right, cell_width, cut_to, finished, wrapped
from spreadkit.formats._signs import ACTS, LOOK
from spreadkit.formats.text import BLUE, BOLD, GREY, RUST, Colouring, inert
from spreadkit.model.finding import CheckedCounts, CheckResult, Finding, Severity
from spreadkit.model.verdict import Sign
from spreadkit.months import day_in_words
from spreadkit.words import by_number, count_of, in_words, some_of

_FEW: Final = 5
"""With more findings than this, the list of all says where to start. The figure is ours."""

_FULL_UP_TO: Final = 30
_WIDEST_EXCERPT: Final = 110
_MOST_ERRORS: Final = 8
_MOST_CAUSES: Final = 8
_MOST_NOTES: Final = 3
"""How many errors and causes are told in full, and how many notes by name. The figures are ours."""

_USUAL_WIDTH: Final = 60
"""Narrower than this, what can be missed is left out. In cells; the figure is ours."""

_OF_FILES: Final = ("SK0", "SK1", "SK9")
"""How the codes of rules about files, frameworks and the report begin: what they find, whoever writes it mends."""

_STEPS: Final = 2
_NAMED: Final = 3
"""How many things to do are told of a cause, and how many people are named. The figures are ours."""

_COLOURS: Final = {Severity.ERROR: RUST, Severity.WARNING: RUST, Severity.NOTE: GREY}
_SAME: Final = ", and the same "
_MEANT: Final = ' (did you mean "'


_CauseLines = Callable[["_Cause"], Iterator[str]]


class _Cause(NamedTuple):
    """Findings of one file that was checked that have one cause, errors or none."""

    about: str
    says: str
    findings: tuple[Finding, ...]

    @property
    def is_error(self) -> bool:
        return self.findings[0].severity is Severity.ERROR

    @property
    def owners(self) -> list[str]:
        return list(dict.fromkeys(owner for found in self.findings for owner in found.owners))


def render_check(result: CheckResult, screen: Screen = PLAIN) -> str:
    """Write causes, those of errors first; or each finding with its code and its line, where everything is wanted."""
    colouring = Colouring(colour=screen.colour)
    if result.checked == CheckedCounts() and not result.findings:
        return ""
    return finished((_everything if screen.everything else _by_cause)(result, screen, colouring), screen)


def _by_cause(result: CheckResult, screen: Screen, colouring: Colouring) -> Iterator[str]:
    errors, causes, notes = (_causes(result, severity) for severity in Severity)
    for line in wrapped(_title(result), screen.width):
        yield colouring(line, GREY)
    yield ""
    for line in wrapped(_verdict(result, causes), screen.width):
        yield colouring(line, BOLD)
    files = {cause.about for cause in (*errors, *causes)}
    yield from _in_parts(errors, files, lambda cause: _errors(cause, screen, colouring), screen, colouring)
    left = sum(max(0, len(cause.findings) - _MOST_ERRORS) for cause in errors)
    if left:
        yield from ("", colouring(f"  {count_of(left, 'error')} more: --all", GREY))
    if errors and causes:
        aside = "judged without what is in error" if screen.width >= _USUAL_WIDTH else ""
        yield from ("", f"{colouring('  To look at', BOLD)}{colouring(at_right(aside, screen.width - 12), GREY)}")
        yield from _briefly(causes, screen, colouring)
    elif causes:
        full, rest = causes[:_MOST_CAUSES], causes[_MOST_CAUSES:]
        total = result.count(Severity.WARNING)
        yield from _in_parts(full, files, lambda cause: _cause(cause, total, screen, colouring), screen, colouring)
        if rest:
            yield from ("", colouring("  And, in a line each", BOLD), *_briefly(rest, screen, colouring))
    yield from _notes(notes, screen, colouring)
    if errors or causes or notes:
        yield ""
        yield from _start(errors, causes or notes, screen, colouring)


def _in_parts(
    causes: Sequence[_Cause], files: set[str], lines: _CauseLines, screen: Screen, colouring: Colouring
) -> Iterator[str]:
    """Write causes one below the other; where several files were checked, below what each is about."""
    about = None
    for cause in causes:
        yield ""
        if len(files) > 1 and cause.about != about:
            about = cause.about
            yield from (colouring(line, GREY) for line in wrapped(inert(about), screen.width))
        yield from lines(cause)


def _title(result: CheckResult) -> str:
    named = inert(result.plans[0]) if len(result.plans) == 1 else _looked_at(result)
    if result.as_of is None or not result.checked.plans:
        return named
    return f"{named}, judged for {day_in_words(result.as_of)}"


def _looked_at(result: CheckResult) -> str:
    checked = result.checked
    counts = [
        (checked.plans, "plan", "plans"),
        (checked.frameworks, "framework", "frameworks"),
        (checked.crosswalks, "crosswalk", "crosswalks"),
        (checked.vocabularies, "vocabulary", "vocabularies"),
        (checked.signposts, "file of signposts", "files of signposts"),
    ]
    return in_words([count_of(count, one, many) for count, one, many in counts if count]) or "nothing of spreadkit"


def _verdict(result: CheckResult, causes: Sequence[_Cause]) -> str:
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    told = f"{count_of(errors, 'error')}." if errors else "No errors."
    if not warnings:
        return f"{told} Nothing to look at." if not errors else told
    look = f"{told} {count_of(warnings, 'thing', 'things')} to look at"
    if errors or warnings == 1:
        return f"{look}."
    if len(causes) == 1:
        return f"{look}, all for one reason."
    most = max(len(cause.findings) for cause in causes)
    if 2 * most > warnings > _FEW:
        return f"{look}, most of them for one reason."
    return f"{look}, from {len(causes)} causes." if len(causes) < warnings else f"{look}."


def _causes(result: CheckResult, severity: Severity) -> list[_Cause]:
    """Put the findings of a severity together by file and cause: what explains most stands first, plan by plan."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in result.findings:
        if finding.severity is severity:
            found.setdefault((finding.about, finding.cause or finding.message), []).append(finding)
    causes = [_Cause(about, says, tuple(findings)) for (about, says), findings in found.items()]
    order = {about: place for place, about in enumerate(dict.fromkeys(cause.about for cause in causes))}
    return sorted(causes, key=lambda cause: (order[cause.about], -len(cause.findings)))


def _cause(cause: _Cause, total: int, screen: Screen, colouring: Colouring) -> Iterator[str]:
    share = f"{len(cause.findings)} of the {total}" if len(cause.findings) > 1 else ""
    room = screen.width - (cell_width(share) + 2 if share else 0)
    heading = wrapped(inert(cause.says), room, "  ")
    for place, line in enumerate(heading):
        end = colouring(at_right(share, screen.width - cell_width(line)), GREY) if share and not place else ""
        yield f"{colouring(line, BOLD)}{end}"
    for says, where in _seen(cause):
        yield from _look(says, where, screen, colouring)
    for step in _steps(cause):
        yield from _marked(ACTS, step, BLUE, screen, colouring)


def _seen(cause: _Cause) -> Iterator[tuple[str, str]]:
    """Go through what is seen, with its place: of what one rule finds often, the first with how many are like it."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in cause.findings:
        by_rule.setdefault(finding.slug, []).append(finding)
    for findings in by_rule.values():
        if len({finding.plainly for finding in findings}) == 1:
            yield _plainly(findings[0]), _where(findings[0])
            continue
        if sum(_count(finding) for finding in findings) <= len(findings) <= 2:  # noqa: PLR2004 - two fit in two lines
            yield from ((_plainly(finding), _where(finding)) for finding in findings)
            continue
        first = min(findings, key=lambda finding: (finding.location.file, finding.location.line))
        others = sum(_count(finding) for finding in findings) - 1
        yield f"{_plainly(first).partition(_SAME)[0]}, and {others} more like it", _where(first)


def _count(finding: Finding) -> int:
    return max(1, len(finding.places))


def _plainly(finding: Finding) -> str:
    return inert(finding.plainly or finding.message)


def _where(finding: Finding) -> str:
    """Return the place of a finding as seen from the file that was checked."""
    place = finding.location
    folder = PurePosixPath(finding.about).parent
    path = PurePosixPath(place.file)
    seen = path.relative_to(folder) if path.is_relative_to(folder) else path
    return inert(f"{seen}:{place.line}")


def _look(says: str, where: str, screen: Screen, colouring: Colouring) -> Iterator[str]:
    where = cut_to(where, max(1, screen.width // 3))
    room = screen.width - cell_width(where) - 2
    is_beside = max(map(cell_width, says.split()), default=0) + 6 <= room
    lines = wrapped(says, room if is_beside else screen.width, f"    {LOOK} ", "      ")
    for place, line in enumerate(lines):
        shown = line if place else f"    {colouring(LOOK, RUST)}{line[5:]}"
        end = "" if place or not is_beside else colouring(at_right(where, screen.width - cell_width(line)), GREY)
        yield f"{shown}{end}"
    if not is_beside:
        yield colouring(at_right(where, screen.width), GREY)


def _marked(sign: str, says: str, colour: str, screen: Screen, colouring: Colouring) -> Iterator[str]:
    for place, line in enumerate(wrapped(says, screen.width, f"    {sign} ", "      ")):
        yield line if place else f"    {colouring(sign, colour)}{line[5:]}"


def _steps(cause: _Cause) -> Iterator[str]:
    """Go through what is to be done, with those who do it; what several do alike stands once."""
    by_step: dict[str, Counter[str]] = {}
    for finding in cause.findings:
        if finding.next_step:
            by_step.setdefault(finding.next_step, Counter()).update(finding.owners)
    steps = list(by_step.items())
    is_for_reader = cause.findings[0].code.startswith(_OF_FILES)
    for step, owners in steps[:_STEPS]:
        if len(owners) > _NAMED:
            yield inert(step)
            asked = [f"{inert(owner)} ({number})" for owner, number in owners.most_common()]
            yield f"to ask, with how much each owes: {some_of(asked, most=_NAMED)}"
        else:
            who = in_words([*map(inert, owners)]) or ("" if is_for_reader else "nobody yet")
            yield f"{who}: {inert(step)}" if who else inert(step)
    if len(steps) > _STEPS:
        yield f"{count_of(len(steps) - _STEPS, 'more thing', 'more things')} to do: --all"


def _briefly(causes: Iterable[_Cause], screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Write a line for each cause: what it is, how often it is found, and who has it in hand."""
    for cause in causes:
        who = some_of([inert(owner) for owner in cause.owners], most=1) or "nobody yet"
        end = f"  {len(cause.findings):>2}  {ACTS} {cut_to(who, screen.width // 3)}"
        says = cut_to(inert(cause.says), screen.width - cell_width(end) - 6)
        gap = (
            " " * max(0, screen.width * 5 // 8 - 6 - cell_width(says))
            if cell_width(end) <= screen.width * 3 // 8
            else ""
        )
        yield f"    {colouring(LOOK, RUST)} {says}{gap}{colouring(end, GREY)}"


def _notes(causes: Sequence[_Cause], screen: Screen, colouring: Colouring) -> Iterator[str]:
    if not causes:
        return
    number = sum(len(cause.findings) for cause in causes)
    yield from ("", colouring("  For later", BOLD) + colouring(f"  {count_of(number, 'note')}", GREY))
    for cause in causes[:_MOST_NOTES]:
        for place, line in enumerate(wrapped(inert(cause.says), screen.width, f"    {Sign.NOTHING} ", "      ")):
            yield line if place else f"    {colouring(Sign.NOTHING, GREY)}{line[5:]}"
    if len(causes) > _MOST_NOTES:
        yield colouring(f"      {count_of(len(causes) - _MOST_NOTES, 'more', 'more')}: --all", GREY)


def _start(errors: Sequence[_Cause], causes: Sequence[_Cause], screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Say where to begin: at the first error, or at what is in nobody's hands."""
    if errors:
        found = errors[0].findings[0]
        whole = inert(f"{found.location.file}:{found.location.line}")
        says = f"{whole if cell_width(whole) + len('Start here: .') <= screen.width else _where(found)}."
    else:
        open_causes = [cause for cause in causes if not cause.owners]
        explains_most = 2 * len(causes[0].findings) > sum(len(cause.findings) for cause in causes)
        first = causes[0] if explains_most or not open_causes else open_causes[0]
        says = f"{inert(first.says)}."
        if len(causes) > 1 and open_causes == [first]:
            says += f" The {by_number(len(causes) - 1, 'other has', 'others have')} an owner."
    for place, line in enumerate(wrapped(f"Start here: {says}", screen.width)):
        yield line if place else line.replace("Start here:", colouring("Start here:", BOLD), 1)


def _errors(cause: _Cause, screen: Screen, colouring: Colouring) -> Iterator[str]:
    for line in wrapped(inert(cause.says), screen.width, "  "):
        yield colouring(line, f"{BOLD};{RUST}")
    for finding in cause.findings[:_MOST_ERRORS]:
        yield ""
        yield from _error(finding, screen, colouring)


def _error(finding: Finding, screen: Screen, colouring: Colouring) -> Iterator[str]:
    says, meant = _with_guess(inert(finding.message))
    where = cut_to(_where(finding), screen.width - 8)
    beside = f"{where}  {says}"
    if cell_width(beside) <= screen.width - 8:
        yield f"  {colouring('error', RUST)} {where}  {colouring(says, BOLD)}"
    else:
        yield f"  {colouring('error', RUST)} {where}"
        yield from (colouring(line, BOLD) for line in wrapped(says, screen.width, "    "))
    yield from _marked_line(finding, meant, screen, colouring)


def _with_guess(message: str) -> tuple[str, str]:
    """Return a message without the word that may have been meant, and that word, where it names one."""
    before, found, after = message.partition(_MEANT)
    meant, closed, rest = after.partition('"?)')
    return (f"{before}{rest}", meant) if found and closed else (message, "")


def _marked_line(finding: Finding, meant: str, screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Write the line of an error with carets below what is wrong, and what may have been meant."""
    place, guess = finding.location, f" did you mean {meant}?" if meant else ""
    gutter = f"{place.line:>7} | "
    if place.excerpt.strip():
        room = screen.width - len(gutter)
        begin = max(0, place.column - 1 - room // 2) if cell_width(place.excerpt) > room else 0
        shown = _head_of(inert(place.excerpt[begin:].replace("\t", " ")), room)
        ends = place.end_column if place.end_line == place.line else len(place.excerpt) + 1
        before = inert(place.excerpt[begin : place.column - 1].replace("\t", " "))
        marked = inert(place.excerpt[place.column - 1 : ends - 1].replace("\t", " "))
        marks = "^" * max(1, min(cell_width(marked), room - cell_width(before)))
        yield f"{colouring(gutter, GREY)}{shown.rstrip()}"
        below, indent = f"{'':>7} | ", " " * cell_width(before)
        fits = len(below) + len(indent) + len(marks) + cell_width(guess) <= screen.width
        yield f"{colouring(below, GREY)}{indent}{colouring(marks, RUST)}{guess if fits else ''}"
        if fits:
            return
    if guess:
        yield from wrapped(guess, screen.width, " " * len(gutter))


def _head_of(text: str, width: int) -> str:
    """Return the beginning of a line of a file that fits into so many cells."""
    while cell_width(text) > width:
        text = text[: width if len(text) > width else -1]
    return text


def _everything(result: CheckResult, _screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Write each finding with its code and its line; of many, each takes one line."""
    is_short = len(result.findings) > _FULL_UP_TO
    for finding in result.findings:
        yield _head(finding, colouring)
        if not is_short:
            yield from _excerpt(finding, colouring)
    if is_short:
        yield f"(more than {_FULL_UP_TO} findings, so their lines are left out)"
    if len(result.findings) > _FEW:
        first = result.findings[0].location
        yield f"Start here: {inert(f'{first.file}:{first.line}:{first.column}')}, the first finding above."


def _head(finding: Finding, colouring: Colouring) -> str:
    place = finding.location
    where = colouring(inert(f"{place.file}:{place.line}:{place.column}"), BOLD)
    severity = colouring(finding.severity.value, _COLOURS[finding.severity])
    return f"{where}: {severity}: {inert(finding.message)} {colouring(f'[{finding.code} {finding.slug}]', GREY)}"


def _excerpt(finding: Finding, colouring: Colouring) -> Iterator[str]:
    place = finding.location
    if not place.excerpt.strip():
        return
    start = max(0, place.column - 1 - _WIDEST_EXCERPT // 2) if place.column > _WIDEST_EXCERPT else 0
    text = inert(place.excerpt[start : start + _WIDEST_EXCERPT].replace("\t", " "))
    width = place.end_column - place.column if place.end_line == place.line else len(place.excerpt) - place.column + 1
    marks = "^" * max(1, min(width, len(text) - (place.column - 1 - start)))
    gutter = " " * len(str(place.line))
    yield f"  {place.line} | {text.rstrip()}"
    yield f"  {gutter} | {' ' * (place.column - 1 - start)}{colouring(marks, _COLOURS[finding.severity])}"
