"""Sources: what the answers rest on, and what the frameworks rest on, cited whole."""

from collections.abc import Iterator
from typing import Final

from spreadkit.framework.whose_words import whose_words
from spreadkit.model.base import known
from spreadkit.model.framework import Citation
from spreadkit.model.plan import Evidence
from spreadkit.model.report import Block, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, beginning_of, folded, paragraphs, section, table

ORDER = 190
SHOWS: Final = (
    "evidence",
    "aim.evidence",
    "successful-sites.evidence",
    "resources.evidence",
    "measures.evidence",
    "decisions.evidence",
    "risks.evidence",
    "ratings.evidence",
)

_SHORT: Final = 60
"""With how many characters a risk is named. The figure is ours."""

_SEEN = {
    "whole": "read in full",
    "part": "read in part",
    "second-hand": "known from other texts",
    "no": "not read",
}
_KINDS = {"file": "File", "link": "Link", "data": "Data of this plan", "publication": "Publication"}


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view))
    return section("sources", "Evidence and sources", blocks) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    if view.plan.evidence:
        headers = ["Evidence", "Kind", "Dated", "Where", "Also looked at for?"]
        uses = list(_uses(view))
        rows = [_evidence(view, name, evidence, uses) for name, evidence in view.plan.evidence.items()]
        yield table("Evidence that answers rest on", headers, rows)
    for framework, _ in view.scored:
        rows = [_citation(citation) for citation in framework.sources.values()]
        title = f"Sources of {framework.title}"
        yield from paragraphs(f"{framework.title}: {whose_words(framework)}")
        yield folded(f"{title} ({len(rows)})", table(title, ["Source", "How far we read it", "Where?"], rows))


def _uses(view: View) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through what rests on evidence besides answers and is not shown with it elsewhere, each with its evidence."""
    plan = view.plan
    yield "the aim", plan.aim.evidence
    for decision in plan.decisions:
        on = known(decision.on)
        yield f"the decision of {day(on)}" if on else "a decision of an unknown day", decision.evidence
    for risk in plan.risks.values():
        yield f"the risk “{beginning_of(risk.what, _SHORT)}”", risk.evidence
    for place in plan.successful_sites.values():
        yield f"where it works: {place.title}", place.evidence
    for resource in plan.resources.values():
        yield f"what it takes: {resource.title}", resource.evidence
    for measure in plan.measures.values():
        yield f"the measure “{measure.title}”", measure.evidence
    for rated in plan.ratings.values():
        yield f"the ratings of {day(rated.on)}", rated.evidence


def _evidence(view: View, name: str, evidence: Evidence, uses: list[tuple[str, tuple[str, ...]]]) -> WordedRow:
    measure = f"measure: {view.measure(evidence.measure)}" if evidence.measure else None
    place = evidence.file or evidence.link or measure
    where = Phrase(text=place, link=evidence.link) if place else None
    title = Phrase(text=view.evidence(name), note=evidence.says or "")
    used = "\n".join(dict.fromkeys(use for use, names in uses if name in names)) or None
    return [title, _KINDS[evidence.kind], day(evidence.dated), where, used]


def _citation(citation: Citation) -> WordedRow:
    doi = f"doi:{citation.doi}" if citation.doi else None
    link = citation.url or (f"https://doi.org/{citation.doi}" if doi else None)
    where = Phrase(text=citation.url or doi or "", note=doi or "" if citation.url else "", link=link)
    return [citation.cite, _SEEN[citation.seen], where if link else None]
