"""What is kept of one example to be reviewed and compared: its accessibility trees.

`python tests/report/kept.py` writes them anew, after a look at what has changed; it needs Chromium.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

FOLDER: Final = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

import matrix  # noqa: E402 - run as a script, tests/ is not among the folders of modules
from browsing import Visitor  # noqa: E402
from chromium import launched  # noqa: E402
from matrix import KEPT_EXAMPLE, READERS, Shown  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROLES: Final = {
    *("banner", "navigation", "main", "contentinfo", "region", "article", "complementary"),
    *("heading", "figure", "img", "table", "group"),
}
"""What is kept of a tree: landmarks, headings, and what has a name of its own; not rows, cells and running text."""

LINE: Final = re.compile(r"(?P<indent> *)- (?:'(?P<quoted>.*)':?|(?P<plain>.*?):?)")
"""A line of a snapshot, which is YAML: what holds a colon stands in quotes, with quotes inside it doubled."""

TREES: Final = {reader: FOLDER / "trees" / f"{reader}.txt" for reader in READERS}


def tree_of(page: "Page") -> str:
    """Return the accessibility tree of a page, cut down to what a person would review."""
    return "\n".join(_cut(page.locator("body").aria_snapshot())) + "\n"


def _cut(snapshot: str) -> Iterator[str]:
    kept: list[int] = []
    for line in snapshot.splitlines():
        found = LINE.fullmatch(line)
        says = (found["plain"] or found["quoted"].replace("''", "'")) if found else ""
        if found is None or re.split(r"[ :]", says)[0] not in ROLES:
            continue
        indent = len(found["indent"])
        while kept and kept[-1] >= indent:
            kept.pop()
        yield f"{'  ' * len(kept)}{says}"
        kept.append(indent)


def main() -> None:
    """Write the trees."""
    with launched() as browser, TemporaryDirectory() as folder:
        visitor = Visitor(browser)
        for reader in READERS:
            file = Path(folder) / f"{reader}.html"
            file.write_text(matrix.as_html(Shown(reader, KEPT_EXAMPLE)), encoding="utf-8", newline="")
            TREES[reader].parent.mkdir(exist_ok=True)
            TREES[reader].write_text(tree_of(visitor.open(file, "light")), encoding="utf-8")
        visitor.leave()
    sys.stdout.write(f"wrote {len(TREES)} trees\n")


if __name__ == "__main__":
    main()
