"""Causes: why findings are there, which of them silence explains, and who has them in hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spreadkit
from spreadkit.formats import Screen
from spreadkit.model.finding import CheckResult, Severity
from spreadkit.rules._registry import all_rules, families
from spreadkit.rules._rule import SiteCause

AS_OF = date(2026, 6, 30)
EXAMPLE = Path(__file__).parents[2] / "examples" / "north-network-huddles"

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
people:
  jl: {name: J. Lind, role: spread-agent}
  ek: {name: E. Kim, role: coach}
package: {version: "1", changes: {huddle: {title: Safety huddle, core: yes}}}
sites: sites.csv
adoption: adoption.csv
"""
SITES = "id,name,lead\nash,Ash Ward,jl\nelm,Elm Ward,jl\noak,Oak Ward,jl\nfir,Fir Ward,jl\nyew,Yew Ward,jl\n"
NAMES = ("ash", "elm", "oak", "fir", "yew")


def lay(folder: Path, plan: str, rows: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spread-plan.yaml").write_text(plan, encoding="utf-8")
    (folder / "sites.csv").write_text(SITES, encoding="utf-8")
    (folder / "adoption.csv").write_text("date,site,change,stage\n" + "".join(f"{row}\n" for row in rows))
    return folder


def checked(folder: Path, *, as_of: date = AS_OF) -> CheckResult:
    return spreadkit.check([folder], as_of=as_of)


def shown(result: CheckResult, width: int = 80) -> str:
    return spreadkit.get_format("text", "check").render_check(result, Screen(width=width))


def causes_of(result: CheckResult, *slugs: str) -> set[str]:
    return {found.cause for found in result.findings if found.slug in slugs}


def actions(*due: date) -> str:
    listed = "".join(f"  a-{n}: {{do: Do the {n}th thing, owner: jl, due: {day}}}\n" for n, day in enumerate(due))
    return f"{PLAN}actions:\n{listed}" if listed else PLAN


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.slug)
def test_every_rule_has_a_cause_that_is_a_short_plain_phrase(rule: object) -> None:
    forms = [*rule.cause] if isinstance(rule.cause, SiteCause) else [rule.heading]

    assert all(form[:1].isupper() or form.startswith("{sites}") for form in forms)
    assert not any(form.endswith((".", ";")) or "\n" in form for form in forms)
    assert all("SK" not in form for form in forms)
    if isinstance(rule.cause, SiteCause):
        assert "{sites}" in rule.cause.one
        assert "{sites}" in rule.cause.many
        assert "{sites}" not in rule.cause.none


def test_a_family_can_name_the_cause_of_its_rules() -> None:
    (files,) = (family for family in families() if family.name == "files")

    assert {rule.heading for rule in files.rules if rule.severity is Severity.ERROR} == {
        *("Cannot be read as meant", "Entries under ignore do not stand", "Names that lead nowhere"),
    }


