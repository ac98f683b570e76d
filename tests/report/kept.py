"""What is kept of one example to be looked at and compared: its accessibility trees, and pictures of its first screen.

`python tests/report/kept.py` writes them anew, after a look at what has changed; it needs Chromium.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

import matrix
from browsing import Visitor, launched
from matrix import KEPT_EXAMPLE, READERS, Shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER: Final = Path(__file__).parent
ROLES: Final = {
    *("banner", "navigation", "main", "contentinfo", "region", "article", "complementary"),
    *("heading", "figure", "img", "table", "group"),
}
"""What is kept of a tree: landmarks, headings, and what has a name of its own; not rows, cells and running text."""

LINE: Final = re.compile(r"(?P<indent> *)- (?:'(?P<quoted>.*)':?|(?P<plain>.*?):?)")
"""A line of a snapshot, which is YAML: what holds a colon stands in quotes, with quotes inside it doubled."""

SCREEN: Final = {"width": 900, "height": 1000}
HALF: Final = (450, 500)
GREYS: Final = 16
LOOKS: Final = ("forced-colours", "greyscale")
COARSE: Final = (36, 40)
TELLING: Final = 40
"""Of 255: how much lighter or darker a coarse dot must be to count as another."""


class Picture(NamedTuple):
    """A picture that is kept: of the report for a reader, in a look."""

    reader: str
    look: str

    @property
    def path(self) -> Path:
        return FOLDER / "pictures" / f"{self.reader}-{self.look}.png"


PICTURES: Final = tuple(Picture(reader, look) for reader in READERS if reader != "site" for look in LOOKS)
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


def picture_of(page: "Page", look: str) -> Image.Image:
    """Take a picture of the first screen, half as large, in shades of grey."""
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    tools = page.context.new_cdp_session(page)
    if look == "forced-colours":
        page.emulate_media(forced_colors="active", color_scheme="dark")
    else:
        tools.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    taken = Image.open(BytesIO(page.screenshot()))
    page.emulate_media(forced_colors="none", color_scheme="light")
    tools.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    tools.detach()
    return taken.convert("L").resize(HALF, Image.Resampling.LANCZOS).quantize(GREYS)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return which share of a coarse grid of dots is clearly lighter or darker in one picture than in the other."""
    dots = zip(_coarse(one), _coarse(other), strict=True)
    return sum(abs(here - there) > TELLING for here, there in dots) / (COARSE[0] * COARSE[1])


def _coarse(picture: Image.Image) -> bytes:
    return picture.convert("L").resize(COARSE, Image.Resampling.BOX).tobytes()


def main() -> None:
    """Write the trees and the pictures."""
    with launched() as browser, TemporaryDirectory() as folder:
        visitor = Visitor(browser)
        for reader in READERS:
            file = Path(folder) / f"{reader}.html"
            file.write_text(matrix.as_html(Shown(reader, KEPT_EXAMPLE)), encoding="utf-8", newline="")
            TREES[reader].parent.mkdir(exist_ok=True)
            TREES[reader].write_text(tree_of(visitor.open(file, "light")), encoding="utf-8")
            for picture in PICTURES:
                if picture.reader == reader:
                    picture.path.parent.mkdir(exist_ok=True)
                    picture_of(visitor.open(file, "light"), picture.look).save(picture.path, optimize=True)
        visitor.leave()
    sys.stdout.write(f"wrote {len(TREES)} trees and {len(PICTURES)} pictures\n")


if __name__ == "__main__":
    main()
