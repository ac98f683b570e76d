"""Take the README's picture: the first screen of an example's report, in Chromium.

Run `python docs/picture.py` after the report has changed its looks; it needs Chromium on the path.
"""

import shutil
import sys

from generate import TOP
from playwright.sync_api import sync_playwright

REPORT = TOP / "examples" / "north-network-huddles" / "report.html"
PICTURE = TOP / "docs" / "pictures" / "report.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Write the picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not on the path; install it first")
    PICTURE.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1100, "height": 1000}, color_scheme="light")
        page.goto(REPORT.as_uri())
        page.screenshot(path=str(PICTURE))
        browser.close()


if __name__ == "__main__":
    main()
