"""Kept forecasts: what became of each, in every case that there is, and the count of those that held."""

from datetime import date

import pytest

from spreadkit.forecast.kept import ForecastVerdict, JudgedForecast, SeenCount, judged
from spreadkit.forecast.sentences import kept_in_brief, kept_range_in_words, kept_sentences, verdict_in_words
from spreadkit.model.forecast import KeptForecast

DAY = date(2026, 6, 30)
KEPT = KeptForecast(date(2026, 3, 31), DAY, 16, 6, 8, 11)


def seen(reached: int, *, of: int = 16, until: date | None = DAY) -> SeenCount:
    return SeenCount(reached, of, until)


@pytest.mark.parametrize(
    ("count", "verdict", "words"),
    [
        (seen(5), ForecastVerdict.BELOW, "below the range"),
        (seen(6), ForecastVerdict.INSIDE, "inside the range"),
        (seen(11), ForecastVerdict.INSIDE, "inside the range"),
        (seen(12), ForecastVerdict.ABOVE, "above the range"),
        (None, ForecastVerdict.TO_COME, "its day is to come"),
        (seen(8, until=date(2026, 5, 31)), ForecastVerdict.INSIDE, "inside the range"),
        (seen(8, until=date(2026, 5, 30)), ForecastVerdict.NOT_KNOWN, "not known: the last news is of 30 May 2026"),
        (seen(0, until=None), ForecastVerdict.NOT_KNOWN, "not known: nothing is on record"),
        (
            seen(8, of=18),
            ForecastVerdict.OTHER_SITES,
            "not compared: 16 target sites when it was made, 18 on its day",
        ),
    ],
)
def test_verdict_of_each_case(count: SeenCount | None, verdict: ForecastVerdict, words: str) -> None:
    found = judged(KEPT, count, silent_for=30)

    assert found.verdict is verdict
    assert verdict_in_words(found) == words


@pytest.mark.parametrize(
    "kept",
    [
        KeptForecast(date(2026, 3, 31), DAY, 16, 8, 6, 11),
        KeptForecast(date(2026, 3, 31), DAY, 10, 6, 8, 11),
        KeptForecast(DAY, DAY, 16, 6, 8, 11),
    ],
)
def test_row_that_does_not_hold_together_is_not_compared(kept: KeptForecast) -> None:
    found = judged(kept, seen(8), silent_for=30)

    assert found.verdict is ForecastVerdict.NOT_READABLE
    assert verdict_in_words(found) == "not compared: its days or figures are not in order"


def test_every_verdict_has_words_of_its_own() -> None:
    words = {verdict_in_words(JudgedForecast(KEPT, verdict, seen(8))) for verdict in ForecastVerdict}

    assert len(words) == len(ForecastVerdict)


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        ([], []),
        ([ForecastVerdict.TO_COME], []),
        ([ForecastVerdict.INSIDE], ["1 of 1 kept forecast held."]),
        ([ForecastVerdict.INSIDE] * 3 + [ForecastVerdict.ABOVE], ["3 of 4 kept forecasts held; 1 said too few sites."]),
        (
            [ForecastVerdict.BELOW, ForecastVerdict.ABOVE, ForecastVerdict.INSIDE],
            ["1 of 3 kept forecasts held; 1 said too many sites and 1 said too few sites."],
        ),
        (
            [ForecastVerdict.INSIDE, ForecastVerdict.NOT_KNOWN, ForecastVerdict.OTHER_SITES],
            ["1 of 1 kept forecast held.", "2 kept forecasts cannot be compared with what came true."],
        ),
    ],
)
def test_tally(verdicts: list[ForecastVerdict], says: list[str]) -> None:
    assert list(kept_sentences(JudgedForecast(KEPT, verdict) for verdict in verdicts)) == says


def test_kept_range_in_words() -> None:
    assert kept_range_in_words(KEPT) == "between 6 and 11 of 16, middle 8"


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        ([], ""),
        (["to come"], ""),
        (["inside"], "Of 1 forecast that has come due, 1 held."),
        (["inside", "inside", "inside", "below", "to come"], "Of 4 forecasts that have come due, 3 held."),
        (
            ["above", "not known"],
            "Of 2 forecasts that have come due, 0 held and 1 cannot be compared with what came true.",
        ),
    ],
)
def test_sponsor_reads_in_one_sentence_how_many_kept_forecasts_held(verdicts: list[str], says: str) -> None:
    assert kept_in_brief(JudgedForecast(KEPT, ForecastVerdict(verdict)) for verdict in verdicts) == says
