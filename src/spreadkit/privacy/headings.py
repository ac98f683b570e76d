"""Headings of tables whose cells are the data of patients."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_HEADINGS: Final = frozenset(
    {
        *(
            "patient",
            "patientname",
            "nameofpatient",
            "patientid",
            "patientnumber",
            "patientno",
            "patientref",
            "patientinitials",
        ),
        *("surname", "lastname", "familyname", "forename", "forenames", "firstname", "givenname", "maidenname"),
        *("dob", "dateofbirth", "birthdate", "birthday", "yearofbirth", "patientage", "ageofpatient"),
        *(
            "nhs",
            "nhsnumber",
            "nhsno",
            "nhsid",
            "chi",
            "chinumber",
            "chino",
            "hcn",
            "hcnumber",
            "mrn",
            "nhi",
            "medicarenumber",
            "mbi",
        ),
        *(
            "ssn",
            "socialsecuritynumber",
            "ppsn",
            "ppsnumber",
            "bsn",
            "cpr",
            "personnummer",
            "hetu",
            "nir",
            "pesel",
            "codicefiscale",
        ),
        *(
            "hospitalnumber",
            "hospitalno",
            "hospitalid",
            "recordnumber",
            "recordno",
            "medicalrecordnumber",
            "casenote",
            "casenotes",
        ),
        *(
            "casenotenumber",
            "nextofkin",
            "nok",
            "patientphone",
            "patientmobile",
            "homephone",
            "patientemail",
            "patientaddress",
        ),
        *("homeaddress", "patientpostcode", "homepostcode", "patientgender", "patientsex"),
    }
)
_OF_A_PLACE_TOO: Final = frozenset({"postcode", "postalcode", "zipcode"})
"""Fine in a list of sites, which begins with the column `id`."""

_TOGETHER: Final = (frozenset({"gender", "sex"}), frozenset({"age", "ageyears", "ageinyears"}))
"""Fine alone; side by side they are about one person."""


def patient_headings(headings: Sequence[str], more: Iterable[str] = ()) -> Iterator[int]:
    """Go through the positions of the headings of a table that are about patients; `more` are those of the team."""
    bare = [_bare(heading) for heading in headings]
    unwanted = _HEADINGS | {_bare(heading) for heading in more}
    if bare[:1] != ["id"]:
        unwanted |= _OF_A_PLACE_TOO
    if all(kind & set(bare) for kind in _TOGETHER):
        unwanted |= frozenset().union(*_TOGETHER)
    for position, heading in enumerate(bare):
        if heading in unwanted:
            yield position


def _bare(heading: str) -> str:
    text = heading.strip().lower()
    return re.sub(r"[\W_]", "", text.removeprefix("x-").removeprefix("x_"))
