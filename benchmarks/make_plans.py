"""Write realistic plans to measure with: `python benchmarks/make_plans.py N FOLDER`.

Every plan is about 22 KB of YAML that uses all main parts, with an answer to each criterion of ihi-spread. Sites and
adoption stand in the plan itself, and no file beside it is named, so that validators which know nothing of CSV do the
same work. The same number always gives the same plan. Plans hold no error as of AS_OF.
"""

import json
import random
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from spreadkit.framework.question import questions_of
from spreadkit.library.frameworks import Library

AS_OF: Final = date(2026, 6, 30)
_FRAMEWORK: Final = Path(__file__).parents[1] / "frameworks" / "ihi-spread.yaml"

_FIRST: Final = ("Ada", "Bela", "Carla", "Dino", "Edda", "Femi", "Gita", "Hugo", "Iris", "Karin")
_LAST: Final = ("Adler", "Berg", "Costa", "Dahl", "Ekman", "Frost", "Grant", "Holm", "Ito", "Khan")
_TOPICS: Final = ("Safety huddles", "Early mobility", "Bedside handover", "Sepsis screening", "Medicines checks")
_PLACES: Final = ("North", "Harbour", "Valley", "Lakeside", "Castle", "Moorland", "Riverside", "Highland")
_TREES: Final = ("alder", "ash", "beech", "birch", "cedar", "elder", "elm", "fir", "hazel", "holly", "larch", "oak")
_FACTS: Final = (
    "written down and agreed by all",
    "seen on the last visit",
    "seven of nine people said so",
    "in place at the first wards",
    "accepted with one change",
    "compared with the records",
)
_LINKS: Final = ("minutes", "charter", "visit-notes", "lead-list", "register", "talks")
_HOWS: Final = ("the steering group", "the coaches", "the data lead", "two site leads", "the sponsor")
_PLAIN: Final = re.compile(r"[A-Za-z](?:[\w ,;()./@-]|:(?! )|'(?=\w))*[\w)./]|[a-z]|\d+(\.\d+)?")
_GUESSED: Final = re.compile(r"(?i)y|n|yes|no|true|false|on|off|null|\d.*")


def plan_text(number: int, criteria: Mapping[str, bool]) -> str:
    """Return the plan of this number, as YAML."""
    plan = make_plan(random.Random(number), number, criteria)  # noqa: S311 - the same plan every time
    return f"# Plan {number} of a benchmark. Everything in it is made up.\n" + "\n".join(as_yaml(plan, "")) + "\n"


