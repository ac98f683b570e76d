"""Finding the numbers of persons: those with a check digit, and those that a word before them calls a record's."""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.privacy.number_kinds import CELL_END, NUMBER_KINDS, NumberKind
from spreadkit.privacy.text_match import TextMatch

_GAPS: Final = r"[ .\-_()]{1,3}"
NUMBER_CUE: Final = re.compile(
    rf"[0-9](?:[0-9][0-9](?:[0-9][0-9]|{_GAPS}[0-9]{{3}}|{_GAPS}[0-9]{{2}}{_GAPS}[0-9]{{3}}|[0-9]{_GAPS}[0-9]{{4}})"
    rf"|(?<![0-9][0-9])[0-9]{_GAPS}[0-9]{{2}}{_GAPS}[0-9]{{2}}(?![0-9])"
    rf"|[0-9]{_GAPS}[0-9]{{2,3}}{_GAPS}[0-9]{{2}}{_GAPS}[0-9]{{2}}"
    r"|[0-9][a-z][0-9]{2}[ .\-_]{0,3}[a-z][0-9]{3}"
    r"|[a-z][a-z0-9][0-9][ .\-_]{0,3}[a-z][a-z0-9][0-9]"
    r"|(?<=[a-z]{3}[0-9])[0-9](?:[0-9]{2}|[a-z]{2})(?![0-9a-z]))"
)
"""Without which a line holds no such number. It lets the days of a table pass, and nearly all words."""

_CONTEXT: Final = 40
_OTHER_THINGS: Final = (
    r"commit|merge|revision|hash|sha|isbn|issn|doi|pmid|pmcid|orcid|ean|gtin|sku|barcode|grant|award|project|invoice|inv|orders?|po|purchase|quote|ticket"
    r"|incident|batch|lot|serial|asset|product|part|item|contract|account|version|build|ref|reference|code|denominator"
    r"|numerator|population|total|sum|count|bed[ _-]days|value|budget|cost"
)
_TELEPHONES: Final = (
    r"tel|telephone|phone|mobile|cell|fax|pager|bleep|call|ring|dial|switchboard|reception|helpline|helpdesk|contact"
    r"|extension|ext|t|ph"
)
_BETWEEN: Final = r"[ \t.:=#\"'()-]*"
_OTHER_BEFORE: Final = re.compile(
    r"(?:[0-9][./\-]|[=%&#@+]|\+[0-9 ().\-]{1,8}|[a-z0-9]-"
    rf"|(?<![a-z])(?:{_OTHER_THINGS}|{_TELEPHONES})(?![a-z]){_BETWEEN}"
    rf"(?:(?:numbers?|no|nos|num|nr|id|is|was|of|on|at)(?![a-z]){_BETWEEN}){{0,2}})$"
)
"""What stands before figures that are part of a link, of a longer figure, or another thing's number."""

_UNITS: Final = r"bed[ -]days|beds|days|doses|visits|contacts|admissions|tests|per|of|people|euros?|pounds"
_OTHER_BEHIND: Final = re.compile(rf"\.[0-9]| ?%|[-=][0-9a-z]|/[0-9]| (?:{_UNITS})\b")
_LINK: Final = re.compile(r"(?:://|www\.|doi)\S*$")

_RECORDS: Final = (
    r"h ?& ?c|hcn|nhs|chi|hosp(?:ital)?|patient|health record|patient record|medical record|case ?notes?|chart|pas|emis"
)
_NUMBER_OF: Final = r"number|no\.?|num\.?|nr\.?|id(?:entifier)?|ref(?:erence)?|#"
_LINKED: Final = r"[ \t\"':=#(.]*"
_RECORD_WORD: Final = (
    rf"(?:m\.?r\.?n\.?|n\.?h\.?i\.?|medical record|(?:{_RECORDS})(?:'s)?[ _-]*(?:{_NUMBER_OF})"
    r"|unit[ _-]*(?:number|no\.?))(?![a-z])"
)
_RECORD: Final = re.compile(
    rf"(?:(?<![a-z]){_RECORD_WORD}{_LINKED}|(?:^|{CELL_END}){_RECORD_WORD}{CELL_END})"
    rf"(?:(?:number|no\.?|is|was)(?![a-z]){_LINKED}){{0,2}}"
    r"(?P<value>[a-z]{0,3}[ -]?[0-9]{5,12}[a-z]?(?![0-9a-z])|[a-z]{3}[0-9]{2}[0-9a-z]{2}(?![0-9a-z])"
    r"|[a-z]{0,3}[0-9]{2,4}(?:[ .\-_]{1,3}[0-9]{2,4}){1,3}(?![0-9a-z]))"
)
_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-.][0-9]{1,2}[-.](?:19|20)[0-9]{2}(?![0-9])")
_OTHER_LABELS: Final = "|".join(kind.words for kind in NUMBER_KINDS if kind.words)
LONE_LABEL: Final = re.compile(
    rf"^\W*(?:{_RECORD_WORD}|(?:{_OTHER_LABELS}|patient)(?: (?:number|no\.?|id))?)\W*$", re.MULTILINE
)
"""A cell that says what stands in the next one."""


_ROW_OF_FIGURES: Final = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[,;\t] ?-?[0-9.]*){2,}\s*")
"""A day and two figures or more: the row of a series, in which ten digits are a figure like the others."""


def find_numbers(line: str) -> Iterator[TextMatch]:
    """Go through the numbers of persons in a line in small letters."""
    if _ROW_OF_FIGURES.fullmatch(line):
        return
    for kind in NUMBER_KINDS:
        for match in kind.pattern.finditer(line):
            if _is_meant(kind, line, match) and kind.is_one(match[1]):
                yield TextMatch(kind.what, match[1], match.start())
    for match in _RECORD.finditer(line):
        value = match["value"]
        if (sum(map(str.isdigit, value)) >= 5 and not _DATE.match(value)) or value[:3].isalpha():  # noqa: PLR2004 - fewer are no record's
            yield TextMatch("a patient's record number", value, match.start("value"))


def _is_meant(kind: NumberKind, line: str, match: re.Match[str]) -> bool:
    """Whether what stands round figures lets them be a number of this kind."""
    before = line[max(0, match.start() - _CONTEXT) : match.start()]
    if _OTHER_BEHIND.match(line, match.end(1)):
        return False
    if kind.label is not None:
        return bool(kind.label.search(before))
    return not _OTHER_BEFORE.search(before) and not _LINK.search(before)
