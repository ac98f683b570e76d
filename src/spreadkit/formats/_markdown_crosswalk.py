"""A crosswalk as Markdown: tables of what is likely answered already and where to look, and lists of the rest."""

from collections.abc import Iterator, Sequence

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._text_crosswalk import NOTHING_TAKEN, REMINDER, STANDING_TITLES, answers_on, grouped_by_concept
from spreadkit.formats.markdown import escaped, escaped_at_start
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match
from spreadkit.words import in_words


def render_crosswalk(crossing: Crossing, _screen: Screen = PLAIN) -> str:
    """Write the criteria by how they stand: likely answered, related, without a match, answered."""
    taken = f"answers to {in_words(crossing.taken_from)}" if crossing.taken_from else NOTHING_TAKEN
    named = f"{crossing.framework}@{crossing.edition}"  # escaped as a whole: a forge takes it for an address of mail
    chunks = [
        f"# {escaped(crossing.title)} ({escaped(named)})",
        f"Seen from {escaped(crossing.plan)}: {escaped(taken)}.",
        f"> {REMINDER}",
        *_table(STANDING_TITLES["likely"], crossing.those("likely")),
        *_table(STANDING_TITLES["related"], crossing.those("related")),
        *_list(STANDING_TITLES["unmatched"], crossing.those("unmatched")),
        *_list(STANDING_TITLES["answered"], crossing.those("answered")),
    ]
    return "\n\n".join(chunks) + "\n"


def _table(title: str, criteria: tuple[CrossedCriterion, ...]) -> Iterator[str]:
    if not criteria:
        return
    yield f"## {title} ({len(criteria)})"
    rows = [row for criterion in criteria if criterion.best and criterion.best.by == "pair" for row in _rows(criterion)]
    if rows:
        yield "\n".join(["| Criterion | Proposed | From | Strength | Why |", "| --- | --- | --- | --- | --- |", *rows])
    groups = grouped_by_concept(criteria)
    if groups:
        yield "\n".join(_concept(matches, group) for matches, group in groups.items())


def _rows(criterion: CrossedCriterion) -> Iterator[str]:
    for index, match in enumerate(criterion.matches):
        name = f"**{escaped(criterion.id)}**<br>{escaped(criterion.ask)}" if index == 0 else ""
        level = escaped(match.proposed) if match.proposed is not None else "no level"
        source = f"{escaped(match.source)}: {escaped(match.says)}"
        yield f"| {name} | {level} | {source} | {match.strength.value} | {escaped(match.reason)} |"


def _concept(matches: Sequence[Match], group: Sequence[CrossedCriterion]) -> str:
    names = in_words([f"**{escaped(criterion.id)}**" for criterion in group])
    return f"- {names}: weak, {escaped(matches[0].because)}. See {escaped(answers_on(matches))}."


def _list(title: str, criteria: tuple[CrossedCriterion, ...]) -> Iterator[str]:
    if criteria:
        yield f"## {title} ({len(criteria)})"
        yield "\n".join(f"- {escaped_at_start(criterion.id)}: {escaped(criterion.ask)}" for criterion in criteria)