def make_plan(dice: random.Random, number: int, criteria: Mapping[str, bool]) -> dict[str, Any]:
    """Return the plan of this number, as data."""
    place, topic = dice.choice(_PLACES), dice.choice(_TOPICS)
    sites = dice.sample(_TREES, dice.randint(9, 12))
    people = make_people(dice, place)
    sponsor, agent, messenger, coach, data, *leads = people
    waves = {site: f"wave-{1 + index * 3 // len(sites)}" for index, site in enumerate(sites)}
    target = round(dice.uniform(2.5, 4.5), 1)
    return {
        "schema": "spreadkit/plan@1",
        "title": f"{topic} across {place} hospitals ({number})",
        "summary": f"{topic} work on Willow Ward. {len(sites)} further wards of {place} take them up in three waves.",
        "stage": "prepare",
        "fictional": True,
        "frameworks": [{"use": "ihi-spread@2006.2", "phase": "plan"}],
        "aim": {
            "statement": f"By 31 March 2027 all {len(sites)} wards hold both changes and falls drop to {target}.",
            "what": ["daily-check", "shared-board"],
            "for": "Adult patients of the medical and surgical wards",
            "where": ["all"],
            "population": len(sites),
            "measure": "falls-rate",
            "baseline": round(target + 2.1, 1),
            "target": target,
            "by": date(2027, 3, 31),
            "because": f"The wards had {target + 2.1:.1f} last year; Willow Ward went from 6.4 to {target - 0.2:.1f}.",
        },
        "people": people,
        "partners": {
            "it": {
                "title": "Hospital IT",
                "needed": "A field for the check in the record system",
                "by": date(2026, 9, 30),
                "contact": data,
                "agreed": True,
            },
            "estates": {"title": "Estates", "needed": "A wall and a board on every ward", "contact": agent},
        },
        "successful-sites": {
            "willow-ward": {
                "title": f"Willow Ward, {place}",
                "changes": ["daily-check", "shared-board"],
                "since": date(2025, 2, 3),
                "measure": "falls-rate",
                "before": 6.4,
                "after": round(target - 0.2, 1),
                "result": "The rate fell within eight months and has stayed there since",
                "differences": "Shorter stays and a ward manager who had done it elsewhere",
                "willing": True,
                "offers": "Visits every Thursday, and two nurses a month to teach",
                "evidence": ["pilot-chart"],
            }
        },
        "audiences": {
            "ward-nurses": {
                "title": "Nurses on days",
                "decides": "early",
                "needs": "Proof that it takes ten minutes at most",
                "concerns": "Another meeting while the drug round waits",
                "does": "Lead the check and keep the board",
            },
            "doctors": {
                "title": "Ward doctors",
                "decides": "after-seeing",
                "needs": "Results from wards like theirs",
                "does": "Send one doctor to the morning check",
            },
            "managers": {"title": "Hospital managers", "needs": "One page a month", "adopts": False},
        },
        "package": {
            "version": "1.2",
            "title": topic,
            "owner": agent,
            "principles": "Short, standing and never to blame. Try it on one shift before the whole ward begins.",
            "changes": {
                "daily-check": {
                    "title": f"{topic}: ten minutes at the start of each shift",
                    "core": True,
                    "adaptable": "The time and who leads, but not the five questions",
                    "adopted": "Held on 80 of 100 shifts for four weeks, by the ward's own sheet",
                    "judged-by": "The coach, on a visit",
                    "order": 1,
                },
                "shared-board": {
                    "title": "A board where the team stands",
                    "core": False,
                    "adaptable": "Size, layout, paper or screen",
                    "adopted": "A board of the day's date on two visits in a row",
                    "order": 2,
                },
            },
        },
        "case": {
            "ward-nurses": {
                "says": "Ten minutes at the start save an hour of forms later",
                "results": f"Willow Ward went from 6.4 to {target - 0.2:.1f} falls per 1000 bed days",
                "testimony": "I used to find out at ten. Now I know at half past seven.",
                "evidence": ["pilot-chart"],
            },
            "doctors": {"says": "Causes are found while they can still be treated", "evidence": ["pilot-chart"]},
        },
        "sites": [
            {
                "id": site,
                "name": f"{site.capitalize()} Ward",
                "group": f"{place} General",
                "wave": waves[site],
                "lead": leads[index % len(leads)],
                "adopter": dice.choice(["early-adopter", "early-majority", "late-majority"]),
                "volunteer": dice.choice([True, False]),
            }
            for index, site in enumerate(sites)
        ],
        "waves": {
            "wave-1": {"title": "Wards that asked", "start": date(2026, 10, 5), "end": date(2026, 11, 27)},
            "wave-2": {"title": "Wards next door", "start": date(2026, 11, 30), "end": date(2027, 1, 29)},
            "wave-3": {"title": "The others", "start": date(2027, 2, 1), "end": date(2027, 3, 31)},
        },
        "communication": list(make_communication([messenger, coach], agent)),
        "communities": {
            "lead-call": {
                "title": "Monthly call of the leads",
                "meets": "First Tuesday of the month, by video",
                "audiences": ["ward-nurses", "doctors"],
                "owner": agent,
                "next": date(2026, 7, 7),
            }
        },
        "support": {
            "coaching": {
                "title": "A coach on the ward twice a week",
                "kind": "coach",
                "people": [coach],
                "waves": ["wave-1", "wave-2", "wave-3"],
                "sites-each": 4,
                "answers-within": "One working day",
            }
        },
        "obstacles": {
            "no-wall": {
                "what": "No wall for a board where the team stands",
                "found": "Coach's visit in May",
                "sites": sites[1:3],
                "owner": coach,
                "due": date(2026, 9, 11),
            }
        },
        "measures": make_measures(data, agent),
        "adoption": [
            {"date": date(2026, 6, 1) + timedelta(days=index), "site": site, "change": "daily-check", "stage": stage}
            for index, site in enumerate(sites[:4])
            for stage in [dice.choice(["aware", "committed"])]
        ],
        "feedback": [
            {"to": ["executives"], "measures": ["falls-rate"], "every": "month", "by": data, "last": date(2026, 6, 12)},
            {
                "to": ["adopters"],
                "measures": ["falls-rate", "checks-held"],
                "every": "month",
                "by": data,
                "last": date(2026, 6, 15),
            },
        ],
        "embedding": {
            "owner": leads[0],
            "measure": "checks-held",
            "signal": "Fewer than 80 of 100 checks held on a ward for two months",
            "response": "The coach stands at three checks within two weeks",
            "supports": [
                {
                    "what": "The check stands in the shift pattern",
                    "changes": ["daily-check"],
                    "kind": "policy",
                    "owner": leads[0],
                    "due": date(2026, 12, 18),
                },
                {
                    "what": "Boards are on the list of ward fittings",
                    "changes": ["shared-board"],
                    "kind": "equipment",
                    "owner": leads[1],
                    "due": date(2027, 1, 29),
                },
            ],
        },
        "actions": {
            f"act-on-{criterion.replace('.', '-')}": {
                "do": f"Settle {words_of(criterion)} with {dice.choice(_HOWS)}",
                "for": [criterion],
                "owner": dice.choice([agent, coach, data, *leads]),
                "due": AS_OF + timedelta(days=dice.randint(14, 120)),
                "state": dice.choice(["planned", "doing"]),
            }
            for criterion in dice.sample(list(criteria), 4)
        },
        "decisions": [
            {
                "what": "Begin with the wards that asked",
                "outcome": "agreed",
                "by": sponsor,
                "on": date(2026, 5, 21),
                "because": "They have leads and time; the others want to see it first",
                "review": date(2026, 9, 17),
            }
        ],
        "asks": {
            "release-coaches": {
                "what": "Release a second coach for two days a week",
                "from": sponsor,
                "by": date(2026, 8, 14),
                "otherwise": "The first wave has two wards fewer",
            }
        },
        "risks": {
            "turnover": {
                "what": "Leads move on before the habit holds",
                "likelihood": "medium",
                "impact": "high",
                "response": "Two leads on each ward",
                "owner": agent,
                "review": date(2026, 9, 30),
            }
        },
        "tests": {
            "visit-or-film": {
                "what": "One ward begins with a visit, one with the film",
                "predict": "The visit is two weeks faster",
                "on": date(2026, 7, 20),
                "status": "planned",
            }
        },
        "learning": [
            {
                "on": date(2026, 6, 9),
                "what": "The check slipped where one person led it every time",
                "about": "change",
                "from": "Willow Ward",
                "altered": "The package asks for a rota of four",
                "shared": "Monthly call of June",
            }
        ],
        "reviews": [
            {"on": date(2026, 6, 18), "by": [sponsor], "what": "Falls to May", "next": date(2026, 7, 16)},
        ],
        "revisions": [
            {"on": date(2026, 6, 18), "what": "A third wave was added", "because": "Two coaches, four wards each"}
        ],
        "evidence": {
            name: {"kind": "link", "link": f"https://example.org/{name}", "dated": date(2026, 4, 9)} for name in _LINKS
        }
        | {"pilot-chart": {"kind": "data", "measure": "falls-rate", "dated": date(2026, 4, 2)}},
        "answers": {
            "ihi-spread": {name: make_answer(dice, name, is_must=is_must) for name, is_must in criteria.items()}
        },
    }


