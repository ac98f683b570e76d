"""A gate before a wave looks at the sites that start next, and says which sites these are."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import AS_OF, figure, framework_of, numbers, parsed, scored, scored_plan
from typer.testing import CliRunner

from spreadkit.cli.app import app
from spreadkit.model.framework import SitesCounted
from spreadkit.model.plan import Plan
from spreadkit.rollout.progress import waiting_sites
from spreadkit.scoring.facts import Circumstances

WAVES = {"past": -30, "today": 0, "next": 30, "also-next": 30, "later": 60, "unknown": None}
"""Waves by their start, in days from the day of the score."""

SITES = ("a", "b", "c", "d")
NAMES = {"a": "Ash", "b": "Birch", "c": "Cedar", "d": "Dogwood"}


def gated(of: str, way: str = "lowest") -> str:
    return f"""
phases: [{{id: go, title: Go, stage: expand}}]
gates: {{start: {{title: Start, before: go, stage: launch}}}}
components:
  site:
    criteria:
      site.ready: {{per-site: {{roll-up: {way}, of: {of}}}, gate: start, need: must}}
      site.known: {{}}
"""


def plan_of(sites: Mapping[str, str | None], used: Mapping[str, int], own: Mapping[str, int] | None = None) -> str:
    """A plan whose sites are in waves; `used` are days since a first use, `own` a site's own start in days to come."""
    starts = {name: "unknown" if days is None else AS_OF + timedelta(days) for name, days in WAVES.items()}
    rows = [
        f"{{id: {site}, name: {NAMES[site]}, {f'wave: {wave}, ' if wave else ''}"
        f"{f'start: {AS_OF + timedelta((own or {})[site])}, ' if site in (own or {}) else ''}status: target}}"
        for site, wave in sites.items()
    ]
    events = [
        f"{{date: {AS_OF - timedelta(days)}, site: {site}, change: x, stage: testing}}" for site, days in used.items()
    ]
    waves = ", ".join(f"{name}: {{start: {start}}}" for name, start in starts.items())
    return f"{{sites: [{', '.join(rows)}], waves: {{{waves}}}, adoption: [{', '.join(events)}]}}"


def answered(plan: str) -> str:
    """The plan with the answers of two sites."""
    answers = "{made: {site.ready: {sites: {a: good, b: good}}}}"
    return f"{plan[:-1]}, frameworks: [{{use: made@1}}], answers: {answers}}}"


def waiting(text: str) -> Mapping[str, bool]:
    plan = Plan.model_validate({"schema": "spreadkit/plan@1", "title": "Made", **parsed(text)})
    return waiting_sites(plan, AS_OF)


def test_first_wave_is_not_held_up_by_later_ones() -> None:
    text = answered(plan_of({"a": "next", "b": "also-next", "c": "later"}, {}))

    whole = scored_plan(framework_of(gated("begun-and-next")), text)
    everywhere = scored_plan(framework_of(gated("all")), text)

    (gate,) = whole.gates
    assert gate.open
    assert gate.asked_at == (
        "asked at 2 sites that have begun or start next (Ash and Birch); 1 that starts later is not asked yet",
    )
    assert whole.criteria[0].sites == ("a", "b")
    assert whole.criteria[0].says == "2 of 2 sites that have begun or start next satisfy it"
    assert (everywhere.gates[0].open, everywhere.gates[0].asked_at, everywhere.criteria[0].sites) == (False, (), None)


def test_gate_that_asks_of_sites_that_have_begun_stays_shut_until_one_has() -> None:
    text = answered(plan_of({"a": "next", "b": "later"}, {}))

    whole = scored_plan(framework_of(gated("begun")), text)

    (gate,) = whole.gates
    assert not gate.open
    assert gate.blockers[0].why == "asked only of sites that have begun, and there is none yet"
    assert gate.asked_at == ("asked at no site yet; 2 that have not begun are not asked yet",)
    assert whole.criteria[0].sites == ()


@pytest.mark.parametrize(
    ("sites", "used", "own", "expected"),
    [
        ({"a": "next", "b": "later"}, {}, {}, {"a": False, "b": True}),
        ({"a": "today", "b": "next", "c": "later"}, {}, {}, {"b": False, "c": True}),
        ({"a": "unknown", "b": None, "c": "later"}, {}, {}, {"c": False}),
        ({"a": "next", "b": "later"}, {"b": 3}, {}, {"a": False}),
        ({"a": "next", "b": "next", "c": "later"}, {}, {"b": 90}, {"a": False, "b": False, "c": True}),
        ({"a": "past", "b": "past", "c": "next"}, {}, {"b": 90}, {"b": False, "c": False}),
    ],
    ids=["next", "begun", "unknown-is-not-later", "in-use-early", "own-start", "own-start-in-a-wave-that-began"],
)
def test_which_sites_wait(
    sites: Mapping[str, str | None], used: Mapping[str, int], own: Mapping[str, int], expected: Mapping[str, bool]
) -> None:
    assert waiting(plan_of(sites, used, own)) == expected


