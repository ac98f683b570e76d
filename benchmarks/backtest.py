"""Compare the forecast with what came true in published records: `python benchmarks/backtest.py [--write]`.

Each record is cut off after every count, carried on from there, and compared with every later count that a forecast may
reach to. `--write` puts the figures into `docs/forecast.md`; a test fails while they are stale.
"""

import argparse
import json
import random
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Final

from spreadkit.forecast.outlook import COUNTED, FITTED, ask_all, combined_range, why_not
from spreadkit.forecast.pace import MethodRanges, SiteRange
from spreadkit.forecast.record import AdoptionRecord, ObservedCount, record_of
from spreadkit.words import count_of, in_words

_TOP: Final = Path(__file__).resolve().parents[1]
_SERIES: Final = _TOP / "tests" / "data" / "adoption-series.json"
PAGE: Final = _TOP / "docs" / "forecast.md"
_BEGIN: Final = "<!-- figures of benchmarks/backtest.py -->"
_END: Final = "<!-- end of figures -->"

WHOLE: Final = ("medical-innovation", "korean-family-planning", "us-hospital-ehr")
_GROUPS: Final = 12
_GROUP_CUTS: Final = (6, 8, 10, 12)
_GROUP_SIZE: Final = 16
TOGETHER: Final = "all together"
MEAN_OF_ENDS: Final = "mean of the ends"
_AHEAD: Final = (1, 3, 5)
_CUTS: Final = {
    "medical-innovation": (6, 8, 10, 12),
    "korean-family-planning": (5, 7, 9),
    "us-hospital-ehr": (5, 6, 7),
}
"""Which cuts the page shows one by one."""