def make_people(dice: random.Random, place: str) -> dict[str, dict[str, Any]]:
    """Return a sponsor, an agent, a messenger, a coach, a data lead and four site leads, by their ids."""
    names = list(zip(dice.sample(_FIRST, 9), dice.sample(_LAST, 9), strict=True))
    parts: list[dict[str, Any]] = [
        {
            "role": ["executive-sponsor"],
            "duties": ["Guides the spread team", "Clears obstacles", "Reports to the board", "Speaks for the change"],
            "authority": "Line manager of the nursing directors",
        },
        {"role": ["spread-agent"], "time": 0.6, "duties": ["Leads the spread team", "Keeps this plan"]},
        {"role": ["messenger"], "time": 0.1, "clinician": True, "pilot-team": True},
        {"role": ["coach"], "time": 0.4, "clinician": True},
        {"role": ["data-lead"], "time": 0.2},
        *({"role": ["site-lead"], "clinician": True} for _ in range(4)),
    ]
    return {
        f"{first}-{last}".lower(): {"name": f"{first} {last}", "organisation": f"{place} General", **part}
        for (first, last), part in zip(names, parts, strict=True)
    }


def make_communication(messengers: list[str], agent: str) -> Iterator[dict[str, Any]]:
    """Go through the communication plan: two ways to awareness for each audience, and know-how for those who adopt."""
    messages = {
        "ward-nurses": "Willow Ward cut its falls with ten minutes a shift",
        "doctors": "Four in ten causes could be treated the same day",
        "managers": "What it costs, and what you will see each month",
    }
    for index, (audience, message) in enumerate(messages.items()):
        for day, channel in ((10, "Team meeting"), (14, "One page by e-mail")):
            yield {
                "audience": audience,
                "purpose": "awareness",
                "message": f"{message}: {channel.lower()}",
                "messenger": [messengers[(index + day) % len(messengers)]],
                "channel": channel,
                "interactive": channel == "Team meeting",
                "on": date(2026, 8, day + index),
                "owner": agent,
            }
        if audience != "managers":
            yield {
                "audience": audience,
                "purpose": "technical",
                "message": "Stand with us, then lead one yourself",
                "messenger": messengers,
                "channel": "Visit to Willow Ward",
                "interactive": True,
                "on": date(2026, 9, 7 + index),
                "owner": agent,
            }