def test_figure_by_site_leaves_out_sites_that_are_not_asked_yet() -> None:
    made = framework_of(
        gated("begun-and-next")
        + "figures: {weakest: {title: Weakest, method: mean, of: [site.ready], per-site: {roll-up: lowest}}}"
    )
    answers = "{site.ready: {sites: {a: good, b: good, c: absent}}}"

    asked = scored(made, answers, sites=("a", "b", "c"), site_names=NAMES, waiting={"b": False, "c": True})
    all_ = scored(made, answers, sites=("a", "b", "c"), site_names=NAMES)

    assert numbers(figure(asked, "weakest"))[0] == 100
    assert numbers(figure(all_, "weakest"))[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "--format", "json"],
        ["report", "--appendix", "--format", "md"],
        ["report", "--for", "sponsor"],
    ],
)
def test_score_and_report_name_the_sites_that_were_asked(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text("id,name,wave\na,Ash,one\nb,Birch,two\n", "utf-8")
    (tmp_path / "spread-plan.yaml").write_text(
        "schema: spreadkit/plan@1\ntitle: Demo\nstage: launch\nsites: sites.csv\n"
        "frameworks: [{use: his-spread-sustainability, phase: adopt}]\n"
        "waves: {one: {start: 2026-09-01}, two: {start: 2027-01-10}}\n"
        "answers: {his-spread-sustainability: {implementation.site-owner: {sites: {a: good}}}}\n",
        "utf-8",
    )

    result = CliRunner().invoke(app, [*arguments, str(tmp_path), "--as-of", "2026-06-30"])

    assert result.exit_code == 0, result.output
    assert "sked at 1 site that has begun or starts next (Ash); 1 that starts later is not asked yet" in result.output


levels = st.sampled_from(["good", "partial", "absent", None])


@given(
    waves=st.fixed_dictionaries({site: st.sampled_from([None, *WAVES]) for site in SITES}),
    used=st.dictionaries(st.sampled_from(SITES), st.integers(0, 90)),
    own=st.dictionaries(st.sampled_from(SITES), st.integers(-60, 90)),
)
def test_no_site_that_may_be_about_to_begin_is_left_out(
    waves: dict[str, str | None], used: dict[str, int], own: dict[str, int]
) -> None:
    waits = waiting(plan_of(waves, used, own))

    starts = {site: own.get(site, WAVES.get(wave or "")) for site, wave in waves.items()}
    for site in SITES:
        start = starts[site]
        assert (site in waits) == (site not in used and start is not None and start > 0)
    to_come = [start for site in waits if (start := starts[site]) is not None]
    for site, is_later in waits.items():
        start = starts[site]
        assert start is not None
        assert not (is_later and start == min(to_come))
        assert not (is_later and (WAVES.get(waves[site] or "") or 1) <= 0)
    assert not waits or not all(waits.values())


@given(
    said=st.fixed_dictionaries(dict.fromkeys(SITES, levels)),
    late=st.dictionaries(st.sampled_from(SITES), st.booleans()),
    way=st.sampled_from(["lowest", "highest", "mean", "median", "share"]),
    of=st.sampled_from([*SitesCounted]),
)
def test_it_counts_as_if_there_were_only_the_sites_that_are_asked(
    said: dict[str, str | None], late: dict[str, bool], way: str, of: SitesCounted
) -> None:
    around: dict[str, Any] = {"site_names": NAMES, "as_of": date(2026, 6, 30)}
    asked = [site for site in SITES if site not in Circumstances(waiting=late).left_out(of)]
    answers = ", ".join(f"{site}: {level}" for site, level in said.items() if level)
    made, plain = framework_of(gated(of.value, way)), framework_of(gated("all", way))

    some = scored(made, f"{{site.ready: {{sites: {{{answers}}}}}}}", sites=SITES, waiting=late, **around)
    if not asked:
        assert not some.gates[0].open
        return
    alone = scored(plain, f"{{site.ready: {{sites: {{{answers}}}}}}}", sites=tuple(asked), **around)

    assert some.gates[0].open == alone.gates[0].open
    assert some.criteria[0].points == alone.criteria[0].points
    assert (some.range, some.coverage) == (alone.range, alone.coverage)
    assert bool(some.gates[0].asked_at) == (len(asked) < len(SITES) and any(said.values()))
