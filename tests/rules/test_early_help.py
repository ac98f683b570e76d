"""People likely to adopt, early help and predictions: what the rules' own examples do not reach."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rollout import adoption, found, in_folder, routes, sites

from spreadkit.model.plan import Plan
from spreadkit.rollout.early_help import help_for, late_help

__all__ = ["in_folder"]

AS_OF = date(2026, 6, 30)
WAVES = "waves: {one: {start: 2026-05-04}, two: {start: 2026-10-05}, three: {start: 2027-01-11}}\n"
SITES = "sites: sites.csv\n"
PACKAGE = 'package: {version: "1", changes: {huddle: {title: Huddle}}}\n'
ROWS = sites("ash,Ash,one,,target", "elm,Elm,two,,target", "oak,Oak,three,,target", "fir,Fir,two,,deferred")


def who(site: str, keys: str = "motivated: yes, capable: yes", more: str = "") -> str:
    return f"people: {{sn: {{name: S. Nolan, site: {site}, {more}likely-to-adopt: {{{keys}}}}}}}\n"


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("", ['2 sites without a person known to be likely to adopt ("ash" and "elm")']),
        (who("ash"), ['1 site without a person known to be likely to adopt ("elm")']),
        (who("oak"), ['2 sites without a person known to be likely to adopt ("ash" and "elm")']),
        (who("ash", more="left: 2026-06-01, "), ['2 sites without a person known to be likely to adopt ("ash"']),
        (who("ash", "motivated: no, capable: yes"), ['2 sites without a person known to be likely to adopt ("ash"']),
        (
            who("ash", "motivated: yes"),
            [
                'at 1 site it is not known if the person named is motivated and capable ("sn")',
                '1 site without a person known to be likely to adopt ("elm")',
            ],
        ),
    ],
)
def test_sites_that_have_begun_or_are_next_need_a_person(people: str, expected: list[str]) -> None:
    messages = [finding.message for finding in found("site-without-likely-adopter", WAVES + people, sites=ROWS)]

    assert len(messages) == len(expected)
    assert all(message.startswith(begin) for message, begin in zip(messages, expected, strict=True))


def test_a_site_that_has_it_in_place_needs_no_person_and_no_help() -> None:
    rows = adoption("2026-06-01,ash,huddle,implemented", "2026-06-01,elm,huddle,implemented")

    for slug in ("site-without-likely-adopter", "site-without-help"):
        assert found(slug, WAVES + PACKAGE, sites=ROWS, adoption=rows) == []


def test_a_reason_alone_can_be_written_as_text() -> None:
    plan = "people: {sn: {name: S. Nolan, site: ash, likely-to-adopt: Asked for a visit}}\n"

    assert ("people", "sn", "likely-to-adopt") in routes(found("site-without-likely-adopter", WAVES + plan, sites=ROWS))


def test_without_days_no_wave_is_next() -> None:
    assert found("site-without-likely-adopter", "waves: {one: {}, two: {start: unknown}}\n", sites=ROWS) == []


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        ("", "no support is named for 1 site"),
        ("support: {calls: {title: Calls, waves: two}}\n", "no support is named for 1 site"),
        ("support: {calls: {title: Calls, waves: one}}\n", None),
        ("support: {calls: {title: Calls, sites: [ash]}}\n", None),
        ("support: {calls: {title: Calls, sites: all, waves: two}}\n", None),
        ("support: {calls: {title: Calls, from: 2027-01-01}}\n", None),
    ],
)
def test_sites_that_begin_soon_need_help(support: str, expected: str | None) -> None:
    messages = [finding.message for finding in found("site-without-help", SITES + WAVES + support, sites=ROWS)]

    assert [message.partition(" (")[0] for message in messages] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (
            "calls: {title: C, from: 2026-05-05}",
            '"calls" begins on 2026-05-05, but "ash" starts without help on 2026-05',
        ),
        ("calls: {title: C, from: 2026-05-04}", None),
        ("calls: {title: C, from: unknown}", None),
        ("calls: {title: C}", None),
        ("calls: {title: C, waves: two, from: 2026-10-05}", None),
        ("calls: {title: C, waves: two, from: 2026-10-06}", '"calls" begins on 2026-10-06, but "elm" starts without'),
        ("calls: {title: C, sites: elm, from: 2026-10-06}", '"calls" begins on 2026-10-06, but "elm" starts without'),
        ("calls: {title: C, from: 2026-06-01}, coach: {title: D, from: 2026-04-01}", None),
        ("calls: {title: C, from: 2026-06-01}, coach: {title: D}", '"calls" begins on 2026-06-01, but "ash" starts'),
        ("calls: {title: C, from: 2026-06-01, accepted: {by: sn, because: Late}}", None),
        (
            "calls: {title: C, waves: two, from: 2026-10-06, accepted: {by: sn, because: Late}}",
            '"calls" begins on 2026',
        ),
    ],
)
def test_help_after_the_first_start_is_found_with_both_days(support: str, expected: str | None) -> None:
    findings = found("help-after-start", f"{SITES}{WAVES}support: {{{support}}}\n", sites=ROWS)

    assert len(findings) == (expected is not None)
    assert all(expected is not None and finding.message.startswith(expected) for finding in findings)


def test_help_after_the_start_of_a_wave_without_listed_sites_is_found() -> None:
    findings = found("help-after-start", f"{WAVES}support: {{c: {{title: C, waves: three, from: 2027-02-01}}}}\n")

    assert [finding.message.partition(";")[0] for finding in findings] == [
        '"c" begins on 2027-02-01, but "three" starts without help on 2027-01-11'
    ]


def test_names_in_the_new_parts_are_looked_up() -> None:
    plan = (
        f"{SITES}people: {{sn: {{name: S. Nolan}}}}\n"
        "support: {c: {title: C, sites: [ash, nowhere], accepted: {by: zz, because: B}}}\n"
        "measures: {m: {title: M, kind: outcome, better: lower, predicted: {value: 4, by: 2027-01-01, on: 2026-01-01, "
        "who: yy}}}\n"
    )

    assert routes(found("unknown-person", plan, sites=ROWS)) == [
        ("support", "c", "accepted", "by"),
        ("measures", "m", "predicted", "who"),
    ]
    assert routes(found("unknown-site", plan, sites=ROWS)) == [("support", "c", "sites", 1)]


@pytest.mark.parametrize(("day", "is_found"), [("2026-05-04", False), ("2026-05-05", True), ("unknown", False)])
def test_a_prediction_from_after_the_first_start_is_none(day: str, *, is_found: bool) -> None:
    plan = (
        "measures: {m: {title: M, kind: outcome, better: lower, predicted: {value: 4, by: 2027-01-01, on: DAY}}}\n"
    ).replace("DAY", day)

    assert bool(found("predicted-after-start", WAVES + plan, sites=ROWS)) is is_found


def test_the_first_place_where_it_worked_is_no_start_of_the_spread() -> None:
    predicted = "predicted: {value: 4, by: 2027-01-01, on: 2026-05-04}"
    plan = f"measures: {{m: {{title: M, kind: outcome, better: lower, {predicted}}}}}\n"
    rows = sites("ash,Ash,one,,target", "yew,Yew,,,successful")

    findings = found(
        "predicted-after-start", WAVES + plan, sites=rows, adoption=adoption("2024-01-01,yew,huddle,implemented")
    )

    assert findings == []


DAYS = st.integers(0, 20).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
OFFERS = st.lists(
    st.tuples(st.one_of(st.none(), DAYS), st.sets(st.sampled_from("ab")), st.sets(st.sampled_from("xy"))), max_size=4
)


@given(starts=st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)), offers=OFFERS)
def test_late_help_is_what_a_site_waited_for(
    starts: tuple[date | None, date | None], offers: list[tuple[date | None, set[str], set[str]]]
) -> None:
    plan = Plan.model_validate(
        {
            "schema": "spreadkit/plan@1",
            "title": "Help",
            "waves": {
                name: {} if day is None else {"start": day.isoformat()} for name, day in zip("xy", starts, strict=True)
            },
            "sites": [{"id": name, "name": name, "wave": wave} for name, wave in ("ax", "by")],
            "support": {
                f"s{place}": {
                    "title": "S",
                    "sites": sorted(named),
                    "waves": sorted(waves),
                    **({} if day is None else {"from": day.isoformat()}),
                }
                for place, (day, named, waves) in enumerate(offers)
            },
        }
    )

    late = {each.support: each for each in late_help(plan, AS_OF)}

    expected = set[str]()
    for site, start in zip(plan.sites, starts, strict=True):
        own = {name: support.from_ for name, support in help_for(plan, site).items()}
        begins = {name: day for name, day in own.items() if isinstance(day, date)}
        if start is not None and all(day > start for day in begins.values()):
            expected |= {*begins}
    assert {*late} == expected
    assert all(each.start < each.begins for each in late.values())
