"""Lines that hold the data of patients in every way that is claimed, and lines that only look like it.

The same seed always gives the same lines. `docs/privacy.md` is made from them too.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from spreadkit.privacy.number_kinds import NUMBER_KINDS, NumberKind

SEED: Final = 2026
VALID_NUMBERS: Final = 12
GAPS: Final = (" ", "\u00a0", "\u2009", "\u202f", ".", "-", "\u2010", "\u2011", "\u2013", "  ", " - ")
OTHERWISE: Final = (" ", "\n", "\n    ", "\n  # ", "\\u00a0", "\\xa0", "&nbsp;", "&#160;")
"""Other ways of writing a blank: the end of a line, and escapes."""

SCRIPTS: Final = ("0", "0", "0", "\uff10", "\u0660", "\u0966")
NAMES: Final = (
    "Jane Okafor",
    "Peter O'Neill",
    "Maria Silva",
    "Li Chen",
    "Åsa Lindqvist",
    "J. Whitfield",
    "Anne-Marie Duval",
)
SURNAMES: Final = ("Okafor", "O'Neill", "Silva", "Lindqvist", "Whitfield", "Smith-Jones", "van Dijk")
MONTHS: Final = (
    "January",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "September",
    "Oct",
    "November",
    "Dec",
)
BEFORE: Final = (
    "",
    "Fell twice: ",
    "After the fall (",
    "age 71 ",
    "note; ",
    "Ward 4, ",
    "ash,huddle,testing,",
    "x-note: ",
    "# ",
)
BEHIND: Final = ("", " fell", ", on ward 4", ") and then", ";testing", " 71", ". The huddle met", ",x", '"')
LABELS: Final = {
    "an Australian Medicare number": ("Medicare ", "Medicare card no: "),
    "a US social security number": ("SSN ", "Social security number: "),
    "an Austrian insurance number": ("SVNR ", "Versicherungsnummer: "),
    "a Danish CPR number": ("CPR ", "cpr-nr. "),
    "a Dutch BSN": ("BSN ", "bsn: "),
    "a Spanish DNI or NIE": ("DNI ", "NIE: "),
    "a German KVNR": ("KVNR ", "Versichertennummer: "),
    "a German IdNr": ("IdNr. ", "Steuer-ID: "),
    "a Polish PESEL": ("PESEL ", "PESEL: "),
    "a Portuguese NIF": ("NIF ", "contribuinte: "),
    "an Irish PPS number": ("PPS ", "PPSN: "),
    "a Latvian personal code": ("personas kods ", "personas kods: "),
    "a Bulgarian EGN": ("EGN ", "EGN: "),
    "a Romanian CNP": ("CNP ", "CNP: "),
    "a Greek AMKA": ("AMKA ", "AMKA: "),
    "a Croatian OIB": ("OIB ", "OIB: "),
    "a South African ID number": ("SA ID ", "ID number: "),
    "an Indian Aadhaar number": ("Aadhaar ", "aadhaar no. "),
    "a Brazilian CPF": ("CPF ", "CPF: "),
    "a Turkish identity number": ("TCKN ", "kimlik no: "),
    "a British Columbian PHN": ("PHN ", "Personal health number: "),
    "an Ontario health card number": ("OHIP ", "Health card "),
}


class MadeLine(NamedTuple):
    """A line, its kind, and the text in it that must not be shown; nothing for one without."""

    kind: str
    text: str
    secret: str = ""


@cache
def positive_lines(count: int) -> list[MadeLine]:
    """Return lines that each hold one thing of a patient, every kind as often."""
    dice = random.Random(SEED)  # noqa: S311 - the same lines each time
    makers = [
        *(lambda kind=kind: _numbered(kind, dice) for kind in NUMBER_KINDS),
        *(_bound(make, dice) for make in _TOLD),
    ]
    return [makers[number % len(makers)]() for number in range(count)]


def negative_lines(count: int) -> list[MadeLine]:
    """Return lines that hold nothing of a patient, every kind as often."""
    dice = random.Random(SEED + 1)  # noqa: S311 - the same lines each time
    kinds = list(_INNOCENT.items())
    made = []
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        made.append(MadeLine(kind, make(dice)))
    return made


def _bound(make: Callable[[random.Random], MadeLine], dice: random.Random) -> Callable[[], MadeLine]:
    return lambda: make(dice)


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _numbered(kind: NumberKind, dice: random.Random) -> MadeLine:
    compact, shape = dice.choice(_valid_numbers(kind))
    gap = dice.choice(["", *GAPS]) if not kind.keeps_gaps else ""
    written = _as_script(_laid_out(compact, shape, gap), dice)
    if gap == " ":
        written = written.replace(" ", dice.choice(OTHERWISE))
    label = dice.choice(LABELS[kind.what]) if kind.words else ""
    before = dice.choice(BEFORE)
    text = f"{before}{label}{written}{_behind(before, dice)}"
    return MadeLine(kind.what, text, written)


def _behind(before: str, dice: random.Random) -> str:
    return ") and then" if before.endswith("(") else dice.choice([each for each in BEHIND if ")" not in each])


@cache
def _valid_numbers(kind: NumberKind) -> list[tuple[str, str]]:
    """Throw dice until a dozen numbers of the kind came up, each with its shape."""
    dice = random.Random(f"{SEED} {kind.what}")  # noqa: S311 - the same lines each time
    found: list[tuple[str, str]] = []
    while len(found) < VALID_NUMBERS:
        shape = kind.shapes[len(found) % len(kind.shapes)]
        compact = _filled(kind.what, shape, dice)
        if kind.is_one(compact):
            found.append((compact, shape))
    return found


def _filled(what: str, shape: str, dice: random.Random) -> str:
    """Fill a shape; with a day of birth at its front where it has one, so that valid ones come up often."""
    start = _START.get(what, lambda _shape, _dice: "")(shape, dice)
    filled = []
    for position, piece in enumerate(piece for piece in shape if piece != " "):
        if position < len(start):
            filled.append(start[position])
        elif piece == "*":
            filled.append(dice.choice("0123456789ABCDEFHJKLMNPRSTUVWXY"))
        elif piece == "a":
            filled.append(dice.choice("ABCDEFGHJKMNPQRTUVWXY"))
        else:
            filled.append(piece if piece in "/-+" else dice.choice("0123456789"))
    compact = "".join(filled)
    return _ENDING.get(what, lambda text: text)(compact)


def _born(pattern: str) -> Callable[[str, random.Random], str]:
    return lambda _shape, dice: (date(1920, 1, 1) + timedelta(days=dice.randrange(29_000))).strftime(pattern)


def _swedish(shape: str, dice: random.Random) -> str:
    return _born("%Y%m%d" if shape.startswith("99999999") else "%y%m%d")(shape, dice)


def _fiscal(_shape: str, dice: random.Random) -> str:
    letters = "".join(dice.choice("BCDFGLMNPRSTV") for _ in range(6))
    return f"{letters}{dice.randrange(20, 99)}{dice.choice('ABCDEHLMPRST')}{dice.randrange(1, 29):02}H501"


_START: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "a CHI number": _born("%d%m%y"),
    "a French NIR": lambda _shape, dice: f"{dice.choice('12')}{dice.randrange(20, 99)}{dice.randrange(1, 13):02}75",
    "a Swedish personnummer": _swedish,
    "a Norwegian fødselsnummer": _born("%d%m%y"),
    "a Finnish HETU": lambda shape, dice: _born("%d%m%y")(shape, dice) + "-",
    "an Italian codice fiscale": _fiscal,
    "a Belgian national number": _born("%y%m%d"),
    "an Icelandic kennitala": _born("%d%m%y"),
    "a Swiss AHV number": lambda _shape, _dice: "756",
    "an Austrian insurance number": lambda shape, dice: f"{dice.randrange(1000, 9999)}" + _born("%d%m%y")(shape, dice),
    "a Czech or Slovak birth number": _born("%y%m%d"),
    "an Estonian or Lithuanian personal code": lambda shape, dice: dice.choice("34") + _born("%y%m%d")(shape, dice),
    "a Danish CPR number": _born("%d%m%y"),
    "a Spanish DNI or NIE": lambda shape, dice: dice.choice("XYZ") if shape.startswith("a") else "",
    "a Polish PESEL": _born("%y%m%d"),
    "a Latvian personal code": _born("%d%m%y"),
    "a Bulgarian EGN": _born("%y%m%d"),
    "a Romanian CNP": lambda shape, dice: dice.choice("12") + _born("%y%m%d")(shape, dice) + "12",
    "a Greek AMKA": _born("%d%m%y"),
    "a South African ID number": _born("%y%m%d"),
    "a British Columbian PHN": lambda _shape, _dice: "9",
}


def _with_key(compact: str) -> str:
    return f"{compact[:13]}{97 - int(compact[:13]) % 97:02}" if compact.isdigit() else compact


def _with_rest(compact: str) -> str:
    return f"{compact[:9]}{97 - int(compact[:9]) % 97:02}"


_ENDING: Final[dict[str, Callable[[str], str]]] = {
    "a French NIR": _with_key,
    "a Belgian national number": _with_rest,
}


def _laid_out(compact: str, shape: str, gap: str) -> str:
    rest = iter(compact)
    return "".join(gap if piece == " " else next(rest) for piece in shape)


def _as_script(written: str, dice: random.Random) -> str:
    zero = ord(dice.choice(SCRIPTS))
    return "".join(chr(zero + int(each)) if each in "0123456789" else each for each in written)


# ---- what is told of persons -----------------------------------------------------------------------------------------


def _birth(dice: random.Random) -> MadeLine:
    day = date(1920, 1, 1) + timedelta(days=dice.randrange(38_000))
    month = MONTHS[day.month - 1]
    gap = dice.choice("/-. \u2010\u2013")
    written = dice.choice(
        [
            day.isoformat(),
            f"{day.day}{gap}{day.month}{gap}{day.year}",
            f"{day.day:02}{gap}{day.month:02}{gap}{day.year % 100:02}",
            f"{day.day} {month} {day.year}",
            f"{day.day}th of {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.day}-{month}-{day.year % 100:02}",
            f"{day.day} {month} '{day.year % 100:02}",
        ]
    )
    label = dice.choice(
        [
            *(
                "DOB ",
                "dob: ",
                "D.O.B. ",
                "Date of birth: ",
                "date_of_birth=",
                "Birth date ",
                "Patient born ",
                "born on ",
            ),
            *("She, b. ", "Jane Okafor (b. "),
            *("She was born ", "the man was born on ", "Jane Okafor was born on ", "date of birth is "),
        ]
    )
    written = _as_script(written, dice)
    return MadeLine("a date of birth", f"{label}{written} fell", written)


def _record(dice: random.Random) -> MadeLine:
    label = dice.choice(
        [
            *(
                "MRN ",
                "MRN: ",
                "mrn=",
                "Hospital number ",
                "hospital no. ",
                "Patient ID: ",
                "patient no ",
                "patient number is ",
            ),
            *(
                "NHI ",
                "medical record number ",
                "Case note no ",
                "NHS number: ",
                "CHI no. ",
                "H&C number ",
                "patient-id: ",
                "unit number ",
                "MRN\n  ",
                "id_type,MRN,",
                "mrn;",
            ),
        ]
    )
    digits = "".join(dice.choice("123456789") for _ in range(dice.randrange(6, 10)))
    written = dice.choice(
        [digits, f"{dice.choice('ABKX')}{digits}", f"{digits[:3]}{dice.choice(GAPS)}{digits[3:]}"][
            : 2 + (len(digits) <= 7)
        ]
    )
    if dice.randrange(8) == 0:
        written = f"{digits[:2]}-{digits[2:4]}-{digits[4:6]}"
    written = _as_script(written, dice)
    return MadeLine("a patient's record number", f"{label}{written}{dice.choice([' fell', '', ', ward 4'])}", written)


def _titled(dice: random.Random) -> MadeLine:
    name = f"{dice.choice(('Mr', 'Mrs', 'Ms', 'Miss'))} {dice.choice(SURNAMES[:-1])}"
    age = dice.randrange(18, 99)
    text = dice.choice(
        [
            f"{name} fell twice",
            f"the patient, {name}, went home",
            f"Patient {name} asked for it",
            f"{name} (aged {age}) was moved",
            f"{name}, {age} years old",
            f"{name} was admitted on Monday",
            f"{name} had a fall at night",
            f"after the fall of {name} on ward 4",
            f"{name}, bed 12",
            f"the family of {name} agreed",
            f"{name}\n  fell twice",
        ]
    )
    return MadeLine("the name of a patient", text, name)


def _named(dice: random.Random) -> MadeLine:
    name, age = dice.choice(NAMES), dice.randrange(18, 99)
    text = dice.choice(
        [
            f"{name}, aged {age}",
            f"{name}, age {age}, fell",
            f"{name} ({age} years old)",
            f"{name}, {age}-year-old",
            f"{name}, bed {age}",
            f"{name} in bed {age}",
            f"{name} ({age} yrs)",
            f"{age}-year-old {name} fell",
            f"bed {age}: {name}",
            f"{name}, {age} y/o",
            f"{name}, aged\n> {age}",
        ]
    )
    return MadeLine("a name with an age or a bed", text, name)


def _mail(dice: random.Random) -> MadeLine:
    domain = dice.choice(
        ("gmail.com", "hotmail.co.uk", "yahoo.fr", "outlook.com", "icloud.com", "gmx.de", "btinternet.com", "aol.com")
    )
    written = f"{dice.choice(('jane.okafor', 'p_oneill', 'lindqvist+ward'))}{dice.randrange(99)}@{domain}"
    text = dice.choice([f"write to {written}", f"<{written}>", f"a,{written},b", f"mailto:{written}"])
    return MadeLine("a private e-mail address", text, written)


def _phone(dice: random.Random) -> MadeLine:
    written = dice.choice(
        [
            f"07{dice.choice(('400', '500', '717', '811'))} {dice.randrange(100_000, 999_999)}",
            f"+44 7400 {dice.randrange(100_000, 999_999)}",
            f"+46 70 {dice.randrange(100, 999)} {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
            f"06 12 {dice.randrange(10, 99)} {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
            f"0400 {dice.randrange(100, 999)} {dice.randrange(100, 999)}",
            f"(617) 301-{dice.randrange(1000, 9999)}",
        ]
    )
    label = dice.choice(
        (
            "patient's mobile ",
            "Patient phone: ",
            "next of kin ",
            "rang his daughter on ",
            "relative (",
            "NOK tel. ",
            "Mobile of the patient: ",
        )
    )
    written = _as_script(written, dice)
    return MadeLine("the telephone number of a person", f"{label}{written}", written)


def _postcode(dice: random.Random) -> MadeLine:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    written = (
        f"{dice.choice(('LS', 'M', 'EH', 'BT', 'SW'))}{dice.randrange(1, 20)}{dice.choice((' ', '', GAPS[1]))}"
        f"{dice.randrange(1, 10)}{dice.choice(letters)}{dice.choice(letters)}"
    )
    age = dice.randrange(18, 99)
    text = dice.choice(
        [
            f"{written}, aged {age}",
            f"age {age}, {written}",
            f"{age}-year-old from {written}",
            f"lives in {written}; age: {age}",
        ]
    )
    return MadeLine("a postcode beside an age", text, written)


_TOLD: Final = (_birth, _record, _titled, _named, _mail, _phone, _postcode)


# ---- what only looks like it -----------------------------------------------------------------------------------------


def _digits(dice: random.Random, count: int) -> str:
    return dice.choice("123456789") + "".join(dice.choice("0123456789") for _ in range(count - 1))


def _day(dice: random.Random) -> date:
    return date(2000, 1, 1) + timedelta(days=dice.randrange(9_600))


def _isbn(dice: random.Random) -> str:
    start = f"978{_digits(dice, 9)}"
    last = -sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(start)) % 10
    return f"ISBN {start[:3]}-{start[3]}-{start[4:7]}-{start[7:12]}-{last}"


def _of(*templates: str) -> Callable[[random.Random], str]:
    def make(dice: random.Random) -> str:
        day = _day(dice)
        return dice.choice(templates).format(
            day=day,
            uk=f"{day.day}/{day.month}/{day.year}",
            words=f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            n10=_digits(dice, 10),
            n9=_digits(dice, 9),
            n7=_digits(dice, 7),
            n4=_digits(dice, 4),
            n3=_digits(dice, 3),
            n2=_digits(dice, 2),
            n1=_digits(dice, 1),
            name=dice.choice(NAMES),
            surname=dice.choice(SURNAMES),
        )

    return make


_INNOCENT: Final[dict[str, Callable[[random.Random], str]]] = {
    "dates after `born`": _of(
        "born digital {uk}",
        "The huddle was born on {words}",
        "The North Network was born on {uk}",
        "born out of need, {day}",
        "Our service was born {words}",
        "the idea for the bundle was born on {day}",
        "Airborne since {day}",
    ),
    "ten-digit denominators": _of(
        "denominator {n10}",
        "bed days: {n10}",
        "{n3} per {n10} bed days",
        "{n10} bed days",
        "{n2}/{n10}",
        "total of {n10}",
        "rate 0.{n10}",
        "{n10}.5",
        "{n10} doses",
        "value: {n10}",
        "population {n10}",
    ),
    "order and other numbers": _of(
        "order no. {n10}",
        "Invoice {n10}",
        "PO {n10}",
        "ref: {n10}",
        "serial number {n10}",
        "INV-{n10}",
        "batch {n10}",
        "grant {n10}",
        "ticket #{n10}",
        "asset no {n10}",
        "contract {n3} {n3} {n4}",
        "project-{n10}",
        "lot number: {n10}",
        "part no {n7}A",
    ),
    "ISBN": _isbn,
    "DOI and links": _of(
        "doi:10.1136/{n10}",
        "https://doi.org/10.1016/j.{n4}.{n10}",
        "https://example.org/a?id={n10}&x=1",
        "PMID {n9}",
        "pmid: {n10}",
        "https://example.org/{n10}/report",
        "DOI 10.1136/bmjqs-{n4}-{n9}",
        "www.example.org/p/{n10}",
        "ORCID 0000-0002-{n4}-{n4}",
    ),
    "telephones of places": _of(
        "Switchboard 0113 2{n3} {n3}0",
        "Tel. +44 113 {n7}",
        "Ring {n3} {n3} {n4}",
        "Ward 4: 0113 496 0{n3}",
        "telephone: {n3}-{n3}-{n4}",
        "call the helpline on 0800 {n7}",
        "patient experience team: 0113 496 0{n3}",
        "Fax {n10}",
        "bleep {n4}",
        "(617) {n3}-{n4}",
        "PALS office 07400 {n3}{n3}",
        "Mobile {n10}",
        "reception 020 7946 0{n3}",
    ),
    "percentages and figures": _of(
        "{n2}% of {n3} patients",
        "{n2}.{n2} per 1000",
        "from {n3} to {n4}",
        "{n7} euros",
        "{n3},{n3},{n3}",
        "{n2} of {n3}",
        "mean 3.{n10}",
        "{n10} %",
        "95% CI {n1}.{n3} to {n2}.{n3}",
        "p = 0.{n9}",
        "{n3} {n3} pounds",
    ),
    "versions and stamps": _of(
        "version {n1}.{n2}.{n3}",
        "v{n10}",
        "{day}T{n2}:{n2}:{n2}Z",
        "build {n10}",
        "{day:%Y%m%d}-1200",
        "1767{n9}",
        "{day:%Y%m%d%H%M}",
        "sha {n10}ab{n7}",
        "commit {n10}",
        "merge {n10}",
        "{n1}.{n3}.{n3}.{n4}",
        "urn:uuid:{n4}{n4}-{n4}-4{n3}-{n4}-{n4}{n4}{n4}",
        "NCT0{n7}",
        "ISRCTN{n7}0",
    ),
    "postcodes of places": _of(
        "North Hospital, LS1 3EX",
        "Leeds LS9 7TF; 71 beds",
        "M13 9WL, {n2} beds",
        "The clinic (EH16 4SA) opened on {day}",
        "BT12 6BA. Patients aged 65 and over",
        "SW1A 1AA, adults aged 18 or older",
        "a,North,LS9 7TF,target",
    ),
    "staff": _of(
        "Mr {surname}, consultant surgeon",
        "Mrs {surname} leads the huddle",
        "Ms {surname} (ward sister)",
        "Dr {surname} presented the falls",
        "Miss {surname}, patient safety lead",
        "{{name: {name}, role: spread-agent}}",
        "owner: {name}, 0.{n1} of a post",
        "{name} has 0.{n2} WTE",
        "Mr {surname} of the patient experience team",
        "{name}, ward manager, 12 beds",
        "Prof {name}",
        "jane.okafor@nhs.example",
        "{name} told the board on {day}",
        "Mrs {surname} trained 12 nurses",
    ),
    "run-chart data": _of(
        "{day},ward-{n1},huddle,testing,",
        "{day},{n3},{n4}",
        "{day},ash,{n2},{n4},0.{n3}",
        "{day};{n2};{n4}",
        "s{n2},Ward {n2},wave-1",
        "{day},{n7},{n7}",
        "{day},{n3},{n10}",
        "{day};{n10};{n3};{n2}",
        "{day},0.{n9},{n3}",
        "week {n2},{n3},{n4},{n2}.{n1}",
    ),
    "ages and beds of groups": _of(
        "Adults aged 65 and over",
        "Older Adults aged {n2} and over",
        "patients aged 18-64",
        "Ward Ash, bed 12",
        "People aged 75+",
        "North Hospital, {n3} beds",
        "Side Room 4, bed 2",
        "a {n1}-year-old programme",
        "age {n2} to 90",
        "Women aged 50 to 70",
        "mean age {n2}",
        "beds {n2} to 30",
        "Bay 3 Bed 12",
    ),
    "words": _of(
        "Hospital number {n2} of 12",
        "patient number {n2}",
        "NHS number fields are left out",
        "The form asks for name, dob and ward",
        "MRN is never written down",
        "Patients born in 1950 or earlier",
        "date of birth is not collected",
        "CHI numbers are not kept",
        "patient 3 of {n2}",
        "{n4}-{n2} financial year",
        "- {n3}\n- {n3}\n- {n4}",
        "first: {n3}\nsecond: {n3}\nthird: {n4}",
        "| {n3} |\n| {n3} |\n| {n4} |",
        "b. {words}: the board met",
        "unit number {n2}",
        "sector,NHS,{n7}",
        "Birth centre opened {day}",
        "live births: {n4}",
    ),
}


def kinds_of(lines: list[MadeLine]) -> list[str]:
    """Return the kinds of lines, each once, in their order."""
    return list(dict.fromkeys(line.kind for line in lines))
