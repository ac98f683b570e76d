"""Tables on a terminal, drawn by rich: columns as wide as their words, cut and wrapped where the screen ends."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal, NamedTuple

from spreadkit.formats.text import inert


class GridColumn(NamedTuple):
    """The head of a column; `least` is how narrow it may get."""

    text: str
    align: Literal["left", "right", "center"] = "left"
    wraps: bool = False


def grid(heads: Sequence[GridColumn], rows: Iterable[Sequence[str]], *, width: int, colour: bool) -> str:
    """Draw a table, with its heads underlined. Texts are shown as they are, never read as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for head in heads:
        table.add_column(Text(inert(head.text)), justify=head.align, no_wrap=not head.wraps, overflow="fold")
    for row in rows:
        table.add_row(*(Text(inert(cell)) for cell in row))
    console = Console(
        file=StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
    )
    with console.capture() as drawn:
        console.print(table)
    return "\n".join(line.rstrip() for line in drawn.get().splitlines() if line.strip()) + "\n"