def make_measures(data: str, agent: str) -> dict[str, dict[str, Any]]:
    """Return an outcome, a process, a balancing and a spread measure, none of them with a table."""
    return {
        "falls-rate": {
            "title": "Falls per 1000 bed days",
            "kind": "outcome",
            "better": "lower",
            "unit": "falls per 1000 bed days",
            "definition": "All reported falls of inpatients over occupied bed days of the month, times 1000",
            "every": "month",
            "collected": "automatic",
            "source": "Incident reports and the bed system",
            "checked": "Compared with the notes of two wards for two weeks in May",
            "owner": data,
        },
        "checks-held": {
            "title": "Checks held",
            "kind": "process",
            "better": "higher",
            "unit": "of 100 due",
            "definition": "Checks ticked as held, of two due a day, on wards that have begun",
            "changes": ["daily-check"],
            "target": 90,
            "every": "month",
            "collected": "by-hand",
            "owner": agent,
        },
        "late-rounds": {
            "title": "Morning drug rounds that begin late",
            "kind": "balancing",
            "better": "lower",
            "definition": "Of 20 shifts sampled a month, those whose round began 30 minutes late or more",
            "every": "month",
            "collected": "sample",
            "owner": data,
        },
        "wards-with-change": {
            "title": "Wards that have taken up each change",
            "kind": "spread",
            "better": "higher",
            "definition": "Wards that meet the package's rule, of all wards of the aim",
            "changes": ["daily-check", "shared-board"],
            "every": "month",
            "collected": "by-hand",
            "owner": agent,
        },
    }


def make_answer(dice: random.Random, criterion: str, *, is_must: bool) -> dict[str, Any]:
    """Return an answer; most are known, and must-haves are in place."""
    level = "good" if is_must else dice.choices(["good", "partial", "absent", "unknown"], [50, 35, 10, 5])[0]
    if level == "unknown":
        return {"level": level, "note": f"Nobody could say yet; {dice.choice(_HOWS)} will ask"}
    return {
        "level": level,
        "because": f"{words_of(criterion).capitalize()}: {dice.choice(_FACTS)}, by {dice.choice(_HOWS)}",
        "evidence": [dice.choice(_LINKS)],
        "reviewed": AS_OF - timedelta(days=dice.randint(3, 60)),
    }


