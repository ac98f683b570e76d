"""Method: how the scores are made, what they are not for, and from what this report was made."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from spreadkit.model.framework import ALL_COMPONENTS, ALL_CRITERIA, Framework, Missing, Operator
from spreadkit.model.report import Block, Facts, Group, Paragraph, Section
from spreadkit.model.score import FrameworkScore
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import bullets, fact, interval, n_of, paragraphs, section
from spreadkit.words import in_words

ORDER = 180
SHOWS: Final = ("frameworks",)

_WAYS: Final = {
    Operator.SUM: "sum",
    Operator.MEAN: "mean",
    Operator.MEDIAN: "median",
    Operator.PRODUCT: "product",
    Operator.MIN: "lowest",
    Operator.MAX: "highest",
    Operator.COUNT: "count by level",
    Operator.DISTRIBUTION: "distribution over the levels",
    Operator.LADDER: "highest rung that is reached",
    Operator.DIFFERENCE: "difference",
    Operator.DATE_PROPORTION: "share that is done",
    Operator.DATE_DURATION: "time from first to last",
    Operator.FURTHEST: "furthest part begun",
    Operator.TABLE: "outcome by the table",
}
_UNITS: Final = {
    "points": "in points",
    "percent": "as per cent of their range",
    "share": "as share of their range",
    "met": "each as 1 where its answer is enough",
}
_MISSING: Final = {
    Missing.WITHHOLD: "No value is given until everything that counts is answered; what is open is never scaled up.",
    Missing.LOWEST: "What is open counts as the lowest answer, in the value too.",
    Missing.SCALE_UP: "What is open is given the share of its range that the answered part reaches.",
}


def build(view: View) -> Section:
    """Build the section."""
    return section("method", "Method", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    made_from = [
        fact("Plan", view.plan_file),
        fact("Revision", view.revision),
        fact("As of", day(view.as_of)),
        fact("Made with", view.generator),
        *(fact(framework.title, _used(view, framework)) for framework, _ in view.scored),
    ]
    yield Facts(items=tuple(made_from))
    yield from paragraphs(
        "Everything in this report comes from the plan and the files beside it, as they stand. The same files and the "
        "same date give the same report. Nothing dated after the date of the report counts as having happened."
    )
    yield bullets(_uses())
    for framework, score in view.scored:
        yield Group(title=f"How {framework.title} is scored", blocks=tuple(_scoring(framework, score)))


def _used(view: View, framework: Framework) -> str:
    wanted = next((use.phase for use in view.plan.frameworks if use.id == framework.id), None)
    phase = next((phase.title for phase in framework.phases if phase.id == wanted), None)
    return f"{framework.id}, edition {framework.edition}" + (f", in its phase: {phase}" if phase else "")


def _uses() -> Iterator[str]:
    yield "The scores are there to start a conversation about what is missing. They do not predict success."
    yield "They are not for ranking sites, teams or organisations, and no score is a pass."
    yield "“Unknown” means that somebody looked and the record does not say."
    yield "“Not stated” means that the plan is silent."


def _scoring(framework: Framework, score: FrameworkScore) -> Iterator[Block]:
    scoring = framework.scoring
    if score.variant:
        yield Paragraph(text=f"This is {score.variant}.")
    shown = f"is shown when at least {_percent(scoring.answered_at_least)} of what applies is answered"
    answered = f"here it is {_percent(score.coverage)}, {n_of(score.answered, score.applicable)}"
    yield bullets(
        [
            *_made(framework),
            *(
                [
                    "The low end counts everything that is open as the lowest level, the high end as the highest.",
                    f"A score inside the range {shown}; {answered}.",
                ]
                if scoring.method.joins or scoring.method is Operator.DATE_PROPORTION
                else []
            ),
            "What is not applicable drops out of the score, and never opens a gate.",
            f"At most {_percent(scoring.not_applicable_at_most)} should be set aside in this way.",
            "The verified score counts a claim that the plan contradicts as not met.",
        ]
    )
    yield from paragraphs(framework.note)


def _made(framework: Framework) -> Iterator[str]:
    """Say in a sentence how the main figure is made."""
    scoring = framework.scoring
    if scoring.method is Operator.NONE:
        yield "The framework gives no total; each part is read for itself."
        return
    parts = "components" if not scoring.of or scoring.of == (ALL_COMPONENTS,) else "parts that the framework names"
    if scoring.of == (ALL_CRITERIA,):
        parts = "criteria"
    if scoring.per_site is not None:
        yield "It is worked out for each site first, and then rolled up over the sites."
    if scoring.method is Operator.MEAN and scoring.turned_into == "percent":
        of_parts = ", each the mean of its criteria" if parts != "criteria" else ""
        yield f"The score is the mean of all {parts}{of_parts}, as per cent of the range of the scale."
        return
    if not scoring.method.joins:
        yield f"The score is the {_WAYS[scoring.method]} of all {parts}."
        return
    yield f"The score is the {_WAYS[scoring.method]} of all {parts}, {_UNITS[scoring.turned_into]}."
    yield from (_MISSING[scoring.treats_missing],) if scoring.treats_missing in _MISSING else ()
    bands = [f"{band.title} ({interval(band)})" for band in scoring.bands]
    if bands:
        percent = ", in per cent of what is possible" if scoring.bands_in == "percent" else ""
        yield f"Bands{percent}: {in_words(bands)}."


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} per cent"
