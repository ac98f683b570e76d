"""Trees of plans with all that can lie beside them, and with what strangers may put there."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"

PLAN = """
schema: spreadkit/plan@1
title: Safety huddles
frameworks:
  - {use: own@1}
  - {use: ./mine.yaml}
  - {use: ihi-spread@2006.2}
sites: sites.csv
adoption: sites/*/adoption.csv
brand: {logo: logo.svg}
report: {pages: [{title: Page, file: page.md}]}
evidence:
  minutes: {kind: file, title: Minutes, file: minutes.md}
  document: {kind: file, title: Letter, file: letter.docx}
  gone: {kind: file, title: Gone, file: nothing/here.md}
  out: {kind: file, title: Out, file: ../../out.md}
  link: {kind: file, title: Link, file: link.md}
  ring: {kind: file, title: Ring, file: ring.md}
"""
FRAMEWORK = """
schema: spreadkit/framework@1
id: own
edition: "1"
title: Own
extends: ihi-spread@2006.2
"""


def example(name: str) -> Callable[[Path], Path]:
    """Return what copies an example into a folder, as a repository, and returns its plan."""

    def copied(folder: Path) -> Path:
        shutil.copytree(EXAMPLES / name, folder / "plan")
        (folder / "plan" / ".git").mkdir()
        return folder / "plan" / "spread-plan.yaml"

    return copied


def hostile(folder: Path) -> Path:
    """Make a plan that names what is not there, leads elsewhere, or cannot be read."""
    top = folder / "plan"
    for place in ("frameworks/crosswalks", "sites/ash", "sites/oak", "sites/elm", ".git"):
        (top / place).mkdir(parents=True)
    (top / "spread-plan.yaml").write_text(PLAN, encoding="utf-8")
    (top / "frameworks/own.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (top / "frameworks/concepts.yaml").write_text("schema: spreadkit/concepts@1\n", encoding="utf-8")
    (top / "frameworks/crosswalks/own--ihi-spread.yaml").write_text("schema: spreadkit/crosswalk@1\n")
    (top / "mine.yaml").write_text(FRAMEWORK.replace("own", "mine"), encoding="utf-8")
    (top / "sites.csv").write_text("id,name\nash,Ash\noak,Oak\n", encoding="utf-8")
    (top / "sites/ash/adoption.csv").write_text("date,stage\n2026-01-01,started\n", encoding="utf-8")
    (top / "sites/oak/adoption.csv").symlink_to("../ash/adoption.csv")
    (top / "sites/elm/adoption.csv").symlink_to("/etc/passwd")
    (top / "minutes.md").write_text("Agreed.\n", encoding="utf-8")
    (top / "letter.docx").write_bytes(b"PK\x03\x04 no document")
    (top / "link.md").symlink_to(folder / "elsewhere.md")
    (top / "ring.md").symlink_to("ring.md")
    (top / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    os.mkfifo(top / "page.md")
    return top / "spread-plan.yaml"


def broken(folder: Path) -> Path:
    """Make a plan of which nothing can be read."""
    plan = folder / "plan" / "spread-plan.yaml"
    plan.parent.mkdir()
    plan.write_text("schema: spreadkit/plan@1\ntitle: [\n", encoding="utf-8")
    return plan


TREES: dict[str, Callable[[Path], Path]] = {
    **{name: example(name) for name in ("north-network-huddles", "westmoor-early-mobilisation", "mayo-vte")},
    "hostile": hostile,
    "broken": broken,
}
