"""A sound plan with everything in it, and what a mistake in it gives."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from spreadkit.checking.run import check_framework, check_plan
from spreadkit.loading.loader import load_framework, load_plan
from spreadkit.model.finding import Finding
from spreadkit.reporting.build import section_ids

from rule_examples import TINY

AS_OF = date(2026, 6, 30)
PLAN = "spread-plan.yaml"

Files = Mapping[str, str | bytes]

SOUND: Files = {
    PLAN: """\
schema: spreadkit/plan@1
title: Huddles across North
stage: launch
frameworks:
  - {use: tiny@1, phase: plan}
aim:
  what: [huddle]
  for: Adult inpatients
  where: all
  population: 2
  measure: falls
  baseline: 6.1
  target: 4.0
  by: 2027-03-31
  because: Ward 4 reached it
people:
  ap:
    name: A. Patel
    role: executive-sponsor
  jl:
    name: J. Lind
    role: [spread-agent, messenger]
    time: 0.5
  an: {name: A. North, site: ash, likely-to-adopt: {motivated: yes, capable: yes, because: Asked to visit}}
  en: {name: E. North, site: elm, likely-to-adopt: {motivated: yes, capable: yes, because: Asked to visit}}
audiences:
  nurses:
    decides: after-seeing
package:
  version: "1.2"
  owner: jl
  changes:
    huddle: {title: Safety huddle, core: yes}
sites: sites.csv
waves:
  wave-1:
    start: 2026-10-01
    end: 2027-01-31
communication:
  - audience: nurses
    purpose: awareness
    messenger: jl
    on: 2026-09-10
    owner: jl
  - audience: nurses
    purpose: technical
    messenger: jl
    on: 2026-09-20
    owner: jl
measures:
  falls:
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
    data:
      file: data/falls.csv
      date: month
      count: falls
      per: days
      times: 1000
adoption: adoption.csv
actions:
  name-leads:
    do: Agree a lead at each site
    for: [leadership.local-leads]
    owner: jl
    due: 2026-09-15
    state: doing
risks:
  turnover:
    what: Leads move on
    likelihood: medium
    impact: high
    owner: jl
answers:
  tiny:
    leadership.sponsor:
      level: good
      because: Named in the charter
      reviewed: 2026-03-20
    leadership.local-leads:
      level: unknown
""",
    "sites.csv": "id,name,wave\nash,Ash Ward,wave-1\nelm,Elm Ward,wave-1\n",
    "adoption.csv": "date,site,change,stage\n2026-05-01,ash,huddle,testing\n2026-06-01,elm,huddle,aware\n",
    "data/falls.csv": "month,falls,days\n2026-01-31,6,1000\n2026-02-28,5,1000\n",
    "frameworks/tiny.yaml": TINY.read_bytes(),
}


class Place(NamedTuple):
    """A finding in brief."""

    slug: str
    file: str
    line: int
    column: int


def write(folder: Path, files: Files) -> Path:
    """Write files into a folder; return the path of the plan in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / PLAN


def findings_in(folder: Path, files: Files, *, as_of: date = AS_OF) -> list[Finding]:
    """Check the plan among these files."""
    return check_plan(load_plan(write(folder, files)), as_of, section_ids=section_ids)


def framework_findings(folder: Path, text: str | bytes) -> list[Finding]:
    """Check a framework of this text."""
    write(folder, {"frameworks/tiny.yaml": text})
    return check_framework(load_framework(folder / "frameworks" / "tiny.yaml"))


def caused_by(folder: Path, changed: Files) -> list[Finding]:
    """Return the findings that a change of the sound plan's files adds to what is found in it anyway."""
    before = Counter((each.slug, each.message) for each in findings_in(folder, SOUND))
    return [
        each
        for each in findings_in(folder, {**SOUND, **changed})
        if not before.subtract([(each.slug, each.message)]) and before[each.slug, each.message] < 0
    ]


def edited(old: str, new: str, *, file: str = PLAN) -> dict[str, str]:
    """Return a file of the sound plan with one text replaced, which must be there exactly once."""
    text = SOUND[file]
    assert isinstance(text, str)
    assert text.count(old) == 1, f'"{old}" must stand once in {file}'
    return {file: text.replace(old, new)}


def brief(findings: list[Finding]) -> list[Place]:
    """Return slug and place of each finding."""
    return [Place(each.slug, each.location.file, each.location.line, each.location.column) for each in findings]
