"""Approvals and decisions to adopt: who approved the practice, and which site has decided what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from spreadkit.adoption.barriers import reason_words, words_of
from spreadkit.model.adoption import STOPPED
from spreadkit.model.plan import Decision, DecisionOutcome
from spreadkit.model.report import Block, Bullets, Group, ReportTable, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.rollout import Site
from spreadkit.months import day
from spreadkit.rollout.progress import decisions_to_adopt, first_use
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, label, n_of, say, section, table, tables, who

ORDER = 65
SHOWS: Final = (
    "decisions.about",
    "decisions.sites",
    "decisions.version",
    "decisions.body",
    "decisions.criteria",
    "decisions.conditions",
    "sites.decision",
    "sites.decider",
    "sites.route",
    "sites.decide-by",
    "sites.because",
    "sites.approved-by",
    "sites.until",
)

_CHOICES: Final = {"optional": "each person's own", "collective": "the team's", "required": "required by authority"}
_SAYS: Final = {
    DecisionOutcome.GO: Mark(text="yes", tone=Tone.GOOD),
    DecisionOutcome.AGREED: Mark(text="yes", tone=Tone.GOOD),
    DecisionOutcome.HOLD: Mark(text="not yet", tone=Tone.WARNING),
    DecisionOutcome.STOP: Mark(text="no", tone=Tone.STOP),
}


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view))
    return section("decisions-to-adopt", "Approvals and decisions to adopt", blocks) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    formal = [decision for decision in view.plan.decisions if decision.about in {"approval", "full-scale"}]
    headers = ["About", "Decision", "On", "By", "Because?", "Conditions?"]
    yield from tables(table("Approvals", headers, [_approval(view, decision) for decision in formal]))
    yield from (_criteria(decision) for decision in formal if decision.criteria)
    yield from tables(_sites(view), _exempt(view), _reasons(view))


def _approval(view: View, decision: Decision) -> WordedRow:
    about = "Full scale" if decision.about == "full-scale" else "Approval of the practice"
    version = f"version {decision.version}" if decision.version else None
    return [
        Phrase(text=about, note="; ".join(filter(None, [decision.what, version]))),
        _says(decision),
        day(decision.on),
        _by(view, decision),
        decision.because,
        "\n".join(decision.conditions) or None,
    ]


def _says(decision: Decision) -> Phrase:
    return Phrase(text="", mark=_SAYS[decision.outcome])


def _by(view: View, decision: Decision) -> Phrase:
    person = who(view, decision.by)
    if not decision.body:
        return Phrase(text=person)
    return Phrase(text=decision.body, note=person if decision.by else "")


def _criteria(decision: Decision) -> Group:
    words = {True: "met", False: "not met"}
    items = tuple(
        Phrase(
            text=f"{judged.what}: {words[judged.met] if isinstance(judged.met, bool) else say(judged.met)}",
            note=judged.because or "",
        )
        for judged in decision.criteria
    )
    met = sum(judged.met is True for judged in decision.criteria)
    title = f"What the decision of {day(decision.on)} was measured against"
    return Group(title=title, note=f"{n_of(met, len(items))} met", folded=True, blocks=(Bullets(items=items),))


def _sites(view: View) -> ReportTable:
    """List the target sites with their choice, where the plan says something of anybody's."""
    is_kept = any(decision.about == "adoption" for decision in view.plan.decisions) or any(
        site.decider or site.route or site.decide_by or site.decision for site in view.target_sites
    )
    used = first_use(view.plan, view.as_of)
    headers = ["Site", "Whose choice?", "Who decides", "Route?", "By", "Decision", "In use since?"]
    return table(
        "Decisions of the sites", headers, [_site(view, site, used) for site in view.target_sites] if is_kept else []
    )


def _site(view: View, site: Site, used: Mapping[str, tuple[date, int]]) -> WordedRow:
    decided = decisions_to_adopt(view.plan, site.id, view.as_of)
    if decided:
        on, last = decided[-1]
        decision = Phrase(text=f"on {day(on)}", note=last.because or "", mark=_SAYS[last.outcome])
    else:
        decision = Phrase(text="none on record")
    return [
        site.name,
        _CHOICES[site.decision] if site.decision else None,
        view.person(site.decider),
        site.route,
        due(site.decide_by, view.as_of, is_open=not decided),
        decision,
        day(used[site.id][0]) if site.id in used else None,
    ]


def _exempt(view: View) -> ReportTable:
    sites = [site for site in view.plan.sites if site.status in {"exempt", "out-of-scope"}]
    headers = ["Site", "Status", "Because", "Allowed by?", "Until?"]
    rows: list[WordedRow] = [
        [
            site.name,
            label(site.status),
            site.because or site.note,
            who(view, site.approved_by),
            _until(view, site),
        ]
        for site in sites
    ]
    return table("Sites that are exempt or out of scope", headers, rows)


def _until(view: View, site: Site) -> Phrase:
    is_past = site.until is not None and site.until < view.as_of
    return Phrase(text=day(site.until), mark=Mark(text="has run out", tone=Tone.WARNING) if is_past else None)


def _reasons(view: View) -> ReportTable:
    """Count the sites that have stopped with a change, by the reason they gave."""
    stopped = [event for event in view.latest.values() if event.stage in STOPPED and event.reason is not None]
    given = dict.fromkeys((event.site, reason_words(event.reason) or words_of(view.plan, event)) for event in stopped)
    counts = Counter(reason for _, reason in given)
    rows: list[WordedRow] = [
        [f"{reason[:1].upper()}{reason[1:]}", str(number)] for reason, number in counts.most_common()
    ]
    return table("Why sites declined, paused or gave up", ["Reason", "#Sites"], rows)