def words_of(criterion: str) -> str:
    """Return a criterion's id as words."""
    return criterion.rpartition(".")[2].replace("-", " ")


def as_yaml(data: dict[str, Any] | list[Any], indent: str) -> Iterator[str]:
    """Go through the lines of data in YAML, in the style that people write: one key a line, short lists in brackets."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _entry(f"{indent}{key}:", value, indent)
        return
    for item in data:
        first, *rest = as_yaml(item, indent + "  ") if isinstance(item, dict) else [_scalar(item)]
        yield f"{indent}- {first.lstrip()}"
        yield from rest


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, list) and not any(isinstance(item, dict) for item in value):
        yield f"{start} [{', '.join(_scalar(item, in_brackets=True) for item in value)}]"
    elif isinstance(value, dict | list):
        yield start
        yield from as_yaml(value, indent + "  ")
    else:
        yield f"{start} {_scalar(value)}"


def _scalar(value: Any, *, in_brackets: bool = False) -> str:
    if not isinstance(value, str):
        return json.dumps(value) if isinstance(value, bool | int | float) else str(value)
    is_plain = _PLAIN.fullmatch(value) and not _GUESSED.fullmatch(value) and not (in_brackets and "," in value)
    return value if is_plain else json.dumps(value)


def criteria_of_framework() -> dict[str, bool]:
    """Return the ids of the framework's criteria in order, and whether each is a must-have."""
    framework = yaml.safe_load(_FRAMEWORK.read_text(encoding="utf-8"))
    return {
        name: criterion.get("need") == "must"
        for component in framework["components"].values()
        for name, criterion in component["criteria"].items()
    }


def write_follower(frameworks: list[str], path: Path) -> None:
    """Write a plan that follows these frameworks, with an answer of three lines to each of their criteria."""
    lines = ["schema: spreadkit/plan@1", "title: A plan of many frameworks", "frameworks:"]
    library = Library()
    found = [loaded.framework for name in frameworks if (loaded := library.find(name)) and loaded.framework]
    lines += [f"  - use: {framework.id}@{framework.edition}" for framework in found]
    lines.append("answers:")
    for framework in found:
        lines.append(f"  {framework.id}:")
        for question in questions_of(framework):
            lines += [
                f"    {question.id}:",
                f"      level: {question.enough}",
                f"      because: {words_of(question.id)}",
                f"      reviewed: {AS_OF.isoformat()}",
            ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_part(example: Path, framework: str, folder: Path) -> None:
    """Write a copy of an example that follows one of its frameworks, and nothing of its plan that is about another."""
    shutil.copytree(example, folder)
    path = folder / "spread-plan.yaml"
    plan = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes texts only
    plan["frameworks"] = [use for use in plan["frameworks"] if use["use"].partition("@")[0] == framework]
    plan["answers"] = {framework: plan["answers"][framework]}
    plan["decisions"] = [each for each in plan["decisions"] if each.get("gate", framework).startswith(framework)]
    plan["actions"] = {
        name: action for name, action in plan["actions"].items() if action["for"] in plan["answers"][framework]
    }
    for wave in plan["waves"].values():
        wave.pop("gate", None)
    for part in ("ratings", "recommendations"):
        plan.pop(part, None)
    path.write_text("\n".join(as_yaml(plan, "")) + "\n", encoding="utf-8")


def write_plans(count: int, folder: Path) -> None:
    """Write this many plans, a hundred to a folder."""
    criteria = criteria_of_framework()
    for number in range(count):
        path = folder / f"{number // 100:03d}" / f"plan-{number:05d}.spread.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan_text(number, criteria), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():  # noqa: PLR2004 - a number and a folder
        sys.exit("usage: python benchmarks/make_plans.py N FOLDER")
    write_plans(int(sys.argv[1]), Path(sys.argv[2]))
