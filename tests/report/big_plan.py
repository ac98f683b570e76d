"""A large made-up plan: 60 criteria, 60 sites with 8 changes each, 6 measures over two years. Always the same."""

import random
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import spreadkit

from matrix import Shown, built_from

SITES: Final = 60
CHANGES: Final = 8
MEASURES: Final = 6
COMPONENTS: Final = 6
CRITERIA: Final = 10
"""In each component."""
MONTHS: Final = tuple(date(2024 + month // 12, month % 12 + 1, 1) for month in range(24))
AS_OF: Final = date(2026, 1, 15)
LADDER: Final = ("committed", "testing", "implementing", "implemented", "sustained")
FRAMEWORK: Final = """\
schema: spreadkit/framework@1
id: sixty
edition: "1"
title: Sixty questions
wording: own
note: Made for tests.
sources:
  none: {cite: "Made for tests, 2026", seen: whole}
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
phases:
  - {id: plan, title: Plan, stage: prepare}
scoring: {method: mean, of: components}
components:
"""
PLAN: Final = """\
schema: spreadkit/plan@1
title: Safer handovers across sixty wards
fictional: yes
stage: expand
frameworks: [{use: sixty@1}]
aim: {what: [CHANGES], for: Adult inpatients, where: all, population: 60, measure: measure-0, baseline: 6, target: 4,
  by: 2026-12-31}
people:
  ap: {name: A. Prasad, role: executive-sponsor}
sites: sites.csv
adoption: adoption.csv
"""

BIG: Final = Shown("appendix", "big-plan")
BIG_PACK: Final = Shown("steering", "big-plan")


def write_big_plan(folder: Path) -> None:
    """Write the plan, its framework and its tables into a folder."""
    draw = random.Random(1)  # noqa: S311 - made-up data, always the same
    sites = [f"ward-{number}" for number in range(1, SITES + 1)]
    changes = [f"change-{number}" for number in range(1, CHANGES + 1)]
    files = {
        "frameworks/sixty.yaml": FRAMEWORK + "".join(_components()),
        "spread-plan.yaml": PLAN.replace("CHANGES", ", ".join(changes)) + "".join(_parts(changes, draw)),
        "sites.csv": _csv("id,name,wave,lead,adopter", _sites(sites)),
        "adoption.csv": _csv("date,site,change,stage", _events(sites, changes, draw)),
        **{
            f"data/measure-{number}.csv": _csv("month,site,count,days", _points(sites[:6], draw))
            for number in range(MEASURES)
        },
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def big_html(shown: Shown) -> str:
    """Write the report of the large plan for a reader."""
    with TemporaryDirectory() as folder:
        write_big_plan(Path(folder))
        report = built_from(Path(folder), shown.reader, AS_OF)
    return spreadkit.get_format("html", "report").render_report(report)


def _components() -> Iterator[str]:
    for part in range(COMPONENTS):
        yield f"  part-{part}:\n    title: Part {part + 1}\n    criteria:\n"
        for number in range(CRITERIA):
            yield f"      part-{part}.question-{number}:\n"
            yield f"        ask: Is matter {number + 1} of part {part + 1} settled with those whom it concerns?\n"
            yield "        levels: {good: Settled and written down, partial: Talked of, absent: Not begun}\n"


def _parts(changes: Iterable[str], draw: random.Random) -> Iterator[str]:
    yield "waves:\n"
    for wave in range(1, 7):
        yield f"  wave-{wave}: {{start: {2024 + wave // 3}-{wave % 3 * 4 + 1:02}-01, end: 2026-12-31}}\n"
    yield "package:\n  version: '1'\n  owner: ap\n  changes:\n"
    for name in changes:
        yield f"    {name}: {{title: Handover {name.replace('-', ' ')}, core: yes, adopted: Seen on three days}}\n"
    yield "measures:\n"
    for number in range(MEASURES):
        kind = "process" if number else "outcome"
        data = "date: month, site: site, count: count, per: days, times: 1000"
        yield f"  measure-{number}:\n    title: Measure {number + 1}\n    kind: {kind}\n    better: lower\n"
        yield f"    data: {{file: data/measure-{number}.csv, {data}}}\n    baseline: {{until: 2024-12-31}}\n"
    yield "answers:\n  sixty:\n"
    for part in range(COMPONENTS):
        for number in range(CRITERIA):
            level = draw.choice(["good", "partial", "absent"])
            because = "Agreed in the group, written in the minutes, and known to all who lead a ward"
            yield f"    part-{part}.question-{number}: {{level: {level}, because: '{because}', reviewed: 2025-12-01}}\n"


def _sites(sites: Iterable[str]) -> Iterator[str]:
    for number, site in enumerate(sites):
        yield f"{site},Ward {number + 1},wave-{number // 10 + 1},ap,early-majority"


def _events(sites: Iterable[str], changes: Iterable[str], draw: random.Random) -> Iterator[str]:
    named = list(changes)
    for site in sites:
        for change in named:
            months = sorted(draw.sample(MONTHS, draw.randrange(len(LADDER) + 1)))
            for month, stage in zip(months, LADDER, strict=False):
                yield f"{month},{site},{change},{stage}"


def _points(sites: Iterable[str], draw: random.Random) -> Iterator[str]:
    for site in sites:
        for month in MONTHS:
            yield f"{month},{site},{draw.randrange(12)},{draw.randrange(600, 900)}"


def _csv(head: str, rows: Iterable[str]) -> str:
    return "\n".join([head, *rows]) + "\n"
