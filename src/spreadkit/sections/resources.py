"""What it takes: the resources that the changes need, who pays, what is short, and what breaks at the next step."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from spreadkit.model.base import Unknown, known
from spreadkit.model.people import Support
from spreadkit.model.plan import Plan
from spreadkit.model.report import Block, ReportTable, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.scale import Amount, NextStep, Resource
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label, listed_in_words, say, section, table, tables, who
from spreadkit.words import count_of

ORDER = 78
SHOWS: Final = (
    "resources",
    "approach.currency",
    "support.visits-each-month",
    "support.visits-after",
    "support.months-after",
    "support.days-per-visit",
    "support.days-each-month",
    "support.attrition",
    "support.yield",
)

_EACH: Final = {"site": "one site", "unit": "one scalable unit", "whole": "the whole"}
"""What a cost is for; what says nothing is for the whole."""


def build(view: View) -> Section | None:
    """Build the section."""
    blocks: tuple[Block, ...] = tuple(tables(*_tables(view)))
    return section("resources", "What it takes", blocks) if blocks else None


def _tables(view: View) -> Iterator[ReportTable]:
    resources = view.plan.resources.values()
    yield _list(view)
    yield _costs(view.plan)
    yield table(
        "What each wave needs",
        ["Resource", "Wave", "#Needed", "#Secured", "Balance"],
        [_amount(view, resource, *by) for resource in resources for by in resource.by_wave.items()],
    )
    yield table(
        "What breaks at the next step",
        ["Resource", "Holds up to", "What shows it", "What is done then", "#Cost?", "Owner"],
        [_next_step(view, resource.title, resource.next_step) for resource in resources if resource.next_step],
    )
    yield _help(view.plan)


def _list(view: View) -> ReportTable:
    headers = [
        "Resource",
        "Kind",
        "For?",
        "Essential",
        "Paid now by?",
        "Paid at full scale by",
        "Secured until?",
        "Holds by the measure?",
        "Owner?",
    ]
    return table(
        "Resources", headers, [_resource(view, resource) for resource in view.plan.resources.values()], wide=True
    )


def _resource(view: View, resource: Resource) -> WordedRow:
    return [
        Phrase(text=resource.title, note="; ".join(filter(None, [resource.need, resource.note]))),
        label(resource.kind),
        listed_in_words(map(view.change, resource.changes)) if resource.changes else None,
        resource.essential,
        resource.paid_now_by,
        resource.paid_at_full_scale_by,
        day(resource.until),
        view.measure(resource.measure) if resource.measure else None,
        who(view, resource.owner),
    ]


def _costs(plan: Plan) -> ReportTable:
    """Add up costs by what they are for, and multiply them with how many of that there are at full scale."""
    money = f" ({plan.approach.currency})" if plan.approach.currency else ""
    headers = ["Cost of", *(f"#{what}{money}" for what in ("Start", "Each year", "Start of all", "Each year for all"))]
    counts = {"site": plan.aim.population, "unit": plan.aim.units, "whole": Decimal(1)}
    rows: list[WordedRow] = []
    for per, name in _EACH.items():
        costed = [
            resource
            for resource in plan.resources.values()
            if (resource.per or "whole") == per and not resource.once is resource.yearly is None
        ]
        once, yearly = [resource.once for resource in costed], [resource.yearly for resource in costed]
        if costed:
            many = known(counts[per])
            rows.append([name, *(_total(costs, times) for times in (Decimal(1), many) for costs in (once, yearly))])
    return table("What it costs", headers, rows)


def _total(costs: Sequence[Decimal | Unknown | None], times: Decimal | None) -> Phrase | None:
    """Add up what is known, and say of how many costs it is not."""
    given = [number for cost in costs if (number := known(cost)) is not None]
    if not given or times is None:
        return None
    missing = len(costs) - len(given)
    note = f"without {count_of(missing, 'cost that is not known', 'costs that are not known')}" if missing else ""
    return Phrase(text=say(sum(given, Decimal(0)) * times), note=note)


def _amount(view: View, resource: Resource, wave: str, amount: Amount) -> WordedRow:
    need, secured = known(amount.need), known(amount.secured)
    balance = Phrase(text="not known")
    if need is not None and secured is not None:
        short = need - secured
        tone = Mark(text=f"short by {say(short)}", tone=Tone.WARNING) if short > 0 else None
        balance = Phrase(text="" if tone else "enough", mark=tone)
    title = Phrase(text=resource.title, note=f"in {resource.in_}" if resource.in_ else "")
    return [title, view.wave(wave), amount.need, amount.secured, balance]


def _next_step(view: View, title: str, step: NextStep) -> WordedRow:
    return [title, step.limit, step.trigger, step.fix, step.cost, who(view, step.owner)]


def _help(plan: Plan) -> ReportTable:
    headers = [
        "Support",
        "#Visits a month",
        "#Visits a month after the wave",
        "#For months",
        "#Days a visit?",
        "#Days a month each?",
        "#Share that leaves?",
        "#Share of sites that give one?",
    ]
    rows = [_ratios(support) for support in plan.support.values()]
    return table(
        "How much help there is", headers, [row for row in rows if any(ratio is not None for ratio in row[1:])]
    )


def _ratios(support: Support) -> WordedRow:
    return [
        support.title,
        support.visits_each_month,
        support.visits_after,
        support.months_after,
        support.days_per_visit,
        support.days_each_month,
        support.attrition,
        support.yield_,
    ]
