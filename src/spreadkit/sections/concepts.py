"""Concepts: how the criteria of several frameworks on one concept stand, side by side and without a total."""

from collections.abc import Iterator
from typing import Final

from spreadkit.comparing.concept_profile import profile_by_concept
from spreadkit.model.profile import ConceptShare
from spreadkit.model.report import Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, n_of, section, table

ORDER = 58
SHOWS: Final = ()

_SEVERAL = 2
_WIDE_FROM = 4

_INTRO = (
    "Each cell counts the criteria of one framework on one concept that are satisfied, of those that apply. A claim "
    "that the plan contradicts does not count. No total is made: the frameworks ask different things about one "
    "concept, and some ask nothing."
)


def build(view: View) -> Section | None:
    """Build the section, where there are at least two frameworks to set side by side."""
    if len(view.scored) < _SEVERAL:
        return None
    titles = [framework.title for framework, _ in view.scored]
    profile = table("By concept", ["Concept", *titles], _rows(view), wide=len(titles) >= _WIDE_FROM)
    return section("concepts", "Readiness by concept", [profile], intro=_INTRO)


def _rows(view: View) -> Iterator[WordedRow]:
    for line in profile_by_concept(view.scored, view.concepts):
        yield [line.title, *(_cell(line.share_of(framework.id)) for framework, _ in view.scored)]


def _cell(share: ConceptShare | None) -> Phrase:
    if share is None:
        return Phrase(text="not asked about")
    if not share.applicable:
        return Phrase(text="not applicable")
    return Phrase(text=n_of(share.satisfied, share.applicable), note=f"{share.open} not answered" if share.open else "")
