"""Judging rows that sites sent back, one by one: whether they can be true, and what they change in the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from spreadkit.collecting.match_tables import TableMatch
from spreadkit.collecting.plain_cells import declared_for, make_plain
from spreadkit.collecting.plan_tables import ADOPTION, PlanRow, PlanTable, RowKey, RowKind, row_key
from spreadkit.loading.day_style import how_to_declare
from spreadkit.loading.shapes import ShapeError
from spreadkit.loading.unfit import says_once
from spreadkit.model.base import read_number
from spreadkit.model.collection import Refusal, ReturnedRow, ReturnLocation, RowVerdict
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.measure import Point
from spreadkit.model.plan import Plan
from spreadkit.model.references import defined_in
from spreadkit.model.stage_words import how_to_add, some_words
from spreadkit.words import begins_as_formula, by_number, count_of, did_you_mean, in_words


class _Fault(NamedTuple):
    """What is wrong with a row: the slug of the rule, a sentence, and the plan's column that it is about."""

    slug: str
    message: str
    column: str | None
    shape: ShapeError | None = None


class _CellFault(NamedTuple):
    """What is wrong with a row, and the position of the row."""

    row: int
    fault: _Fault


@dataclass
class ReturnedRows:
    """What came back together: sound rows and refusals. `typed` are the sound rows as the plan reads them.

    `sent` are the sites that rows came from, by table. `dates` is the order of days that is declared for all of it.
    """

    plan: Plan
    as_of: date
    dates: DayOrder | None = None
    rows: list[ReturnedRow] = field(default_factory=list)
    typed: list[tuple[PlanTable, Any]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sent: dict[str, set[str]] = field(default_factory=dict)
    _places: dict[tuple[str, RowKey], ReturnLocation] = field(default_factory=dict)

    @cached_property
    def sites(self) -> dict[str, None]:
        """The ids of all sites."""
        return dict.fromkeys(defined_in(self.plan, "site"))

    @cached_property
    def changes(self) -> dict[str, None]:
        """The ids of all changes."""
        return dict.fromkeys(defined_in(self.plan, "change"))

    def take(self, fit: TableMatch) -> None:
        """Judge the rows of a table. What the plan has must be sound, or nothing can be compared with it."""
        if fit.kept.unsound is not None:
            fit.returned.refuse("table-does-not-fit", f"mend the table of the plan first ({fit.kept.unsound})")
            return
        dates = self.dates or declared_for(fit.kept, self.plan)
        make_plain(fit, self.plan, dates)
        size, sent = len(fit.returned.lines), self.sent.setdefault(fit.kept.id, set())
        read = {kind.name: kind.reader.read(_cells_of(fit, kind), size) for kind in fit.kinds}
        empty, refused = 0, list[_CellFault]()
        for row in range(size):
            if _says_nothing(fit, row):
                empty += 1
                continue
            typed = {name: rows[row] for name, rows in read.items()}
            sent.update(filter(None, [fit.cell(row, fit.kept.site) or fit.site]))
            wrong = list(dict.fromkeys(_faults_in(self, fit, row, typed)))
            refused += [_CellFault(row, fault) for fault in wrong]
            if not wrong:
                self._sort_in(fit, row, typed[fit.kinds[0].name])
        self.refused += _told_once(fit, refused, dates)
        if empty:
            self.remarks.append(f"{fit.returned.place()}: {count_of(empty, 'row')} without content left out")

    def _sort_in(self, fit: TableMatch, row: int, typed: Any) -> None:
        """Compare a sound row with the batch, and with what the plan has."""
        key, place, kept = row_key(typed), fit.returned.place(row), fit.kept
        earlier = self._places.setdefault((kept.id, key), place)
        if earlier is not place:
            what = " ".join(str(part) for part in key if part is not None)
            message = f"{what} came back twice, here and at {earlier}; keep one of the two"
            self.refused.append(Refusal(slug="duplicate-row", message=message, place=place, table=kept.id))
            return
        cells = {column: text for column in fit.columns if (text := fit.cell(row, column))}
        if kept.has_site:
            cells[kept.site] = typed.site
        there = kept.held.get(key)
        old = {} if there is None else differences(kept, cells, there)
        self.typed.append((kept, typed))
        self.rows.append(
            ReturnedRow(
                verdict=_verdict(there, old),
                table=kept.id,
                date=typed.date,
                site=typed.site,
                change=key[2],
                cells=cells,
                old=old,
                place=place,
                file=kept.name_for(typed.site) if there is None else there.name(kept.loaded),
            )
        )


def differences(kept: PlanTable, cells: Mapping[str, str], there: PlanRow) -> dict[str, str]:
    """Return the texts that the plan has where others came back."""
    return {
        column: there.cell(column)
        for column, text in cells.items()
        if column not in {kept.date, kept.site} and not _same(text, there.cell(column))
    }


def _verdict(there: PlanRow | None, old: Mapping[str, str]) -> RowVerdict:
    """Say what a row means for the plan: `there` is the plan's own row, `old` what it says otherwise."""
    if there is None:
        return RowVerdict.NEW
    return RowVerdict.CHANGED if old else RowVerdict.SAME


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same: `5` and `5.0` do."""
    return one == other or (_number(one) is not None and _number(one) == _number(other))


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def _cells_of(fit: TableMatch, kind: RowKind) -> dict[str, list[str]]:
    """Return the cells that a kind of row is read from, by its fields."""
    columns = {name: column for name, column in kind.columns.items() if fit.is_in(column)}
    cells = {name: fit.returned.column(fit.columns[column]) for name, column in columns.items()}
    if fit.kept.has_site:
        written = fit.returned.column(fit.columns.get(fit.kept.site, ""))
        cells["site"] = [text or fit.site or "" for text in written]
    return cells


def _says_nothing(fit: TableMatch, row: int) -> bool:
    """Whether a row holds only what a form has in it beforehand."""
    telling = ("date", "stage") if fit.kept.id == ADOPTION else [mark for kind in fit.kinds for mark in kind.marks]
    return not any(fit.cell(row, name) for name in telling)


def _told_once(fit: TableMatch, faults: Iterable[_CellFault], dates: DayOrder | None) -> Iterator[Refusal]:
    """Make one refusal of the faults of one column that have one cause, at the place of the first.

    `dates` is the order that is declared for its days.
    """
    causes = dict[tuple[str | None, ...], list[_CellFault]]()
    for row, fault in faults:
        cause = fault.shape.kind if fault.shape else fault.message
        causes.setdefault((fault.slug, cause, fault.column), []).append(_CellFault(row, fault))
    for (slug, _, column), found in causes.items():
        name = fit.columns.get(column or "")
        places = tuple(fit.returned.place(at, name) for at, _ in found)
        message = _message(fit, column or "", found, dates)
        yield Refusal(
            slug=slug or "",
            message=message,
            place=places[0],
            table=fit.kept.id,
            places=places if len(places) > 1 else (),
        )


def _message(fit: TableMatch, column: str, found: Sequence[_CellFault], dates: DayOrder | None) -> str:
    """Say what is wrong with the cells of a column that have one cause, and what to do about it."""
    first = found[0].fault
    shapes = [(fit.cell(at, column), fault.shape) for at, fault in found if fault.shape]
    texts = [text for text, _ in shapes]
    if first.shape is None:
        return first.message if len(found) == 1 else f"{first.message} (in {len(found)} rows)"
    if fit.kept.id == ADOPTION and column == "stage" and first.slug == "unknown-word" and not first.shape.is_mistyped:
        shown, rows = in_words(some_words(texts)), count_of(len(texts), "row")
        holds = by_number(len(texts), "holds what is", "hold what is")
        return f'{rows} of "{column}" {holds} no stage here: {shown}; {how_to_add(texts)}'
    message = says_once(column, shapes)
    if first.shape.kind == "not_a_date" and dates is None:
        message += how_to_declare(texts, "run again with --dates {}")
    return message


def _faults_in(batch: ReturnedRows, fit: TableMatch, row: int, typed: Mapping[str, Any]) -> Iterator[_Fault]:
    """Say why a row cannot be taken: cells that do not fit first; only of a row without such, what it says."""
    wrong = [*_unfit_cells(fit, row), *_misshapen(fit, row, typed)]
    if wrong:
        yield from wrong
        return
    first = typed[fit.kinds[0].name]
    yield from _unknown(batch, fit, first)
    for kind in fit.kinds:
        yield from _figures(kind, typed[kind.name])


def _unfit_cells(fit: TableMatch, row: int) -> Iterator[_Fault]:
    """Find cells that a workbook shows an error in, and those that a spreadsheet would take for a formula."""
    for column, name in fit.columns.items():
        if why := fit.returned.unfit.get(fit.returned.place(row, name).cell or ""):
            yield _Fault("wrong-value", why, column)
        elif begins_as_formula(fit.cell(row, column)):
            message = f'the cell "{column}" begins as a formula does; begin it with a letter'
            yield _Fault("formula-in-cell", message, column)


def _misshapen(fit: TableMatch, row: int, typed: Mapping[str, Any]) -> Iterator[_Fault]:
    """Find cells that are empty or do not fit, as `check` would."""
    if fit.kept.has_site and not (fit.site or fit.cell(row, fit.kept.site)):
        yield _Fault("missing-key", f'"{fit.kept.site}" is empty; write the id of the site', fit.kept.site)
    for kind in fit.kinds:
        texts = typed[kind.name]
        for shape in kind.reader.explain(texts) if isinstance(texts, dict) else ():
            column = kind.columns.get(str(shape.route[-1]).replace("-", "_"), fit.kept.site)
            name = fit.columns.get(column)
            is_told = shape.slug == "missing-key" and column == fit.kept.site
            if not is_told and (fit.returned.place(row, name).cell or "") not in fit.returned.unfit:
                message = f'"{column}" is empty; write a value' if shape.slug == "missing-key" else shape.message
                yield _Fault(shape.slug, message, column, replace(shape, message=message))


def _unknown(batch: ReturnedRows, fit: TableMatch, row: Any) -> Iterator[_Fault]:
    """Compare what a row names with what the plan knows, and its day with the one that is judged for."""
    if row.date > batch.as_of:
        yield _Fault(
            "date-order", f'"{row.date}" is still to come on {batch.as_of}; correct it, or wait', fit.kept.date
        )
    if row.site is not None and row.site not in batch.sites:
        hint = did_you_mean(row.site, batch.sites) if batch.sites else "; the plan lists none: add the table of sites"
        yield _Fault("unknown-site", f'"{row.site}" is not among the sites{hint}', fit.kept.site)
    if fit.kept.id == ADOPTION and row.change not in batch.changes:
        names = f"; there is {in_words(list(batch.changes))}" if batch.changes else "; the package lists none: add it"
        hint = did_you_mean(row.change, batch.changes) or names
        yield _Fault("unknown-reference", f'there is no change "{row.change}"{hint}', "change")


def _figures(kind: RowKind, point: Any) -> Iterator[_Fault]:
    """Find figures that cannot be. That a count is at most its denominator is asked only of shares (a `p` chart)."""
    if not isinstance(point, Point) or kind.measure is None:
        return
    if point.per is not None and point.per <= 0:
        message = f'"{point.per}" is no denominator; leave both cells empty where there was nothing to count over'
        yield _Fault("wrong-value", message, kind.columns.get("per"))
    if point.count is not None and point.count < 0:
        message = f'"{point.count}" is less than nothing; correct the count'
        yield _Fault("wrong-value", message, kind.columns.get("count"))
    if kind.measure.chart == "p" and point.count is not None and point.per is not None and 0 < point.per < point.count:
        message = f'"{point.count}" of "{point.per}" is more than all; correct one of the two'
        yield _Fault("wrong-value", message, kind.columns.get("count"))
