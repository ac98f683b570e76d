"""Take the README's pictures, in Chromium: a sponsor's page, and a part of the pack of a steering group.

Run `python docs/picture.py` after reports have changed their looks; it needs Chromium on the path.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from generate import AS_OF, TOP
from PIL import Image
from playwright.sync_api import sync_playwright

import spreadkit

_EXAMPLE: Final = "north-network-huddles"
_FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Picture(NamedTuple):
    """A picture: whom the page is for, from which part of it on, and how large the screen is."""

    name: str
    reader: str
    part: str
    width: int
    height: int


_PICTURES: Final = (
    Picture("sponsor", "sponsor", "body", 1280, 1180),
    Picture("steering", "appendix", "#spread-over-time", 1280, 1180),
)


def main() -> None:
    """Write the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not on the path; install it first")
    folder = TOP / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as pages:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for picture in _PICTURES:
            plan = TOP / "examples" / _EXAMPLE
            report = spreadkit.build_report(plan, as_of=AS_OF, reader=picture.reader)
            file = Path(pages) / f"{picture.name}.html"
            file.write_text(spreadkit.get_format("html", "report").render_report(report), encoding="utf-8")
            page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme="light")
            page.goto(file.as_uri())
            page.locator(picture.part).evaluate("part => part.scrollIntoView()")
            taken = Image.open(BytesIO(page.screenshot()))
            small = taken.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
            few = small.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            few.save(folder / f"{picture.name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
