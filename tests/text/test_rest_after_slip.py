"""One line of a plan is damaged: the rules run on the rest, and say nothing that only follows from what is unread."""

import random
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.checking.run import findings_of, make_subject, run_rules
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding
from spreadkit.model.part_of_plan import SECTIONS, UnreadPartError, plan_in_part
from spreadkit.model.plan import PLAN_SCHEMA, Plan
from spreadkit.rules._registry import all_rules

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
NAMES: Final = ("ghana-fives-alive", "mayo-vte", "north-network-huddles", "parkinson-physio")
AS_OF: Final = date(2026, 6, 30)
OF_FILES: Final = frozenset(rule.slug for rule in all_rules().values() if rule.check is None)
Said = frozenset[tuple[str, str, str]]
"""Of each finding: its rule, its message, and the section that it is in."""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, without what they ignore: an entry that cannot be read hides nothing."""
    folder = tmp_path_factory.mktemp("plans")
    for name in NAMES:
        copytree(EXAMPLES / name, folder / name)
        plan = folder / name / "spread-plan.yaml"
        plan.write_text(plan.read_text().partition("\nignore:")[0] + "\n")
    return folder


def damaged(text: str, rng: random.Random) -> Iterator[str]:
    """Go through the text with one line damaged, as people do."""
    lines = text.split("\n")
    while True:
        number = rng.randrange(1, len(lines))
        line, above = lines[number], lines[number - 1]
        indent = len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        # a block of text takes in what is indented more
        in_text = (":" not in above.rstrip(":") and "- " not in above) or above.rstrip().endswith(("-", "|", ">"))
        key, colon, value = line.partition(": ")
        changed = {
            "tab": f"\t{line.lstrip()}",
            "colon": line.replace(":", "", 1),
            "quote": f'{key}: "{value}' if colon else line,
            "in": line if in_text else f"{' ' * rng.choice((1, 2, 4))}{line}",
            "out": line[rng.choice((1, 2, indent)) :] if indent else line,
        }[rng.choice(("tab", "colon", "quote", "in", "out"))]
        if changed != line:
            yield "\n".join([*lines[:number], changed, *lines[number + 1 :]])


class Judged(NamedTuple):
    """What is found, the rules that wait, the sections that are lost, and whether a slip stops reading."""

    found: list[Finding]
    waiting: Mapping[str, str]
    lost: frozenset[str]
    is_broken: bool

    @property
    def said(self) -> Said:
        own = (finding for finding in self.found if finding.slug not in OF_FILES)
        return frozenset((finding.slug, finding.message, str(finding.route[0])) for finding in own)


def judged(plan: Path) -> Judged:
    loaded = load_plan(plan)
    judgement = run_rules(make_subject(loaded, AS_OF))
    return Judged(findings_of(loaded, judgement), judgement.waiting, loaded.lost_sections, loaded.plan is None)


@cache
def whole(plan: Path) -> tuple[str, Said]:
    before = judged(plan)
    assert not before.waiting
    return plan.read_text(), before.said


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9), name=st.sampled_from(NAMES))
def test_damaged_line_makes_no_finding_of_what_is_unread(plans: Path, seed: int, name: str) -> None:
    text, before = whole(plans / name / "spread-plan.yaml")
    plan = plans / name / "damaged.yaml"
    rng = random.Random(seed)  # noqa: S311 - damage, done again from its seed
    plan.write_text(next(damaged(text, rng)))

    after = judged(plan)

    assert not after.said - before
    for slug, message, section in before - after.said if after.is_broken else ():
        assert slug in after.waiting or section in after.lost, message


def test_rules_run_on_what_can_be_read_and_the_slip_counts_those_that_wait(plans: Path) -> None:
    text, before = whole(plans / "north-network-huddles" / "spread-plan.yaml")
    plan = plans / "north-network-huddles" / "damaged.yaml"
    plan.write_text(text.replace("\npeople:", "\npeople"))

    after = judged(plan)

    assert {one for one in before if one[0] not in after.waiting} <= after.said <= before
    assert {"use-has-slipped", "data-stopped"} <= {slug for slug, *_ in after.said}
    slip = after.found[0]
    assert slip.slug == "unreadable-yaml"
    assert slip.message.endswith(f'(until then {len(after.waiting)} rules that need "people" are not run)')


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_part_of_a_plan_shows_no_section_that_was_not_read(section: str) -> None:
    plan: Any = Plan.model_validate({"schema": PLAN_SCHEMA, "title": "T"})
    field = section.replace("-", "_")

    part: Any = plan_in_part(plan, frozenset({section}))

    with pytest.raises(UnreadPartError, match=section):
        getattr(part, "schema_" if field == "schema" else field)
    assert plan_in_part(plan, frozenset()).aim == plan.aim
