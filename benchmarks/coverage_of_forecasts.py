"""Say how often the range of a forecast held what came true: `python benchmarks/coverage_of_forecasts.py [--write]`.

Each published record of `benchmarks/spreads` is cut off after every count (rolling origins: Tashman, Int J Forecasting
2000;16:437-50), carried on from there, and compared with later counts of the same record. `--write` puts the tables
into `docs/forecast.md`; a test fails while they are stale. It takes some ten seconds.
"""

import argparse
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spreadkit.forecast.chance import SiteRange, leap_of, range_of, says_nothing
from spreadkit.forecast.outlook import LEAST_STEPS
from spreadkit.forecast.record import AdoptionRecord, trimmed

TOP: Final = Path(__file__).resolve().parents[1]
RECORDS: Final = TOP / "benchmarks" / "spreads" / "records.json"
PAGE: Final = TOP / "docs" / "forecast.md"
_BEGIN: Final = "<!-- figures of benchmarks/coverage_of_forecasts.py -->"
_END: Final = "<!-- end of figures -->"

AHEAD: Final = (0.25, 0.5, 1.0, 1.5)
"""How far ahead is asked, in lengths of the record so far, rounded down to whole counts."""

_LEAST_QUESTIONS: Final = 10
"""How many answers a group of records has, at least, to be ranked among the others."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A published record: counts at even steps of so many months, of so many eligible sites."""

    eligible: int
    step: int
    counts: tuple[int, ...]

    def cut(self, counts: int) -> AdoptionRecord:
        """Return what was known after so many counts."""
        times = tuple(float(self.step * number) for number in range(counts))
        return trimmed(AdoptionRecord(self.eligible, times, self.counts[:counts]))


@dataclass(frozen=True, slots=True)
class Question:
    """A forecast beside what came true: how far ahead it is in lengths of the record, and its range, if it has one."""

    spread: Spread
    record: AdoptionRecord
    ahead: float
    truth: int
    span: SiteRange | None

    @property
    def share(self) -> float:
        """Which share of the sites had got there when it was asked."""
        return self.record.reached / self.record.eligible

    @property
    def misses(self) -> int:
        """-1 where the truth was below the range, 1 where it was above, 0 where it was inside."""
        assert self.span is not None  # noqa: S101 - asked of answers alone
        return (self.truth > self.span.high) - (self.truth < self.span.low)

    @property
    def width(self) -> float:
        """How wide the range was, as a share of the sites that were left."""
        assert self.span is not None  # noqa: S101 - asked of answers alone
        return (self.span.high - self.span.low) / self.record.left


def spreads() -> list[Spread]:
    """Return the published records."""
    return [
        Spread(held["eligible"], held["step-months"], tuple(held["counts"]))
        for held in json.loads(RECORDS.read_text(encoding="utf-8"))
    ]


def questions(asked: Sequence[Spread]) -> Iterator[Question]:
    """Go through all questions: from the third step of a record on, while some sites are there and some are left."""
    for spread in asked:
        for counts in range(LEAST_STEPS + 1, len(spread.counts)):
            record = spread.cut(counts)
            steps = len(record.counts) - 1
            if steps >= LEAST_STEPS and 0 < record.reached < record.eligible:
                yield from _ahead(spread, record, counts, steps)


def _ahead(spread: Spread, record: AdoptionRecord, counts: int, steps: int) -> Iterator[Question]:
    for more in dict.fromkeys(max(1, int(share * steps)) for share in AHEAD):
        if counts + more <= len(spread.counts):
            span = range_of(record, more * spread.step)
            told = None if says_nothing(record, span) else span
            yield Question(spread, record, more / steps, spread.counts[counts + more - 1], told)


@dataclass(frozen=True, slots=True)
class Bands:
    """A way to sort questions: by a value, into bands that are named with the largest value of each.

    Only questions are looked at that were asked when at most a share of `most_so_far` of the sites had got there.
    """

    title: str
    value: Callable[[Question], float]
    largest: Mapping[str, float]
    most_so_far: float = 1.0

    def sorted(self, asked: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
        """Go through the bands, each with its questions, and through all of them."""
        asked = [question for question in asked if question.share <= self.most_so_far]
        least = -math.inf
        for name, most in self.largest.items():
            yield name, [question for question in asked if least < self.value(question) <= most]
            least = most
        yield "all", asked


BANDS: Final = (
    Bands(
        "share of the sites so far",
        lambda question: question.share,
        {
            "up to a tenth": 0.1,
            "up to a quarter": 0.25,
            "up to half": 0.5,
            "up to three quarters": 0.75,
            "more": 1.0,
        },
    ),
    Bands(
        "how far ahead, in lengths of the record",
        lambda question: question.ahead,
        {"up to a quarter": 0.25, "up to half": 0.5, "up to one": 1.0, "up to one and a half": 1.5},
    ),
    Bands(
        "how many sites",
        lambda question: question.record.eligible,
        {"up to 16": 16, "17 to 50": 50, "more": math.inf},
    ),
    Bands(
        "a quarter of all sites joined in one of the last three steps",
        lambda question: leap_of(question.record) is not None,
        {"no": 0, "yes": 1},
    ),
    Bands(
        "share of the sites in the end, asked while it was up to a quarter",
        lambda question: question.spread.counts[-1] / question.spread.eligible,
        {"up to half": 0.5, "up to nine tenths": 0.9, "more": 1.0},
        most_so_far=0.25,
    ),
)


def figures(asked: Sequence[Question]) -> str:
    """Return the tables of the page."""
    lines = []
    for bands in BANDS:
        lines += [f"| {bands.title} | questions | answered | inside | below | above | width |", f"|{' --- |' * 7}"]
        lines += [*(_row(name, those) for name, those in bands.sorted(asked)), ""]
    worst = _percent(worst_tenth(asked))
    return "\n".join([*lines, f"In the worst tenth of the records at most {worst} of the ranges held.", ""])


def _row(name: str, asked: Sequence[Question]) -> str:
    answered = [question for question in asked if question.span is not None]
    shares = [sum(question.misses == where for question in answered) / len(answered) for where in (0, -1, 1)]
    width = sum(question.width for question in answered) / len(answered)
    cells = [name, f"{len(asked)}", *map(_percent, [len(answered) / len(asked), *shares, width])]
    return f"| {' | '.join(cells)} |"


def worst_tenth(asked: Sequence[Question]) -> float:
    """Return which share of the ranges held at most in the tenth of the records where the fewest did."""
    by_record: dict[int, list[bool]] = {}
    for question in asked:
        if question.span is not None:
            by_record.setdefault(id(question.spread), []).append(question.misses == 0)
    held = sorted(sum(inside) / len(inside) for inside in by_record.values() if len(inside) >= _LEAST_QUESTIONS)
    return held[len(held) // 10]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def page_with(page: str, tables: str) -> str:
    """Return the page with these tables in it."""
    before, rest = page.split(_BEGIN)
    _, after = rest.split(_END)
    return f"{before}{_BEGIN}\n\n{tables}\n{_END}{after}"


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/forecast.md")
    tables = figures(list(questions(spreads())))
    if parser.parse_args().write:
        PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
    else:
        print(tables)


if __name__ == "__main__":
    main()
