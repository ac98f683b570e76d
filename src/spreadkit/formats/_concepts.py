"""The profile by concept as lines of text: one concept a line, one framework a column, and no total."""

from collections.abc import Iterator, Sequence

from spreadkit.model.profile import ConceptLine, ConceptShare

_NOTHING = "-"


def profile_lines(lines: Sequence[ConceptLine]) -> Iterator[str]:
    """Go through the lines of the table, with a heading and what is to be known of it.

    Titles are given as they stand in the vocabulary: whoever prints to a terminal takes out what would steer it.
    """
    frameworks = list(dict.fromkeys(share.framework for line in lines for share in line.shares))
    rows = [[line.title, *(_share_in_words(line.share_of(name)) for name in frameworks)] for line in lines]
    table = [["By concept", *frameworks], *rows]
    widths = [max(len(row[index]) for row in table) for index in range(len(frameworks) + 1)]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield ""
    yield (
        "Criteria satisfied of those that apply; a span where some are still open. A claim that the plan contradicts "
        "does not count. No total is made: the frameworks ask different things about one concept."
    )


def _share_in_words(share: ConceptShare | None) -> str:
    """Return a framework's share in words: `3 of 5`, or `3 to 4 of 5` where one is open."""
    if share is None:
        return _NOTHING
    if not share.applicable:
        return "not applicable"
    most = share.satisfied + share.open
    span = f"{share.satisfied}" if most == share.satisfied else f"{share.satisfied} to {most}"
    return f"{span} of {share.applicable}"
