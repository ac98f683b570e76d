"""The numbers of persons that are recognised: how each is written, and what tells a true one from other figures.

A shape is written with `9` for a digit, `a` for a letter, `*` for either, and a blank where people leave a gap or put a
dot or a hyphen, or nothing. Numbers whose check digit is weak, or that have none, count only behind one of their words.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Final

from spreadkit.record import record

GAP: Final = r"[ .\-_]{1,3}"
CELL_END: Final = r"[ \t\"'.:]*[,;|\t][ \t\"']*"
"""What stands between two cells of a row."""

_NUMBER_OF: Final = r"(?: (?:number|no\.?|id))?"
_PIECES: Final = {"9": "[0-9]", "a": "[a-z]", "*": "[0-9a-z]", "/": " ?/ ?", "-": r"[-+a-y]", "+": r"\+"}
_CHI_BELOW: Final = 3_200_000_000
_DAYS_IN_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MEDICARE_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9)
_PATIENT: Final = "patient"


@record(slots=False)
class NumberKind:
    """One kind of number: its name, its shapes, and how it is checked: by country and module of stdnum, or our own.

    `words` are those that must stand before it, where it counts only with one.
    """

    what: str
    shapes: tuple[str, ...]
    check: Callable[[str], bool]
    words: str = ""
    keeps_gaps: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in small letters; it may begin anywhere, so that figures before it do not hide it."""
        forms = [form for shape in self.shapes for form in _forms(shape)]
        return re.compile(rf"(?<![0-9a-z])(?=({'|'.join(forms)})(?![0-9a-z]))")

    @cached_property
    def label(self) -> re.Pattern[str] | None:
        """What must stand right before it, or alone in the cell before it."""
        word = rf"(?:{self.words}|{_PATIENT})(?![a-z])"
        in_text, in_cell = rf"(?<![a-z]){word}[^0-9\n;|]{{0,24}}$", rf"(?:^|{CELL_END}){word}{_NUMBER_OF}{CELL_END}$"
        return re.compile(f"{in_text}|{in_cell}") if self.words else None

    def is_one(self, written: str) -> bool:
        """Whether what was found by the pattern is one."""
        compact = written if self.keeps_gaps else re.sub(r"[ .\-_/]", "", written)
        return self.check(compact.upper())


def _forms(shape: str) -> list[str]:
    def pattern(gap: str) -> str:
        return "".join(gap if piece == " " else _PIECES[piece] for piece in shape)

    return [pattern(GAP), pattern("")] if " " in shape else [pattern("")]


def _by(country: str, name: str) -> Callable[[str], bool]:
    """Return a check by one of the modules of stdnum, which is imported when it is first asked."""

    def check(number: str) -> bool:
        from stdnum.util import get_cc_module

        module = get_cc_module(country, name)
        return module is not None and bool(module.is_valid(number))

    return check


def is_patient_number(digits: str) -> bool:
    """Whether ten digits are an NHS or H&C number, or a CHI number with a possible date of birth."""
    is_dated = _is_day(int(digits[:2]), int(digits[2:4]))
    return (int(digits) >= _CHI_BELOW or is_dated) and _by("gb", "nhs")(digits)


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= len(_DAYS_IN_MONTH) and 1 <= day <= _DAYS_IN_MONTH[month - 1]


def _is_chi(digits: str) -> bool:
    return int(digits) < _CHI_BELOW and is_patient_number(digits)


