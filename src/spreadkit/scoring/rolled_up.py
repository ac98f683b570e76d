"""Figures of sites that become one: the lowest, highest, mean or median of them, or how many come to what."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from spreadkit.model.framework import Band, Missing, Operator, Scoring
from spreadkit.model.score import FigureScore, FigureTerm
from spreadkit.record import record
from spreadkit.scoring.operators import Quantity, WeightedQuantity, deciding, join
from spreadkit.scoring.rounding import share, to_three_places
from spreadkit.scoring.shown import band_in, brief, not_enough, settled_by, shown_range
from spreadkit.words import in_words, some_of

_JOINS: Final = {
    "lowest": Operator.MIN,
    "highest": Operator.MAX,
    "mean": Operator.MEAN,
    "median": Operator.MEDIAN,
}

_NAMED: Final = 12
"""How many sites are named with what they come to before the rest is counted. The figure is ours."""


@record
class SiteFigure:
    """A figure as it is worked out for one site by itself. `is_out` where nothing of it applies there."""

    site: str
    name: str
    quantity: Quantity | None
    score: FigureScore
    is_out: bool

    @property
    def shown(self) -> Quantity | None:
        """Its exact quantity, without a value where too little is answered at the site to show one."""
        quantity, span = self.quantity, self.score.range
        if quantity is None or (span is not None and span.value is not None):
            return quantity
        return replace(quantity, value=None, verified=None)


def roll_up(
    blank: FigureScore, scoring: Scoring, sites: Sequence[SiteFigure], title_of: Callable[[str], str]
) -> tuple[Quantity | None, FigureScore]:
    """Make one figure of those of the sites, with each of them as a term. Sites where nothing applies are left out."""
    assert scoring.per_site is not None  # noqa: S101 - only such figures come here
    answered, applicable = (sum(getattr(site.score, of) for site in sites) for of in ("answered", "applicable"))
    blank = replace(
        blank,
        per_site=scoring.per_site.roll_up,
        answered=answered,
        applicable=applicable,
        coverage=share(answered, applicable),
        terms=tuple(_term(site) for site in sites),
    )
    counted = [site for site in sites if not site.is_out]
    if not counted:
        return None, replace(blank, says="nothing applies")
    if scoring.per_site.roll_up == "distribution":
        return None, _distribution(blank, scoring, counted, title_of)
    return _joined(blank, scoring, counted)


def _joined(blank: FigureScore, scoring: Scoring, sites: Sequence[SiteFigure]) -> tuple[Quantity | None, FigureScore]:
    figures = [(site, quantity) for site in sites if (quantity := site.shown) is not None]
    joining = Scoring(
        method=_JOINS[blank.per_site or ""],
        scale="points",
        missing=scoring.missing if scoring.missing in {Missing.LOWEST, Missing.WITHHOLD} else None,
    )
    quantity = join(joining, [WeightedQuantity(quantity) for _, quantity in figures])
    if quantity is None:
        return None, replace(blank, says="no number: what the sites come to is told in words")
    shown = shown_range(quantity, scoring, show=blank.coverage >= scoring.answered_at_least)
    band, band_says = band_in(scoring, shown)
    known = [(site.site, figure) for site, figure in figures]
    decided = deciding(joining, known) if quantity.value is not None else ()
    names = {site.site: site.name for site in sites}
    told = [
        band_says,
        settled_by([names[name] for name in decided], shown),
        f"{blank.per_site} of the sites: {_some([f'{site.name} {brief(site.score)}' for site in sites])}",
    ]
    says = "; ".join(filter(None, told))
    notes = tuple(_notes(blank, scoring, quantity, sites))
    return quantity, replace(blank, range=shown, word=band, band=band, says=says, decided_by=decided, notes=notes)


def _notes(blank: FigureScore, scoring: Scoring, quantity: Quantity, sites: Sequence[SiteFigure]) -> Iterator[str]:
    """Say what a reader of the arithmetic must know besides the numbers."""
    open_ = [(site.name, shown) for site in sites if (shown := site.shown) is not None and shown.value is None]
    if open_:
        yield f"no value of its own yet: {_some([name for name, _ in open_])}"
    if quantity.value is None and scoring.missing is Missing.WITHHOLD:
        yield "no value is given until all sites are answered"
    elif quantity.value is None and any(shown.is_partly_known for _, shown in open_):
        yield "no value is given while a site is answered in part"
    elif blank.coverage < scoring.answered_at_least:
        yield not_enough(scoring, blank)


def _distribution(
    blank: FigureScore, scoring: Scoring, sites: Sequence[SiteFigure], title_of: Callable[[str], str]
) -> FigureScore:
    """Count the sites by what they come to, from the lowest band, outcome or rung on, and name them."""
    found = Counter(site.score.word for site in sites if site.score.word is not None)
    order = _words_in_order(scoring)
    counts = {word: found[word] for word in [*order, *sorted(set(found) - set(order))] if word in found}
    at = {word: [site for site in sites if site.score.word == word] for word in counts}
    open_ = [site.name for site in sites if site.score.word is None]
    lowest = next(iter(counts), None)
    named = {word: [site.name for site in at[word]] for word in counts}
    called = {word: order.get(word) or title_of(word) for word in counts}
    told = [
        f"{number} {called[word]} ({in_words(named[word]) if word == lowest else _some(named[word])})"
        for word, number in counts.items()
    ]
    told += [f"{len(open_)} not certain yet ({_some(open_)})"] if open_ else []
    modal = [word for word, number in counts.items() if number == max(counts.values())]
    return replace(
        blank,
        word=modal[0] if len(modal) == 1 else None,
        counts=counts,
        decided_by=tuple(site.site for site in at[lowest]) if lowest is not None and len(counts) > 1 else (),
        says=f"of the sites: {in_words(told)}",
    )


def _some(names: list[str]) -> str:
    return some_of(names, most=_NAMED)


def _words_in_order(scoring: Scoring) -> dict[str, str]:
    """Return what a figure can come to, each as people call it: bands from the lowest on, all else in its order."""
    return {
        **{band.id: band.title for band in sorted(scoring.bands, key=_beginning)},
        **{rung.id: rung.title for rung in scoring.rungs},
        **{word: outcome.label for word, outcome in scoring.words.items()},
    }


def _beginning(band: Band) -> tuple[bool, Decimal]:
    """Return what bands are ordered by: one that is open below comes first."""
    begins = band.above if band.from_ is None else band.from_
    return begins is not None, begins or Decimal(0)


def _term(site: SiteFigure) -> FigureTerm:
    quantity = None if site.is_out else site.shown
    value = None if quantity is None or quantity.value is None else to_three_places(quantity.value)
    return FigureTerm(
        id=site.site,
        answer=site.name if quantity is not None else f"{site.name}: {site.score.says}",
        value=value,
        low=None if quantity is None else to_three_places(quantity.low),
        high=None if quantity is None else to_three_places(quantity.high),
        weight=Decimal(1),
        note="left out" if site.is_out else "",
        counted=value,
    )
