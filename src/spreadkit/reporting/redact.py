"""A report without what must not be shown: every text in it is masked, the drawings' own included."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from spreadkit.model.report import Report
from spreadkit.model.report_parts import ReportModel
from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.masking import Mask
from spreadkit.privacy.searched_texts import is_allowed
from spreadkit.privacy.staff import is_way_to_staff


def redact(report: Report, secrets: Iterable[str], allowed: tuple[str, ...] = (), ways: tuple[str, ...] = ()) -> Report:
    """Mask these secrets in a report, and what else in one of its texts looks like the data of a patient.

    What is `allowed`, and the `ways` to reach staff, are shown.
    """
    mask = Mask(secrets, numbered=True)

    def change(text: str) -> str:
        shown = mask(text)
        found = [
            match.secret
            for match in find_patient_data(shown)
            if not is_allowed(match.as_read, allowed) and not is_way_to_staff(match.as_read, ways)
        ]
        return Mask(found)(shown) if found else shown

    redacted = _changed(report, change)
    assert isinstance(redacted, Report)  # noqa: S101 - for the type checker
    return redacted


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a part of a report with every text in it changed."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, ReportModel):
        fields = {name: _changed(getattr(value, name), change) for name in type(value).model_fields}
        return type(value).model_construct(value.model_fields_set, **fields)
    if isinstance(value, tuple | list):
        return type(value)(_changed(item, change) for item in value)
    if isinstance(value, dict):
        return {_changed(key, change): _changed(item, change) for key, item in value.items()}
    return value
