"""Plans with histories made at random: whatever a plan says, its page is whole, English, and agrees with itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.grammar import word_count
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_moves import with_moves
from spreadkit.verdicts.of_plan import UnreadParts, state_of_plan

from page_checks import WRONG, contradictions, texts, without_plan_words

AS_OF = date(2026, 6, 30)
CHANGES = {"huddle": {"title": "Huddle", "short": "the huddle"}, "check": {"title": "Check", "core": "yes"}}
BARRIERS = ("", "", "ward move", "no time")


def plan_of(random: Random) -> Plan:
    """Make a plan: up to six sites in two waves, their adoption, and a measure, each maybe missing."""
    sites = [
        {"id": name, "name": f"{name.title()} Ward", "wave": random.choice(["wave-1", "wave-2"]), **lead(random)}
        for name in ["ash", "box", "elm", "fir", "oak", "yew"][: random.choice([0, 1, 2, 6])]
    ]
    whole: dict[str, Any] = {
        "schema": "spreadkit/plan@1",
        "title": "Huddles",
        "words": {"site": "ward", "sites": "wards"},
        "aim": {"measure": random.choice(["falls", "falls", "none"]), **maybe(random, "by", day(random, -100, 400))},
        "people": {"nk": {"name": "Nadia Khan", **maybe(random, "left", day(random, -100, -1))}},
        "package": {"version": "1", "changes": CHANGES},
        "waves": {name: wave(random) for name in ("wave-1", "wave-2")},
        "sites": sites,
        "adoption": [row for site in sites for row in history(random, site["id"])],
        "obstacles": {"ward-move": {"what": "The ward moves", **maybe(random, "due", day(random, -30, 100))}},
        "measures": {"falls": measure(random, [site["id"] for site in sites])},
        **maybe(random, "paused", {"since": "2026-05-01", "until": day(random, -30, 60)}, share=0.15),
        **maybe(random, "ended", {"on": day(random, -30, 0)}, share=0.15),
    }
    whole["aim"].update(maybe(random, "population", 20))
    return Plan.model_validate(whole)


def lead(random: Random) -> dict[str, Any]:
    return maybe(random, "lead", "nk", share=0.8)


def day(random: Random, first: int, last: int) -> str:
    return (AS_OF + timedelta(days=random.randint(first, last))).isoformat()


def maybe(random: Random, name: str, value: Any, *, share: float = 0.5) -> dict[str, Any]:
    return {name: value} if random.random() < share else {}


def wave(random: Random) -> dict[str, Any]:
    start = random.randint(-400, 60)
    ends = maybe(random, "end", day(random, start + 30, start + 300), share=0.8)
    return {**maybe(random, "start", day(random, start, start), share=0.9), **ends}


def history(random: Random, site: str) -> Iterator[dict[str, Any]]:
    if random.random() < 0.2:
        return
    for change in CHANGES:
        at = random.randint(-500, -1)
        for _ in range(random.randint(0, 5)):
            stage = random.choice([*AdoptionStage, AdoptionStage.IMPLEMENTED, AdoptionStage.IMPLEMENTED])
            barrier = random.choice(BARRIERS)
            row = {"date": day(random, at, at), "site": site, "change": change, "stage": stage.value}
            yield {**row, **({"barrier": barrier} if barrier else {})}
            at = min(0, at + random.randint(0, 200))


def measure(random: Random, sites: list[str]) -> dict[str, Any]:
    head = {"title": "Falls per 1000 bed days", "short": "falls", "plural": "yes", "kind": "outcome", "better": "lower"}
    shape = {**head, "unit": "falls per 1000 bed days", **maybe(random, "target", 3), **maybe(random, "every", "month")}
    if not sites or random.random() < 0.2:
        return {**shape, **maybe(random, "published", [{"says": "4.1", "value": "4.1", "when": "in 2024"}])}
    drop = random.choice([0, 0, 2, 3])
    points = [
        {
            "date": date(2024 + month // 12, month % 12 + 1, 1).isoformat(),
            "site": site,
            "count": random.randint(2, 6) - (drop if month > 20 else 0) + (2 if drop else 0),
            "per": 1000,
        }
        for month in range(random.choice([3, 12, 29]))
        for site in sites
        if random.random() > 0.02
    ]
    data = {"file": "x.csv", "count": "falls", "per": "days", "times": 1000, "site": "site", "points": points}
    return {**shape, "data": data, **maybe(random, "baseline", {"until": "2025-06-30"})}


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_the_page_of_any_plan_is_whole_and_agrees_with_itself(first: int) -> None:
    for seed in range(first, first + 50):
        random = Random(seed)  # noqa: S311 - no secret: the same plans in every run
        plan = plan_of(random)
        standing = Standing(plan, {}, AS_OF)
        state = with_moves(state_of_plan(standing, UnreadParts(errors=random.choice([0, 0, 0, 1]))), standing)
        page = page_of(state)

        assert list(contradictions(state, page)) == [], (seed, page)
        for text in map(without_plan_words, texts(page)):
            assert not [wrong.pattern for wrong in WRONG if wrong.search(text)], (seed, text)
        assert all(word_count(verdict.says) <= 45 for verdict in page.verdicts), (seed, page)
        assert word_count(page.headline.says) <= 20
        assert page.moved is not None
        assert len(page.moved.lines) <= 7
        dated = [line.on for line in page.moved.lines if line.on and line.kind != "silent"]
        assert all(page.moved.since < on <= AS_OF for on in dated), (seed, page.moved)
