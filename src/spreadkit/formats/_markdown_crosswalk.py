"""A crosswalk as Markdown: tables of what is likely answered already and where to look, and lists of the rest."""

from collections.abc import Iterator, Sequence

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._text_crosswalk import NOTHING_TAKEN, REMINDER, TITLES, answers_on, by_concept
from spreadkit.formats.markdown import plain, start
from spreadkit.model.crossing import Crossed, Crossing, Match
from spreadkit.words import in_words


def render_crosswalk(crossing: Crossing, _screen: Screen = PLAIN) -> str:
    """Write the criteria by how they stand: likely answered, related, without a match, answered."""
    taken = f"answers to {in_words(crossing.taken_from)}" if crossing.taken_from else NOTHING_TAKEN
    chunks = [
        f"# {plain(crossing.title)} ({plain(crossing.framework)}@{plain(crossing.edition)})",
        f"Seen from {plain(crossing.plan)}: {plain(taken)}.",
        f"> {REMINDER}",
        *_table(TITLES["likely"], crossing.those("likely")),
        *_table(TITLES["related"], crossing.those("related")),
        *_list(TITLES["unmatched"], crossing.those("unmatched")),
        *_list(TITLES["answered"], crossing.those("answered")),
    ]
    return "\n\n".join(chunks) + "\n"


def _table(title: str, criteria: tuple[Crossed, ...]) -> Iterator[str]:
    if not criteria:
        return
    yield f"## {title} ({len(criteria)})"
    rows = [row for each in criteria if each.best and each.best.by == "pair" for row in _rows(each)]
    if rows:
        yield "\n".join(["| Criterion | Proposed | From | Strength | Why |", "| --- | --- | --- | --- | --- |", *rows])
    groups = by_concept(criteria)
    if groups:
        yield "\n".join(_concept(matches, group) for matches, group in groups.items())


def _rows(criterion: Crossed) -> Iterator[str]:
    for index, match in enumerate(criterion.matches):
        name = f"**{plain(criterion.id)}**<br>{plain(criterion.ask)}" if index == 0 else ""
        level = plain(match.proposed) if match.proposed is not None else "no level"
        source = f"{plain(match.source)}: {plain(match.says)}"
        yield f"| {name} | {level} | {source} | {match.strength.value} | {plain(match.reason)} |"


def _concept(matches: Sequence[Match], group: Sequence[Crossed]) -> str:
    names = in_words([f"**{plain(each.id)}**" for each in group])
    return f"- {names}: weak, {plain(matches[0].because)}. See {plain(answers_on(matches))}."


def _list(title: str, criteria: tuple[Crossed, ...]) -> Iterator[str]:
    if criteria:
        yield f"## {title} ({len(criteria)})"
        yield "\n".join(f"- {start(each.id)}: {plain(each.ask)}" for each in criteria)
