"""Where verbs refuse what may hold data of patients: nothing of such a plan or framework is shown, written or copied.

`check` shows where it stands, with all of it masked, and a report can be made with all of it masked.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from spreadkit.errors import PatientDataError
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.words import count_of


def refuse_plan(loaded: LoadedPlan, path: Path, as_of: date | None) -> None:
    """Raise PatientDataError where a plan, its files or the frameworks beside it may hold data of patients.

    `path` is the plan as it was named. Without a day, what the plan allows is allowed also when its end is past.
    """
    from spreadkit.checking.run import patient_data_in

    refuse_places(patient_data_in(loaded, as_of or date.min), path)


def refuse_places(count: int, path: Path, *, what: str = "nothing is shown or written") -> None:
    """Raise PatientDataError for a plan in which so many places may hold data of patients, if any do."""
    if count:
        raise PatientDataError(
            f"{what}: {count_of(count, 'place')} in the plan or its files may hold data of patients; to see where: "
            f"spreadkit check {path}; to make a report with them masked: spreadkit report {path} --redact"
        )


def refuse_frameworks(folder: Path, named: Iterable[str] = (), files: Iterable[Path] = ()) -> None:
    """Raise PatientDataError where a framework may hold data of patients, or what stands in its folder with it.

    `folder` is that of the plan, `named` are frameworks by id or file, which bring those that they extend; `files`
    others that are read. What cannot be opened is not shown either.
    """
    from spreadkit.library.frameworks import Library, open_framework
    from spreadkit.loading.loaded import display_name

    used = [path for name in named for path in open_framework(name, folder)[0].own_paths]
    for path in dict.fromkeys([*Library(folder).own_files(), *used, *files]):
        if _holds_patients(path):
            name = display_name(path)
            raise PatientDataError(
                f'nothing is shown or written: "{name}" may hold data of patients; to see where: spreadkit check {name}'
            )


def _holds_patients(path: Path) -> bool:
    from spreadkit.errors import SpreadkitError
    from spreadkit.loading.texts_beside import texts_in
    from spreadkit.privacy.searched_texts import SearchedTexts, TextsToSearch

    try:
        texts = list(texts_in(path, None))
    except SpreadkitError:
        return False
    return bool(SearchedTexts(lambda: TextsToSearch(texts)).patients)
