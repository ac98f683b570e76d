"""Every page that the checks of this folder look at: for which readers, of which examples, in which modes.

A reader that a report can be made for is entered in READERS, in LEAST_CHARTS and in MOST_PAPER, here and nowhere else;
`test_matrix.py` fails while the command offers one that is missing.
"""

import sys
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import spreadkit
from spreadkit.api.frameworks import build_worksheet
from spreadkit.api.plans import read_plan
from spreadkit.model.report import ON_PAGES, Chart, Report, walk

TOP: Final = Path(__file__).parents[2]
NODE: Final = TOP / "tests" / "report" / "node"
sys.path.insert(0, str(TOP / "docs"))

from generate import AS_OF, EXAMPLES  # noqa: E402 - docs/ is not a package

READERS: Final = ("sponsor", "steering", "appendix", "site", "journal")
"""Whom a report can be made for."""

KEPT_EXAMPLE: Final = "north-network-huddles"
"""Whose accessibility trees are kept."""

LEAST_CHARTS: Final = {
    ("sponsor", "north-network-huddles"): 2,
    ("steering", "north-network-huddles"): 1,
    ("appendix", "north-network-huddles"): 8,
    ("appendix", "parkinson-physio"): 2,
    ("site", "north-network-huddles"): 1,
    ("appendix", "westmoor-early-mobilisation"): 12,
    ("site", "westmoor-early-mobilisation"): 1,
}
"""By reader and example: how many drawn charts the page has at least, so that no check of charts looks at none."""

MOST_PAPER: Final = {"sponsor": 1, "steering": 12, "appendix": 60, "site": 2, "journal": 30}
"""How many printed pages the report for a reader has at most. One, two and twelve are promises."""

ANSWERS_OF_ONE: Final = 75
"""How many answers an appendix within the bounds shows. It shows all, so that one of five frameworks is longer."""


def further_answers(example: str) -> int:
    """Return how many answers the plan of an example has beyond those of one framework."""
    plan = read_plan(TOP / "examples" / example, as_of=AS_OF)[1]
    return max(0, sum(map(len, plan.answers.values())) - ANSWERS_OF_ONE)


def most_paper(shown: "Shown") -> int:
    """Return how many printed pages a report may fill. In the appendix, three further answers may take a page."""
    further = further_answers(shown.example) if shown.reader == "appendix" else 0
    return MOST_PAPER[shown.reader] + further // 3


MODES: Final[dict[str, dict[str, Any]]] = {
    "light": {"width": 1280, "height": 900, "media": "screen", "scheme": "light"},
    "dark": {"width": 1280, "height": 900, "media": "screen", "scheme": "dark"},
    "print": {"width": 680, "height": 900, "media": "print", "scheme": "light"},
    "narrow": {"width": 320, "height": 640, "media": "screen", "scheme": "light"},
}
"""How a page is looked at. Printed, it is as wide as A4 between its margins: 180 mm, in CSS pixels."""


class Shown(NamedTuple):
    """A page to look at: a report for a reader, or a worksheet, of an example."""

    reader: str
    example: str

    def __str__(self) -> str:
        return f"{self.reader}-{self.example}"


def has_pages(shown: Shown) -> bool:
    """Whether it is laid out as pages that are read from top to bottom, without contents to jump from."""
    return shown.reader in {reader.value for reader in ON_PAGES}


SITES: Final = {
    "north-network-huddles": "bridge",
    "parkinson-physio": "suburban-a",
    "westmoor-early-mobilisation": "denholm",
}
"""By example: the site whose sheet is looked at. The others list no target sites."""

REPORTS: Final = tuple(
    Shown(reader, example) for reader in READERS for example in EXAMPLES if reader != "site" or example in SITES
)
PAGES: Final = (*REPORTS, Shown("worksheet", "nhs-sustainability-model"))


@cache
def built(shown: Shown) -> Report:
    """Build a report or a worksheet, once in a process, as `docs/generate.py` does."""
    if shown.reader == "worksheet":
        return build_worksheet(shown.example, TOP / "examples" / KEPT_EXAMPLE)
    with chdir(TOP):
        return built_from(Path("examples") / shown.example, shown.reader, AS_OF)


def built_from(folder: Path, reader: str, as_of: date) -> Report:
    """Build the report of a plan's folder for a reader: the one place that knows how."""
    site = SITES[folder.name] if reader == "site" else None
    return spreadkit.build_report(folder, as_of=as_of, reader=reader, site=site)


@cache
def as_html(shown: Shown) -> str:
    """Write a page as HTML."""
    return spreadkit.get_format("html", "report").render_report(built(shown))


@cache
def as_markdown(shown: Shown) -> str:
    """Write a page as Markdown."""
    return spreadkit.get_format("md", "report").render_report(built(shown))


def drawn_charts(report: Report) -> int:
    """Count the charts of a report that have a drawing."""
    blocks = (block for section in report.sections for block in walk(section.blocks))
    return sum(isinstance(block, Chart) and block.drawing is not None for block in blocks)
