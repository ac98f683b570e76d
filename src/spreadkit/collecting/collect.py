"""Taking rows that sites send back into the tables of a plan: every row is checked, and all are written or none.

A row is new, the same as one that is there, or changed (the same day, site and change, with other content). An empty
cell changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from spreadkit.adoption.state import targets_on
from spreadkit.checking.run import make_subject, run_rules
from spreadkit.collecting.judge_rows import ReturnedRows, differences
from spreadkit.collecting.match_tables import TableMatch, can_be_heading, match_tables
from spreadkit.collecting.months_across import has_months_across, turned
from spreadkit.collecting.plan_tables import ADOPTION, PlanTable, row_key, tables_of
from spreadkit.collecting.sent_files import PrivacyTerms, ReturnedTable, read_returned
from spreadkit.errors import SpreadkitError, UnreadablePlanError
from spreadkit.loading.loaded import LoadedPlan, display_name
from spreadkit.loading.loader import load_plan
from spreadkit.model.collection import CollectedPart, Collection, Refusal, ReturnedRow, ReturnLocation, RowVerdict
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.names import named_parts
from spreadkit.model.plan import Plan
from spreadkit.privacy.masking import Mask
from spreadkit.reading.files import repository_left
from spreadkit.rules._registry import all_rules
from spreadkit.words import count_of
from spreadkit.writing.atomic import clear_leftovers
from spreadkit.writing.table_draft import TableDraft, save_all

_MAX_REFUSED: Final = 200
"""How many refusals are told of. The figure is ours."""

_NO_ADOPTION: Final = (
    "the plan keeps no table of adoption in a file; add the line adoption: adoption.csv, and the file with the heading "
    "date,site,change,stage,barrier,reason,note,by"
)


def collect_returns(  # noqa: PLR0913 - what to read, how, and what to do with it
    loaded: LoadedPlan,
    files: Sequence[Path],
    *,
    as_of: date,
    dates: DayOrder | None = None,
    accept_changes: bool = False,
    write: bool = False,
) -> Collection:
    """Say what files that sites sent back mean for a plan, and write it if asked to and all is sound.

    `dates` is the order of days in these files, where they are not written year-month-day; it comes before the plan's.
    Raises SpreadkitError when files cannot be written, UnreadablePlanError when the plan cannot be read.
    """
    tables, batch = _begin(loaded, as_of)
    batch.dates = dates
    privacy = _privacy_terms(batch.plan, as_of)
    sites = [part for part in named_parts(batch.plan) if part.kind == "site"]
    order = dates or batch.plan.dates

    def is_heading(cells: Sequence[str]) -> bool:
        return can_be_heading(cells, tables) or has_months_across(cells, order)

    for path in files:
        found, remarks = read_returned(path, is_heading, privacy)
        returned = [turned(table, tables, sites, order) for table in found]
        batch.remarks += remarks
        for fit in match_tables(returned, tables, sites):
            batch.take(fit)
        for table in returned:
            batch.refused += table.refused
            batch.remarks += table.remarks
    names = [display_name(path) for path in files]
    return _finish(batch, tables, loaded, names, accept_changes=accept_changes, write=write)


def add_event(loaded: LoadedPlan, cells: Mapping[str, str], *, as_of: date) -> Collection:
    """Add one adoption event to a plan, by the texts of its cells, if it is sound and not there yet."""
    tables, batch = _begin(loaded, as_of)
    kept = next((table for table in tables if table.id == ADOPTION), None)
    if kept is None:
        raise SpreadkitError(_NO_ADOPTION)
    given = {name: stripped for name, text in cells.items() if (stripped := text.strip())}
    row = ReturnedTable(Path(), "the new row", None, list(given), [[text] for text in given.values()], [1])
    row.privacy = _privacy_terms(batch.plan, as_of)
    row.refuse_patient_data()
    if not row.refused:
        batch.take(TableMatch(row, kept, kept.kinds, {name: name for name in given}, None))
    batch.refused += row.refused
    return _finish(batch, tables, loaded, [], accept_changes=False, write=True)


def _privacy_terms(plan: Plan, as_of: date) -> PrivacyTerms:
    allowed = tuple(entry.pattern for entry in plan.privacy.allow if entry.is_in_force(as_of))
    return PrivacyTerms(allowed, plan.privacy.headings)


def _begin(loaded: LoadedPlan, as_of: date) -> tuple[list[PlanTable], ReturnedRows]:
    if loaded.plan is None:
        raise UnreadablePlanError(f'"{loaded.source.name}" cannot be read as a plan; see: spreadkit check')
    return tables_of(loaded, loaded.plan), ReturnedRows(loaded.plan, as_of)


def _finish(  # noqa: PLR0913 - what was gathered, and what to do with it
    batch: ReturnedRows,
    tables: Sequence[PlanTable],
    loaded: LoadedPlan,
    files: Sequence[str],
    *,
    accept_changes: bool,
    write: bool,
) -> Collection:
    """Put together what is to be told; write it if asked to and all is sound, and look at what was written."""
    drafts = _drafts(batch, tables)
    batch.remarks += _foretold(batch, loaded)
    if (more := len(batch.refused) - _MAX_REFUSED) > 0:
        batch.remarks.append(f"{count_of(more, 'more refusal')} not shown; mend these first")
    collection = Collection(
        plan=loaded.source.name,
        as_of=batch.as_of,
        files=tuple(files),
        accepts_changes=accept_changes,
        tables=tuple(_gathered(batch, kept) for kept in tables if kept.id in batch.sent),
        rows=tuple(batch.rows),
        refused=tuple(batch.refused[:_MAX_REFUSED]),
        remarks=tuple(batch.remarks),
    )
    if not write or not collection.is_sound:
        return collection
    for name in {row.file for row in batch.rows}:
        clear_leftovers(loaded.path.parent / name)
    written = save_all(drafts)
    _look_again(loaded.path, collection.rows)
    return replace(collection, written=tuple(display_name(path) for path in written))


def _drafts(batch: ReturnedRows, tables: Sequence[PlanTable]) -> list[TableDraft]:
    """Make the changes of all files, without writing them; what cannot be made is refused."""
    by_id = {kept.id: kept for kept in tables}
    files: dict[tuple[str, str], list[ReturnedRow]] = {}
    for row in batch.rows:
        if row.verdict is not RowVerdict.SAME:
            files.setdefault((row.file, row.table), []).append(row)
    drafts = dict[str, TableDraft]()
    for (name, table), rows in files.items():
        try:
            draft = drafts[name] = drafts.get(name) or by_id[table].draft(name)
            _change(draft, by_id[table], rows)
        except SpreadkitError as error:
            refusal = Refusal(
                slug="table-does-not-fit", message=str(error), place=ReturnLocation(file=name), table=table
            )
            batch.refused.append(refusal)
    return list(drafts.values())


def _change(draft: TableDraft, kept: PlanTable, rows: Iterable[ReturnedRow]) -> None:
    """Add the rows that are new to a file, and put those that are changed in place of the old ones."""
    added, replaced = list[dict[str, str]](), dict[int, dict[str, str]]()
    for row in rows:
        cells = dict(row.cells)
        if row.verdict is RowVerdict.CHANGED:
            replaced[kept.held[row.date, row.site, row.change].row] = {column: cells[column] for column in row.old}
            continue
        if kept.is_by_site and kept.site not in draft.table.columns:
            del cells[kept.site]
        added.append(cells)
    if replaced:
        draft.replace(replaced)
    if added:
        draft.append(added)


def _foretold(batch: ReturnedRows, loaded: LoadedPlan) -> Iterator[str]:
    """Go through what `check` will find in the table of adoption with these rows that it does not find now."""
    came = {row_key(row): row for kept, row in batch.typed if kept.id == ADOPTION}
    if not came:
        return
    events = {row_key(event): event for event in batch.plan.adoption} | came
    subject = make_subject(loaded, batch.as_of)
    foretold = [rule.slug for rule in all_rules().values() if rule.foretold]
    now = {message for _, (_, message) in run_rules(subject, only=foretold).hits}
    mask = Mask(subject.searched.secrets)
    after = replace(subject, standing=replace(subject.standing, plan=batch.plan.with_adoption(events.values())))
    for rule, (_, message) in run_rules(after, only=foretold).hits:
        if message not in now:
            yield f"check will say: {mask(message)} [{rule.slug}]"


def _gathered(batch: ReturnedRows, kept: PlanTable) -> CollectedPart:
    sites = [site.id for site in targets_on(batch.plan, batch.as_of)] if kept.has_site else []
    silent = tuple(site for site in sites if site not in batch.sent[kept.id])
    return CollectedPart(table=kept.id, title=kept.title, sites=len(sites), silent=silent)


def _look_again(path: Path, rows: Iterable[ReturnedRow]) -> None:
    """Read the plan again, and make sure that every row is in it. Raises SpreadkitError when one is not."""
    loaded = load_plan(path, top=repository_left(path))
    tables = {kept.id: kept for kept in tables_of(loaded, loaded.plan)} if loaded.plan else {}
    for row in rows:
        kept = tables.get(row.table)
        there = kept.held.get((row.date, row.site, row.change)) if kept else None
        if kept is None or there is None or differences(kept, row.cells, there):
            raise SpreadkitError(
                f'the row at {row.place} was written into "{row.file}", but is not in the plan as it is read now; look '
                "at the file (git diff) before anything else"
            )
