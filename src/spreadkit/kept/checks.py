"""What checking each file gave, kept by itself: where one file of many was changed, only that one is looked at anew."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from spreadkit.kept.findings import as_data, from_data
from spreadkit.kept.runs import Run
from spreadkit.library.discovery import FileToCheck
from spreadkit.model.finding import Finding
from spreadkit.reading.questions import Witness


class CheckedFile(NamedTuple):
    """What looking at one file gave."""

    tables: int
    findings: list[Finding]


def recalled(run: Run, targets: Sequence[FileToCheck], as_of: date) -> dict[FileToCheck, CheckedFile]:
    """Return what was kept of the files of which all is as it was then. The run hears what that rests on."""
    keys = {_key(run, target, as_of): target for target in targets}
    found = dict[FileToCheck, CheckedFile]()
    for key, kept in run.recall([*keys]).items():
        run.witness.hear(kept["asked"])
        found[keys[key]] = CheckedFile(kept["tables"], [*map(from_data, kept["findings"])])
    return found


def remember(run: Run, looked: Mapping[FileToCheck, tuple[CheckedFile, Witness]], as_of: date) -> None:
    """Keep what looking at files gave, with what each rests on. The run hears of that as well."""
    run.witness.join(witness for _, witness in looked.values())
    run.remember_all(
        {_key(run, target, as_of): (witness, _result(checked)) for target, (checked, witness) in looked.items()}
    )


def _key(run: Run, target: FileToCheck, as_of: date) -> bytes:
    return run.key_of("check", target.path, target.kind, target.top, as_of)


def _result(checked: CheckedFile) -> dict[str, Any]:
    return {"tables": checked.tables, "findings": [*map(as_data, checked.findings)]}
