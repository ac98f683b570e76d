"""Sites to which no core change applies are never due, late, silent or stuck, and are named."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.model.plan import PLAN_SCHEMA, Plan
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_plan import state_of_plan

NAMES = ("Ash", "Box", "Elm", "Fir")


def plan_of(stages: list[str]) -> Plan:
    sites = [{"id": name.lower(), "name": name, "lead": "jl", "wave": "one"} for name in NAMES[: len(stages)]]
    events: list[dict[str, Any]] = [
        {"date": "2026-02-01", "site": site["id"], "change": "h", "stage": stage, "by": "jl"}
        for site, stage in zip(sites, stages, strict=True)
    ]
    return Plan.model_validate(
        {
            "schema": PLAN_SCHEMA,
            "title": "T",
            "aim": {"what": ["h"], "by": "2026-12-31"},
            "people": {"jl": {"name": "J. Lind"}},
            "package": {"version": "1", "changes": {"h": {"title": "Huddle", "core": True}}},
            "sites": sites,
            "waves": {"one": {"start": "2026-01-01", "end": "2026-05-31"}},
            "adoption": events,
        }
    )


@given(
    stages=st.lists(st.sampled_from(["not-applicable", "implemented", "testing"]), min_size=1, max_size=4),
    as_of=st.dates(date(2026, 2, 2), date(2027, 3, 1)),
)
def test_a_site_to_which_nothing_applies_is_named_and_never_blamed(stages: list[str], as_of: date) -> None:
    out = [name for name, stage in zip(NAMES, stages, strict=False) if stage == "not-applicable"]

    state = state_of_plan(Standing(plan_of(stages), {}, as_of))
    page = page_of(state)

    says = {verdict.row[0]: verdict for verdict in page.verdicts}
    assert not {*out} & {site.name for site in (*state.stuck, *state.sites.late, *state.sites.barred_next)}
    assert not {*out} & {*state.sites.stale_there}
    assert state.due_by(as_of) <= len(stages) - len(out)
    for name in out:
        assert name not in says["S"].says
        assert name not in says["L"].says
    if len(out) == len(stages):
        assert [says[letter].row for letter in "TSL"] == ["T4", "S3", "L2"]
        assert "no core change applies" in page.headline.says
    elif all(stage != "testing" for stage in stages) and out:
        assert says["T"].row in {"T7", "T8"}
        assert "No core change applies to" in says["T"].says
