"""Findings: what the check of the plan found, by severity, with what to do about each."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.finding import Finding, Severity
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, folded, section, table
from spreadkit.words import count_of, in_words

ORDER = 170
SHOWS: Final = ()


def build(view: View) -> Section:
    """Build the section."""
    return section("findings", "Findings of the check", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    if not view.findings:
        yield Paragraph(text="The check found nothing.")
        return
    by_severity = {
        severity: [finding for finding in view.findings if finding.severity is severity] for severity in Severity
    }
    counts = [count_of(len(found), severity.value) for severity, found in by_severity.items() if found]
    early = " Some notes count for more at a later stage of the plan." if by_severity[Severity.NOTE] else ""
    yield Paragraph(text=f"The check found {in_words(counts)}.{early}")
    for severity, found in by_severity.items():
        if not found:
            continue
        title = f"{severity.value.capitalize()}s"
        made = table(title, ["What was found", "Where", "What to do"], [_row(finding) for finding in found])
        yield folded(f"{title} ({len(found)})", made) if severity is Severity.NOTE else made


def _row(finding: Finding) -> WordedRow:
    found = Phrase(text=_in_prose(finding.message), note=f"{finding.code} {finding.slug}")
    where = f"{finding.location.file}, line {finding.location.line}"
    return [found, where, _in_prose(finding.help)]


def _in_prose(text: str) -> str:
    """Return a message as a sentence of the page: with a capital, and with quotes where a terminal has backticks."""
    return text[:1].upper() + text[1:].replace("`", '"')
