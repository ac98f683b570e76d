"""Random histories of adoption, and what is so of them by the plainest reading of the page that defines it."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.model.score import PlanScore
from spreadkit.sections._view import View
from spreadkit.standing.standing import Standing

from made_adoption import plan_of, site

START = date(2025, 1, 1)
LONGEST = 560
SITES = ("ash", "elm", "oak")
CORE = ("huddle", "check")
IN_PLACE = ("implemented", "sustained")
STAGES = tuple(stage.value for stage in AdoptionStage)
LIKELY = ("testing", "implemented", "implemented", "sustained", "not-applicable", "paused", "discontinued")


class Row(NamedTuple):
    """A row of the table of adoption."""

    day: int
    site: str
    change: str
    stage: str
    barrier: str = ""
    reason: str = ""
    note: str = ""

    @property
    def date(self) -> date:
        return START + timedelta(days=self.day)

    def cells(self) -> dict[str, str]:
        told = {"barrier": self.barrier, "reason": self.reason, "note": self.note}
        return {
            "date": self.date.isoformat(),
            "site": self.site,
            "change": self.change,
            "stage": self.stage,
            **{name: text for name, text in told.items() if text},
        }


rows_drawn = st.lists(
    st.builds(
        Row,
        st.one_of(st.integers(0, LONGEST), st.sampled_from([0, 181, 182, 365, 396])),
        st.sampled_from(SITES),
        st.sampled_from([*CORE, *CORE, "board"]),
        st.one_of(st.sampled_from(LIKELY), st.sampled_from(STAGES)),
        st.sampled_from(["", "", "ward move", "early-round", "The round begins early"]),
        st.sampled_from(["", "", "no-time", "other", "unknown"]),
        st.sampled_from(["", "Two nurses are away"]),
    ),
    max_size=24,
)
days_drawn = st.integers(0, LONGEST)
OBSTACLES = {"early-round": {"what": "The round begins early", "state": "accepted"}}


def made(rows: list[Row], **parts: object) -> Plan:
    """Make a plan whose two core changes are to be taken up by three sites, of which two have a day to begin."""
    waves = {"wave-1": {"start": "2025-01-05", "end": "2025-06-30"}, "wave-2": {"start": "2026-03-01"}}
    sites = [site("ash"), site("elm", wave="wave-2"), {"id": "oak", "name": "Oak Ward"}]
    whole = {"waves": waves, "sites": sites, "obstacles": OBSTACLES, **parts}
    return plan_of(adoption=[row.cells() for row in rows], **whole)


def on(day: int) -> date:
    return START + timedelta(days=day)


def row_of(rows: list[Row], at: str, change: str, day: int) -> Row | None:
    """The row that counts on a day: the last of the file among those of the newest day up to it."""
    told = [row for row in rows if (row.site, row.change) == (at, change) and row.day <= day]
    newest = max((row.day for row in told), default=None)
    return [row for row in told if row.day == newest][-1] if told else None


def stages_of(rows: list[Row], at: str, day: int) -> list[str | None]:
    found = [row_of(rows, at, change, day) for change in CORE]
    return [row.stage if row else None for row in found]


def is_whole(rows: list[Row], at: str, day: int, enough: tuple[str, ...] = IN_PLACE) -> bool:
    """Every core change that applies is that far at once, and at least one applies."""
    applicable = [stage for stage in stages_of(rows, at, day) if stage != "not-applicable"]
    return bool(applicable) and all(stage in enough for stage in applicable)


def view_of(plan: Plan, as_of: date) -> View:
    return View(Standing(plan, {}, as_of), PlanScore(as_of=as_of, plan="plan", frameworks=()), findings=())