def test_silence_explains_what_became_late_since_and_nothing_from_before(tmp_path: Path) -> None:
    last = date(2026, 3, 2)
    rows = [f"{last},{name},huddle,testing" for name in NAMES]
    plan = actions(last - timedelta(days=9), last + timedelta(days=9), last + timedelta(days=30))

    result = checked(lay(tmp_path, plan, rows))

    causes = {found.route[1]: found.cause for found in result.findings if found.slug == "action-overdue"}
    assert causes == {
        "a-0": "Actions are past their day",
        "a-1": "Nothing has been entered since 2 March",
        "a-2": "Nothing has been entered since 2 March",
    }
    assert causes_of(result, "site-without-news") == {"Nothing has been entered since 2 March"}
    assert "the first: “Do the 1th thing”, 11 March" in " ".join(shown(result, 400).split())


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(NAMES), min_size=1), st.integers(70, 200))
def test_a_few_silent_sites_are_named_and_many_are_counted(silent: set[str], days: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        rows = [f"{AS_OF - timedelta(days=days)},{name},huddle,testing" for name in NAMES]
        rows += [f"{AS_OF - timedelta(days=5)},{name},huddle,testing" for name in NAMES if name not in silent]
        result = checked(lay(Path(folder), PLAN, rows))

    (cause,) = causes_of(result, "site-without-news")
    named = [f"{name.capitalize()} Ward" for name in NAMES if name in silent]
    verb = "is" if len(silent) == 1 else "are"
    if len(silent) == len(NAMES):
        assert cause == "5 sites are silent" or cause.startswith("Nothing has been entered")
    elif len(silent) > 3:
        assert cause == f"{len(silent)} sites are silent"
    else:
        assert cause == f"{' and '.join([', '.join(named[:-1]), named[-1]]).removeprefix(' and ')} {verb} silent"


def test_an_action_that_concerns_a_site_is_the_step_and_a_late_one_is_not(tmp_path: Path) -> None:
    rows = [f"2026-02-02,{name},huddle,testing" for name in NAMES]
    rows += [f"2026-06-22,{name},huddle,testing" for name in NAMES if name != "ash"]
    visit = "actions:\n  visit: {do: Visit Ash Ward, owner: ek, due: DAY}\n"

    ahead = checked(lay(tmp_path / "ahead", PLAN + visit.replace("DAY", "2026-07-10"), rows))
    late = checked(lay(tmp_path / "late", PLAN + visit.replace("DAY", "2026-06-10"), rows))

    (news,) = (found for found in ahead.findings if found.slug == "site-without-news")
    assert (news.owners, news.next_step) == (("E. Kim by 10 July",), "Visit Ash Ward (visit)")
    assert "→ E. Kim by 10 July: Visit Ash Ward (visit)" in shown(ahead)
    (news,) = (found for found in late.findings if found.slug == "site-without-news")
    assert (news.owners, news.next_step) == ((), "ask them")
    assert "→ nobody yet: ask them" in shown(late)


def test_own_words_of_a_plan_stand_for_ours(tmp_path: Path) -> None:
    rows = [f"2026-02-02,{name},huddle,testing" for name in NAMES[:4]] + ["2026-06-22,yew,huddle,testing"]
    plan = PLAN + "words: {site: ward, sites: wards}\n"

    result = checked(lay(tmp_path, plan, rows))

    assert causes_of(result, "site-without-news") == {"4 wards are silent"}
    (news,) = (found for found in result.findings if found.slug == "site-without-news")
    assert news.plainly.startswith("4 wards that have begun have had no news")


def test_errors_stand_first_with_line_carets_and_what_may_be_meant(tmp_path: Path) -> None:
    plan = PLAN + "actions:\n  one: {do: A thing, owner: jll, due: 2026-07-01}\n"

    text = shown(checked(lay(tmp_path, plan, ["2026-06-22,ashh,huddle,testing"])))

    lines = text.splitlines()
    assert lines[2].startswith("2 errors.")
    line = next(place for place, line in enumerate(lines) if "owner: jll" in line)
    caret = lines[line + 1].index("^^^")
    assert lines[line][caret : caret + 3] == "jll"
    assert lines[line + 1].endswith("did you mean jl?")
    assert text.index("  error ") < text.index("  For later" if "To look at" not in text else "  To look at")
    assert lines[-1].startswith("Start here: ")
    assert lines[-1].endswith("adoption.csv:2.") or "spread-plan.yaml:" in lines[-1]


def test_codes_and_columns_stand_only_where_all_is_wanted() -> None:
    result = checked(EXAMPLE)

    assert "SK" not in shown(result)
    listed = spreadkit.get_format("text", "check").render_check(result, Screen(everything=True))
    assert all(f"[{found.code} {found.slug}]" in listed for found in result.findings)


@pytest.mark.parametrize("day", [AS_OF, date(2026, 11, 30), date(2024, 1, 1)])
def test_every_finding_that_counts_is_told_and_shares_add_up(day: date) -> None:
    result = checked(EXAMPLE, as_of=day)

    text = shown(result, 4000)
    warnings = [found for found in result.findings if found.severity is Severity.WARNING]
    causes = {found.cause for found in warnings}
    assert all(f"\n  {cause}" in text or f"! {cause}" in text for cause in causes)
    assert text.splitlines()[0] == f"north-network-huddles, judged for {spreadkit_day(day)}"
    assert text.splitlines()[-1].startswith("Start here: ")
    assert all(found.cause for found in result.findings)


def spreadkit_day(day: date) -> str:
    from spreadkit.months import day_in_words

    return day_in_words(day)


def test_nothing_found_is_said_and_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    tiny = Path(__file__).parents[1] / "tiny.yaml"
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(tiny.read_bytes())
    found = checked(tmp_path)
    none = CheckResult(checked=found.checked, findings=(), plans=("huddles",), as_of=AS_OF)

    assert shown(none).splitlines()[-1] == "No errors. Nothing to look at."
    assert "Start here" not in shown(none)


def test_places_of_coaches_count_those_of_all_waves_that_run(tmp_path: Path) -> None:
    plan = (
        PLAN.replace("sites: sites.csv\nadoption: adoption.csv\n", "stage: launch\n")
        + "support:\n  c: {title: Coach, kind: coach, people: [ek, jl], sites-each: 2, waves: [one, two]}\n"
        + "waves:\n  one: {start: 2026-06-01, end: 2026-09-30, sites: 3}\n"
        + "  two: {start: 2026-09-01, end: 2026-12-31, sites: 2}\n  three: {start: 2026-09-01, sites: 9}\n"
    )
    (tmp_path / "spread-plan.yaml").write_text(plan, encoding="utf-8")

    (full,) = (found for found in checked(tmp_path).findings if found.slug == "places-full")

    assert full.message.startswith('when "two" begins, 5 sites (with one) need a coach and there are 4 places')
    assert not [found for found in checked(tmp_path, as_of=date(2027, 1, 31)).findings if found.slug == "places-full"]
