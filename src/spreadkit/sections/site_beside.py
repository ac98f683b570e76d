"""For a site: how far it is with each core change, beside how many of its peers; nobody is named or ranked."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.report import Block, Paragraph, ReportTable, Section, TableCell, TableColumn
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import plain
from spreadkit.verdicts.sentence import ClauseList, DayField, Field, PlanWords, Sentence, sentence
from spreadkit.verdicts.sheet_changes import SitePeers, peers_of, sign_and_message
from spreadkit.verdicts.sheet_headline import number
from spreadkit.verdicts.sheet_state import SheetChange, SheetKind
from spreadkit.words import cut

SITE = 50

MOST_CHANGES: Final = 5
"""How many core changes stand in the table of the front; all of them are overleaf. The figure is ours."""

_TITLE: Final = 34
"""Characters of a change's name in the table. The figure is ours."""

_MOST_OTHERS: Final = 3


def build(view: View) -> Section | None:
    """Build the section, where the plan names core changes that apply."""
    if view.own is None or not view.sheet.core:
        return None
    peers = peers_of(view.standing, view.own)
    blocks = [_table(view, peers), *_besides(view, peers)]
    made = section("beside", _title(view, peers), blocks)
    return made.model_copy(update={"width": "half"})


def _title(view: View, peers: SitePeers) -> str:
    count = len(peers.sites)
    if not count:
        return "Your core changes"
    fields: dict[str, Field] = {"n": count, "many": number(count)}
    if peers.group is not None:
        form, fields = "P.group", {**fields, "name": PlanWords(cut(peers.group, _TITLE))}
    else:
        form = "P.title" if view.sheet.has_begun else "P.coming"
    one = {"P.title": "P.one"}.get(form, f"{form}.one")
    return view.language.text(Sentence(one if count == 1 else form, fields))


def _table(view: View, peers: SitePeers) -> ReportTable:
    headers = ["Core change", "You", *(["Others"] if peers.sites else [])]
    columns = tuple(
        TableColumn(header=header, align="right" if header != "Core change" else "left") for header in headers
    )
    rows = tuple(tuple(_cells(view, change, peers)) for change in view.sheet.core[:MOST_CHANGES])
    return ReportTable(title="How far each core change is", columns=columns, rows=rows)


def name_of_change(change: SheetChange) -> str:
    """Return what a change is called where there is little room."""
    short = change.change.short
    return cut(f"{short[:1].upper()}{short[1:]}" if short else change.change.title, _TITLE)


def own_words(view: View, change: SheetChange) -> str:
    """Return how far the site is with a change: a sign and its words."""
    sign, message = sign_and_message(change.stage, is_stale=view.sheet.is_stale)
    if change.event is None and view.sheet.unread:
        message = "Q.unread"
    return f"{sign.value} {view.language.text(sentence(message))}"


def _cells(view: View, change: SheetChange, peers: SitePeers) -> Iterator[TableCell]:
    yield TableCell(text=name_of_change(change))
    yield TableCell(text=own_words(view, change))
    if peers.sites:
        done, of = peers.count(change.id)
        counted = f"{done} of {of}" if of else "applies to none"
        yield TableCell(text="not known" if view.sheet.unread else counted)


def _besides(view: View, peers: SitePeers) -> Iterator[Block]:
    """Say how it is with the other changes, when the next look is, and which counts are as last seen."""
    sheet, said = view.sheet, list[Sentence]()
    others = [change for change in sheet.changes if not change.is_core and change.event is not None][:_MOST_OTHERS]
    if others:
        named = ((PlanWords(one.change.short or name_of_change(one)), _word(view, one)) for one in others)
        clauses = tuple(sentence("P.other", what=what, word=word) for what, word in named)
        said.append(sentence("P.others", names=ClauseList(clauses)))
    if sheet.next_look is not None and sheet.kind is not SheetKind.THERE:
        said.append(sentence("P.looks", day=DayField(sheet.next_look)))
    stale = sum(one.stale for one in peers.sites)
    if stale:
        said.append(Sentence("P.seen", {"few": number(stale)}, stale))
    if said:
        yield Paragraph(text=plain(view.language.all_of(said)))


def _word(view: View, change: SheetChange) -> Sentence:
    return sentence(sign_and_message(change.stage, is_stale=view.sheet.is_stale)[1])