def is_medicare_number(digits: str) -> bool:
    """Whether ten or eleven digits are an Australian Medicare number; stdnum does not have it."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _MEDICARE_WEIGHTS, strict=False))
    return digits[0] in "23456" and total % 10 == int(digits[8]) and digits[9] != "0"


_MBI: Final = re.compile(
    r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}"
)


def _is_mbi(number: str) -> bool:
    return bool(_MBI.fullmatch(number))


def is_kvnr(number: str) -> bool:
    """Whether a letter and nine digits are a German health insurance number; stdnum does not have it."""
    from stdnum import luhn

    return bool(luhn.is_valid(f"{ord(number[0]) - ord('A') + 1:02}{number[1:]}"))


def _is_ontario(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(number))


def _is_personnummer(number: str) -> bool:
    """A day and a time written together, such as 20260131-0930, is none without a word before it."""
    looks_like_time = len(number) == 12 and number[:2] == "20" and number[8:10] < "24" and number[10:] < "60"  # noqa: PLR2004 - its length
    return not looks_like_time and _is_born(number.replace("+", "")) and _by("se", "personnummer")(number)


def _is_born(number: str) -> bool:
    return len(number) == 10 or "1900" <= number[:4] <= str(date.max.year)  # noqa: PLR2004 - its length


NUMBER_KINDS: Final = (
    NumberKind("an NHS, CHI or H&C number", ("999 999 9999",), is_patient_number),
    NumberKind("a CHI number", ("999999 9999",), _is_chi),
    NumberKind("an Australian Medicare number", ("9999 99999 9 9", "9999 99999 9"), is_medicare_number, "medicare"),
    NumberKind("a US Medicare number (MBI)", ("9a*9 a*9 aa99",), _is_mbi),
    NumberKind("a US social security number", ("999 99 9999",), _by("us", "ssn"), r"ssn|s\.s\.n\.|social[ -]security"),
    NumberKind(
        "a French NIR", ("9 99 99 99 999 999 99", "9 99 99 9* 999 999 99", "9999999999999 99"), _by("fr", "nir")
    ),
    NumberKind("a Swedish personnummer", ("999999 9999", "99999999 9999", "999999+9999"), _is_personnummer),
    NumberKind("a Norwegian fødselsnummer", ("999999 99999", "99 99 99 99999"), _by("no", "fodselsnummer")),
    NumberKind("a Finnish HETU", ("999999-999*",), _by("fi", "hetu"), keeps_gaps=True),
    NumberKind("an Italian codice fiscale", ("aaa aaa 99a99 a999a",), _by("it", "codicefiscale")),
    NumberKind("a Belgian national number", ("99 99 99 999 99", "999999 999 99"), _by("be", "nn")),
    NumberKind("an Icelandic kennitala", ("999999 9999",), _by("is", "kennitala")),
    NumberKind("a Swiss AHV number", ("999 9999 9999 99",), _by("ch", "ssn")),
    NumberKind(
        "an Austrian insurance number", ("9999 999999",), _by("at", "vnr"), "svnr|versicherungsnummer|insurance number"
    ),
    NumberKind("a Czech or Slovak birth number", ("999999/9999",), _by("cz", "rc")),
    NumberKind("an Estonian or Lithuanian personal code", ("99999999999",), _by("ee", "ik")),
    NumberKind("a Danish CPR number", ("999999 9999",), _by("dk", "cpr"), "cpr"),
    NumberKind("a Dutch BSN", ("999999999", "999 999 999", "9999 99 999"), _by("nl", "bsn"), "bsn|burgerservicenummer"),
    NumberKind("a Spanish DNI or NIE", ("99999999 a", "99 999 999 a", "a 9999999 a"), _by("es", "nif"), "dni|nie|nif"),
    NumberKind("a German KVNR", ("a999999999", "a999 999 999"), is_kvnr, "kvnr|versichertennummer|krankenversicherung"),
    NumberKind("a German IdNr", ("99 999 999 999",), _by("de", "idnr"), "idnr|steuer-id|identifikationsnummer"),
    NumberKind("a Polish PESEL", ("99999999999",), _by("pl", "pesel"), "pesel"),
    NumberKind("a Portuguese NIF", ("999 999 999",), _by("pt", "nif"), "nif|contribuinte"),
    NumberKind("an Irish PPS number", ("9999999 aa", "9999999 a"), _by("ie", "pps"), "ppsn?|pps number"),
    NumberKind("a Latvian personal code", ("999999 99999",), _by("lv", "pvn"), "personas kods|pk"),
    NumberKind("a Bulgarian EGN", ("9999999999",), _by("bg", "egn"), "egn"),
    NumberKind("a Romanian CNP", ("9999999999999",), _by("ro", "cnp"), "cnp"),
    NumberKind("a Greek AMKA", ("999999 99999",), _by("gr", "amka"), "amka"),
    NumberKind("a Croatian OIB", ("99999999999",), _by("hr", "oib"), "oib"),
    NumberKind("a South African ID number", ("999999 9999 999",), _by("za", "idnr"), "sa id|id number|identity number"),
    NumberKind("an Indian Aadhaar number", ("9999 9999 9999",), _by("in", "aadhaar"), "aadhaar|uidai"),
    NumberKind("a Brazilian CPF", ("999 999 999 99",), _by("br", "cpf"), "cpf"),
    NumberKind("a Turkish identity number", ("99999999999",), _by("tr", "tckimlik"), "tckn?|t\\.c\\.|kimlik"),
    NumberKind("a British Columbian PHN", ("9999 999 999",), _by("ca", "bc_phn"), "phn|personal health"),
    NumberKind("an Ontario health card number", ("9999 999 999",), _is_ontario, "ohip|health card"),
)
"""Where two fit one text, the earlier of them names it."""
