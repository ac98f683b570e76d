"""Two plans as a newcomer wrote them: what is found helps to go on, and each cause is one finding."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from spreadkit.api.plans import check
from spreadkit.model.finding import Severity

PLANS: Final = Path(__file__).parents[1] / "data" / "newcomer"
AS_OF: Final = date(2026, 11, 30)

LEAST: Final = {
    "half-written": {"unknown-reference", "unknown-person", "unknown-key", "unknown-word", "table-does-not-fit"},
    "first-draft": {
        "level-without-because",
        "wave-before-gate",
        "obstacle-overdue",
        "site-without-news",
        "claim-contradicted",
        "site-without-lead",
        "unknown-left",
    },
}
"""What must not be lost when findings are put together."""


@pytest.mark.parametrize(("name", "most"), [("half-written", 16), ("first-draft", 30)])
def test_draft_gives_few_findings_and_none_that_matters_is_lost(name: str, most: int) -> None:
    found = check([PLANS / name], as_of=AS_OF).findings

    assert len(found) <= most
    assert {finding.slug for finding in found} >= LEAST[name]


def test_errors_come_first_and_what_stands_at_most_places_before_the_rest() -> None:
    found = check([PLANS / "half-written"], as_of=AS_OF).findings

    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert found[0].message == (
        'the plan defines no change, but names "offer-mgso4" and "toolkit" at 62 places; define them under '
        "package.changes"
    )
    assert len(found[0].places) == 62
    assert not any("no change is listed" in finding.message for finding in found)


def test_same_said_of_several_is_said_once_with_whom_else_it_is_of() -> None:
    found = check([PLANS / "first-draft"], as_of=AS_OF).findings

    (reasons, _) = [finding for finding in found if finding.slug == "level-without-because"]
    assert reasons.message.startswith('"leadership.spread-team-skills" is answered good, but not why; add a sentence')
    assert reasons.message.endswith(
        '; the same of "leadership.spread-team-time", "set-up.adopter-audiences", "aim.what" and 15 more'
    )
    assert len(reasons.places) == len(reasons.routes) == 19
