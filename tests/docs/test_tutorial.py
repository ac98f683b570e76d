"""Every step of the page on writing one's own framework, run in order: its edits, its commands, and what they show."""

from pathlib import Path

import pytest

from doc_pages import DOCS, Edit, Run, run_page, said_by, steps

STEPS = list(steps((DOCS / "own-framework.md").read_text(encoding="utf-8")))


def test_the_page_has_steps() -> None:
    assert sum(isinstance(step, Run) for step in STEPS) >= 9
    assert sum(isinstance(step, Edit) for step in STEPS) >= 10
    assert all(step.shows for step in STEPS if isinstance(step, Run))


def test_every_step_does_what_the_page_says(tmp_path: Path) -> None:
    shown = run_page(STEPS, tmp_path)

    assert shown == said_by(STEPS)
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "</html>" in (tmp_path / "ward-check.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [
        "```yaml\nid: x\n```\n",
        "In `a.yaml`, find\n\n```yaml\na: b\n```\n\nand then\n\n```yaml\na: c\n```\n",
        "```text\nsomething\n```\n",
    ],
)
def test_a_block_that_is_no_step_is_refused(page: str) -> None:
    with pytest.raises(AssertionError):
        list(steps(page))