@dataclass(frozen=True, slots=True)
class Series:
    """A published record: counts on their days, of so many eligible."""

    eligible: int
    observed: tuple[ObservedCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One forecast beside what came true: after how many counts, for how many counts ahead, and by which method."""

    eligible: int
    counts: int
    ahead: int
    truth: int
    said: Mapping[str, SiteRange]
    last_rate: float

    def off(self, name: str) -> float:
        """Return how far the middle of a method was from the truth, in percent of the eligible."""
        return 100 * abs(self.said[name].middle - self.truth) / self.eligible

    def off_by_last_rate(self) -> float:
        """Return how far simply carrying on the last rate was from the truth, in percent of the eligible."""
        return 100 * abs(self.last_rate - self.truth) / self.eligible

    def holds(self, name: str) -> bool:
        """Whether the truth was inside the range of a method."""
        return self.said[name].low <= self.truth <= self.said[name].high

    def width(self, name: str) -> float:
        """Return how wide the range of a method was, in percent of the eligible."""
        return 100 * (self.said[name].high - self.said[name].low) / self.eligible


def load(name: str) -> Series:
    """Return a published record by its name; percents become whole sites."""
    held = json.loads(_SERIES.read_text(encoding="utf-8"))[name]
    eligible = held["eligible"]
    counts = held.get("counts") or [[on, round(eligible * percent / 100)] for on, percent in held["percent"]]
    return Series(eligible, tuple(ObservedCount(date.fromisoformat(on), count) for on, count in counts))


def groups_of(series: Series) -> Iterator[Series]:
    """Go through small groups of a record's members, drawn by chance but always the same ones."""
    steps = pairwise([ObservedCount(date.min, 0), *series.observed])
    joined = [after.on for before, after in steps for _ in range(after.reached - before.reached)]
    members: list[date | None] = [*joined, *[None] * (series.eligible - len(joined))]
    for number in range(_GROUPS):
        chance = random.Random(number)  # noqa: S311 - nothing is kept secret by it
        drawn = [members[at] for at in sorted(range(len(members)), key=lambda _: chance.random())[:_GROUP_SIZE]]
        counts = [
            ObservedCount(count.on, sum(day is not None and day <= count.on for day in drawn))
            for count in series.observed
        ]
        yield Series(_GROUP_SIZE, tuple(counts))


def cases_of(series: Series, cuts: Container[int] = range(1000)) -> Iterator[Case]:
    """Go through every forecast that can be made along a record, after so many counts, and compared with it."""
    for at, now in enumerate(series.observed):
        if at + 1 not in cuts:
            continue
        record = record_of(series.observed, eligible=series.eligible, as_of=now.on)
        later = [count for count in series.observed[at + 1 :] if not why_not(record, count.on, now.on)]
        if not later or record.reached == series.eligible:
            continue
        told = {
            name: ranges
            for name, ranges in ask_all(record, [record.months_to(count.on) for count in later]).items()
            if isinstance(ranges, MethodRanges)
        }
        for ahead, truth in enumerate(later):
            said = {name: ranges.spans[ahead] for name, ranges in told.items()}
            joined = {TOGETHER: combined_range(said.values()), MEAN_OF_ENDS: mean_of_ends(said.values())}
            yield Case(
                eligible=series.eligible,
                counts=at + 1,
                ahead=ahead + 1,
                truth=truth.reached,
                said=said | joined,
                last_rate=_carried_on(record, truth.on),
            )


def _carried_on(record: AdoptionRecord, day: date) -> float:
    last = record.steps[-1]
    return min(record.eligible, record.reached + last.joined / last.months * record.months_to(day))


def all_cases() -> dict[str, list[Case]]:
    """Return the cases by what they are of: each record as a whole, and small groups out of the first."""
    found = {name: list(cases_of(load(name))) for name in WHOLE}
    first = load(WHOLE[0])
    found[f"{_GROUPS} groups of {_GROUP_SIZE} of its doctors"] = [
        case for group in groups_of(first) for case in cases_of(group, _GROUP_CUTS)
    ]
    return found


def mean_of_ends(said: Iterable[SiteRange]) -> SiteRange:
    """Return the other rule that was tried for the range of several methods: the mean of their ends."""
    held = list(said)
    low, middle, high = (round(fmean(ends)) for ends in zip(*map(astuple, held), strict=True))
    return SiteRange(low, middle, high)


def figures(found: Mapping[str, Sequence[Case]]) -> str:
    """Return the tables of the page, as Markdown."""
    return "\n".join([*_overall(found), "", *_by_method(found), "", *_by_cut(found), "", *_missed(found)])


def _overall(found: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    yield _row(
        ["record", "forecasts", "inside", "below", "above", "width of the range", "middle off by", "last rate off by"]
    )
    yield _row(["---"] * 8)
    for name, cases in found.items():
        spans = [(case.said[TOGETHER], case.truth) for case in cases]
        cells = [
            name,
            str(len(cases)),
            _percent(case.holds(TOGETHER) for case in cases),
            _percent(truth < span.low for span, truth in spans),
            _percent(truth > span.high for span, truth in spans),
            _mean(case.width(TOGETHER) for case in cases),
            _mean(case.off(TOGETHER) for case in cases),
            _mean(case.off_by_last_rate() for case in cases),
        ]
        yield _row(cells)


def _by_method(found: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    yield _row(["truth inside, and middle off by", *found])
    yield _row(["---"] * (len(found) + 1))
    for name in (*COUNTED, *FITTED, MEAN_OF_ENDS, TOGETHER):
        cells = [name]
        for cases in found.values():
            told = [case for case in cases if name in case.said]
            cells.append(f"{_percent(case.holds(name) for case in told)}, {_mean(case.off(name) for case in told)}")
        yield _row(cells)


def _by_cut(found: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    yield _row(["record", "counts known", *(f"{count_of(ahead, 'count')} ahead" for ahead in _AHEAD)])
    yield _row(["---"] * (len(_AHEAD) + 2))
    for name in WHOLE:
        for cut in sorted({case.counts for case in found[name]} & set(_CUTS[name])):
            here = {case.ahead: case for case in found[name] if case.counts == cut}
            yield _row([name, str(cut), *(_beside_truth(here.get(ahead)) for ahead in _AHEAD)])


def _missed(found: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    for name in WHOLE:
        cuts = sorted({case.counts for case in found[name] if not case.holds(TOGETHER)})
        where = (
            f"outside in some forecasts after {in_words([str(cut) for cut in cuts])} counts"
            if cuts
            else "never outside"
        )
        yield f"- {name}: the truth was {where}."


def _beside_truth(case: Case | None) -> str:
    if case is None:
        return ""
    span = case.said[TOGETHER]
    return f"{span.low} to {span.high}; it was {case.truth}{'' if case.holds(TOGETHER) else ', **outside**'}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _percent(held: Iterable[bool]) -> str:
    return f"{100 * fmean(held):.0f} %"


def _mean(percents: Iterable[float]) -> str:
    return f"{fmean(percents):.1f}"


def page_with(text: str, tables: str) -> str:
    """Return a page with its figures replaced."""
    before, rest = text.split(_BEGIN)
    return f"{before}{_BEGIN}\n\n{tables}\n\n{_END}{rest.split(_END)[1]}"


def main() -> None:
    """Print the figures, or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write them into docs/forecast.md")
    tables = figures(all_cases())
    if parser.parse_args().write:
        PAGE.write_bytes(page_with(PAGE.read_text(encoding="utf-8"), tables).encode())
    else:
        print(tables)


if __name__ == "__main__":
    main()
