"""Plans that the sponsor's page has to hold for: five answers, 3 and 300 sites, long and foreign names."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from big_plan import AS_OF as BIG_AS_OF
from big_plan import write_big_plan

DAY: Final = date(2026, 6, 30)

_FIVE_ANSWERS: Final = """\
schema: spreadkit/plan@1
title: Safer handovers
frameworks: [{use: ihi-spread@2006.2}]
answers:
  ihi-spread:
"""

_ANSWERED: Final = ("in-strategic-plan", "room-made", "goals-aligned", "conflicts-settled", "executive-sponsor")

_NAMES: Final = {
    "plain": (
        ["Ash Ward", "Birch Ward", "Ward 10 of the Surgical Centre of the Royal Infirmary in the North, 10"],
        "Prof. Dr. Maria-Magdalena von der Osten-Sacken-Hohenlohe-Waldenburg",
    ),
    "arabic": (
        [
            "جناح الأمراض الباطنية للرجال في المستشفى الجامعي الكبير رقم ١٢",
            "جناح القلب",
            "جناح الجراحة العامة والطوارئ",
        ],
        "الأستاذة الدكتورة فاطمة الزهراء بنت عبد الرحمن",
    ),
    "chinese": (
        ["北方大学附属第一医院老年医学科第十二病区", "心内科病区", "普通外科与急诊病区东院"],
        "欧阳娜娜教授主任护师",
    ),
}

_LONG: Final = {
    "plain": "Give the information team one more day a week of an analyst who knows the incident system " * 2,
    "arabic": "نحتاج إلى يوم إضافي في الأسبوع لمحلل البيانات حتى نهاية شهر آذار من العام القادم " * 2,
    "chinese": "请为信息团队每周增加一天分析人员的时间直至明年三月并在各病区公布跌倒数据" * 3,
}


def write_five_answers(folder: Path) -> date:
    """Write a plan with five answers and nothing else. Return the day to look at it."""
    text = _FIVE_ANSWERS + "".join(
        f"    leadership.{name}: {{level: good, because: So it is, reviewed: 2026-06-01}}\n" for name in _ANSWERED
    )
    (folder / "spread-plan.yaml").write_text(text, encoding="utf-8")
    return DAY


def write_sites(folder: Path, number: int, *, script: str = "plain", waves: int = 3) -> date:
    """Write a plan of so many sites in waves, with names, asks and a voice in a script. Return the day."""
    draw = random.Random(number)  # noqa: S311 - made-up data, always the same
    names, person = _NAMES[script]
    per = -(-number // waves)
    long = _LONG[script].strip()
    plan = f"""\
schema: spreadkit/plan@1
title: "{long}"
fictional: yes
words: {{site: ward, sites: wards}}
aim: {{what: [round, board], where: all, population: {number}, measure: falls, baseline: 6.61, target: 4.85,
  by: 2027-03-31, statement: "{long} {long}"}}
caveat: {{says: "{long} {long}", short: "{long[:118]}"}}
people:
  ap: {{name: "{person}", role: executive-sponsor, organisation: "{long[:70]}"}}
  bo: {{name: "{person} Bo", role: spread-agent, organisation: "{long[:70]}"}}
  cy: {{name: "{person} Cy", role: clinical-sponsor}}
audiences: {{nurses: {{title: Nurses}}, doctors: {{title: Doctors}}}}
package:
  version: "1"
  owner: bo
  changes:
    round: {{title: "{long}", short: "{long[:60]}", core: yes}}
    board: {{title: A board where the round stands, core: yes}}
case:
  nurses: {{says: "{long}", testimony: "'{long}' {person}"}}
  doctors: {{says: "{long}"}}
sites: sites.csv
adoption: adoption.csv
waves:
{"".join(_waves(waves))}measures:
  falls: {{title: "{long}", kind: outcome, better: lower, unit: falls per 1000 bed days, short: "{long[:24]}",
    data: {{file: falls.csv, count: falls, per: days, times: 1000}}, target: 4.85, baseline: {{until: 2025-06-30}}}}
reviews: [{{on: 2026-03-31, next: 2026-09-30}}]
asks:
{"".join(_asks(long))}decisions:
  - {{what: "{long}", outcome: hold, by: ap, on: 2026-06-18, because: "{long}", review: 2026-08-13}}
"""
    files = {
        "spread-plan.yaml": plan,
        "sites.csv": "id,name,wave,lead\n" + "".join(_site_rows(number, names, per)),
        "adoption.csv": "date,site,change,stage,barrier\n" + "".join(_adoption_rows(number, per, draw, long)),
        "falls.csv": "date,falls,days\n" + "".join(_falls(draw)),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return DAY


def write_big(folder: Path) -> date:
    """Write the large plan. Return the day to look at it."""
    write_big_plan(folder)
    return BIG_AS_OF


def _waves(number: int) -> Iterator[str]:
    for wave in range(number):
        start = date(2025, 9, 1) + timedelta(days=540 * wave // number)
        yield f"  wave-{wave + 1}: {{start: {start}, end: {start + timedelta(days=540 // number)}}}\n"


def _asks(long: str) -> Iterator[str]:
    for number, (whom, by) in enumerate((("ap", "2026-05-16"), ("ap", "2026-07-16"), ("ap", "2026-08-14"))):
        yield f'  own-{number}: {{what: "{long}", from: {whom}, by: {by}, otherwise: "{long}"}}\n'
    for number in range(4):
        yield f'  other-{number}: {{what: "{long}", from: cy, by: 2026-08-2{number}, otherwise: "{long}"}}\n'


def _site_rows(number: int, names: list[str], per: int) -> Iterator[str]:
    for site in range(number):
        lead = "" if site % 11 == 5 else "bo"
        yield f'site-{site},"{names[site % len(names)]} {site + 1}",wave-{site // per + 1},{lead}\n'


def _adoption_rows(number: int, per: int, draw: random.Random, long: str) -> Iterator[str]:
    stages = ("implemented", "implemented", "implemented", "testing", "paused", "discontinued", "declined")
    for site in range(min(number, 2 * per)):
        begun = date(2025, 9, 10) + timedelta(days=draw.randrange(200))
        for change in ("round", "board"):
            yield f"{begun},site-{site},{change},testing,\n"
            stage = draw.choice(stages)
            held = long[:80] if stage == "paused" else ""
            yield f"{begun + timedelta(days=draw.randrange(20, 90))},site-{site},{change},{stage},{held}\n"


def _falls(draw: random.Random) -> Iterator[str]:
    for month in range(30):
        level = 6.6 if month < 21 else 5.0
        days = draw.randrange(11_000, 12_000)
        falls = round(days * level / 1000 + draw.randrange(-6, 7))
        yield f"{2024 + month // 12}-{month % 12 + 1:02}-01,{falls},{days}\n"
