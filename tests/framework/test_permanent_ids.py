"""Ids of criteria are permanent: what an edition asked is asked under its id or carried over from it, for ever."""

from pathlib import Path

import pytest

from spreadkit.comparing.edition_diff import Editions, carry
from spreadkit.framework.question import questions_of
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer
from spreadkit.reading.shipped import builtin_frameworks

ASKED = Path(__file__).parent.parent / "data" / "asked"
"""One file a framework: the ids that any of its editions has had, one a line. Lines are added and never taken out."""


def framework_of(name: str) -> Framework:
    framework = load_framework(builtin_frameworks() / f"{name}.yaml").framework
    assert framework is not None
    return framework


@pytest.mark.parametrize("path", sorted(ASKED.glob("*.txt")), ids=lambda path: path.stem)
def test_every_answer_to_any_edition_finds_its_question(path: Path) -> None:
    framework, asked = framework_of(path.stem), path.read_text("utf-8").split()

    for name in asked:
        (carried, *_) = carry(Editions(framework, None), {name: Answer(level="unknown")})
        assert carried.to is not None, f"{name} is no criterion, and no alias of one"
    assert {question.id for question in questions_of(framework)} <= set(asked), "add the new ids to the file"
