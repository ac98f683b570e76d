"""The package in depth: what stands behind each change, its versions, how sure people are, and what sites altered."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.adoption import Adaptation
from spreadkit.model.aim import Belief, Change, Package, Version
from spreadkit.model.base import known
from spreadkit.model.measure import MeasureKind
from spreadkit.model.report import Block, Fact, Facts, ReportTable, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    due,
    fact,
    label,
    listed_in_words,
    n_of,
    say,
    section,
    table,
    tables,
    who,
)

ORDER = 76
SHOWS: Final = (
    "package.home",
    "package.adapting",
    "package.tested",
    "package.kept",
    "package.belief",
    "package.versions",
    "package.review",
    "package.changes.concept",
    "package.changes.because",
    "package.changes.expected-effect",
    "package.changes.avoid",
    "package.changes.tested",
    "package.changes.improved",
    "package.changes.evidence",
    "adaptations",
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view))
    return section("package-history", "The package: reasons, versions and review", blocks) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    package = view.plan.package
    facts = tuple(_facts(view, package)) if package else ()
    if facts:
        yield Facts(items=facts)
    yield from tables(
        _behind(view),
        table(
            "Versions of the package",
            ["Version", "On", "What was altered", "Because?", "Used by?"],
            [_version(view, version) for version in package.versions] if package else [],
        ),
        table(
            "How sure people are that it works",
            ["On", "Belief", "Who", "Because", "Borne out by?"],
            [_belief(view, belief) for belief in package.belief] if package else [],
        ),
        table(
            "What sites have altered",
            ["On", "Change", "What they do", "Sites?", "Because?", "Judged"],
            [_adaptation(view, adaptation) for adaptation in view.plan.adaptations],
        ),
    )


def _facts(view: View, package: Package) -> Iterator[Fact]:
    if package.home:
        yield fact("Where the version in force is", package.home)
    if package.adapting:
        yield fact("How it may be adapted", package.adapting)
    if package.tested is not None or package.kept is not None:
        yield fact("Ideas tested and kept", f"{say(package.tested)} and {say(package.kept)}")
    review = package.review
    if review:
        yield fact("Reviewed by", who(view, review.by), note=f"every {review.every.value}" if review.every else "")
        yield fact("Last review", day(review.last, silent="none yet"), note=review.found or "")
        last, due_on = known(review.last), review.next
        yield fact("Next review", due(due_on, view.as_of, is_open=last is None or due_on is None or last < due_on))


def _behind(view: View) -> ReportTable:
    """Tell what stands behind the changes of which the plan says more than what they are."""
    headers = [
        "Change",
        "Idea behind it?",
        "Why core or adaptable?",
        "Effect to expect?",
        "To avoid?",
        "Tried?",
        "Borne out by?",
        "Use measured by?",
        "Needs?",
    ]
    told = {name: own for name, change in view.changes.items() if any(own := _own(view, change))}
    rows: list[WordedRow] = [[view.change(name), *own, *_around(view, name)] for name, own in told.items()]
    return table("Behind each change", headers, rows)


def _own(view: View, change: Change) -> list[str | None]:
    tried = None
    if change.tested is not None or change.improved is not None:
        tested, improved = known(change.tested), known(change.improved)
        both = tested is not None and improved is not None
        places = f"{say(change.tested)} {'place' if tested == 1 else 'places'}"
        tried = f"helped in {improved} of {places}" if both else f"in {places}"
    return [
        change.concept,
        change.because,
        change.expected_effect,
        "\n".join(change.avoid) or None,
        tried,
        listed_in_words(map(view.evidence, change.evidence)) if change.evidence else None,
    ]


def _around(view: View, name: str) -> list[str]:
    """Return what names the change: measures of its use, and what it needs."""
    measures = view.plan.measures.values()
    processes = [measure for measure in measures if measure.kind is MeasureKind.PROCESS and name in measure.changes]
    needs = [resource for resource in view.plan.resources.values() if name in resource.changes]
    return [
        listed_in_words(measure.title for measure in processes),
        listed_in_words(resource.title for resource in needs),
    ]


def _version(view: View, version: Version) -> WordedRow:
    waves = [view.wave(name) for name, wave in view.plan.waves.items() if wave.version == version.version]
    sites = sum(site.version == version.version for site in view.target_sites)
    used = [*waves, *([n_of(sites, len(view.target_sites), "sites")] if sites else [])]
    return [version.version, day(version.on), version.what, version.because, listed_in_words(used)]


def _belief(view: View, belief: Belief) -> WordedRow:
    evidence = listed_in_words(map(view.evidence, belief.evidence)) if belief.evidence else None
    return [day(belief.on), label(belief.level), who(view, belief.by), belief.because, evidence]


def _adaptation(view: View, adaptation: Adaptation) -> WordedRow:
    judged = Phrase(text=adaptation.judged or "not judged yet", note=who(view, adaptation.by) if adaptation.by else "")
    sites = listed_in_words(map(view.site, adaptation.sites)) if adaptation.sites else None
    return [day(adaptation.on), view.change(adaptation.change), adaptation.what, sites, adaptation.because, judged]
