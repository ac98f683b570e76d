"""The verbs about frameworks themselves: begin one, lay one out as a worksheet, suggest some."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spreadkit.api.refusal import refuse_frameworks
from spreadkit.errors import SpreadkitError, sentence_of
from spreadkit.library.frameworks import Library, is_framework_name, open_framework
from spreadkit.reading.files import place_of, repository_root
from spreadkit.reading.questions import exists
from spreadkit.version import __version__
from spreadkit.words import did_you_mean, in_words

if TYPE_CHECKING:
    from spreadkit.model.report import Report
    from spreadkit.model.suggestion import Suggestion


def begin_framework(framework_id: str, folder: Path, *, title: str | None = None) -> Path:
    """Write a small framework of one's own into the `frameworks/` of a plan's folder, and return its path.

    Raises SpreadkitError when the id is none, or is in use.
    """
    from spreadkit.writing.atomic import write_new
    from spreadkit.writing.scaffold import framework_text

    _refuse_bad_id(framework_id)
    refuse_frameworks(folder)
    library = Library(folder)
    path = folder / "frameworks" / f"{framework_id}.yaml"
    place_of(path, top=repository_root(folder))
    if exists(path):
        raise SpreadkitError(f'there is a file "{path}" already; go on with that one, or choose another id')
    if library.find(framework_id) is not None:
        raise SpreadkitError(
            f'there is a framework "{framework_id}" already; choose another id, so that yours is found'
        )
    text = framework_text(framework_id, title or framework_id.replace("-", " ").replace(".", " ").capitalize())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text)
    except OSError as error:
        raise SpreadkitError(sentence_of(error, path)) from None
    return path


def build_worksheet(name: str, folder: Path) -> "Report":
    """Lay a framework out to be read, and filled in on paper; it is named by its id or by the path of its file."""
    from spreadkit.reporting.worksheet.sheet import assemble_worksheet

    refuse_frameworks(folder, [name])
    loaded, framework = open_framework(name, folder)
    return assemble_worksheet(
        framework, file=loaded.path.name, situations=situations(folder), generator=f"spreadkit {__version__}"
    )


def situations(folder: Path) -> dict[str, str]:
    """Return the situations that a team may be in, as questions by their ids."""
    refuse_frameworks(folder)
    return {name: situation.ask for name, situation in Library(folder).vocabulary().situations.items()}


def suggest_frameworks(said: Mapping[str, bool | None], folder: Path) -> "Suggestion":
    """Suggest frameworks for what a team says of its situation: true, not true, or not known (None).

    Raises SpreadkitError for a situation that is not in the vocabulary.
    """
    from spreadkit.comparing.suggest import rank_frameworks
    from spreadkit.model.suggestion import SituationAnswer

    questions = situations(folder)
    for name in said:
        if name not in questions:
            raise SpreadkitError(f'there is no situation "{name}"{_hint(name, list(questions))}')
    words = {True: SituationAnswer.YES, False: SituationAnswer.NO, None: SituationAnswer.UNKNOWN}
    library = Library(folder)
    frameworks = [entry.framework for entry in library.all() if entry.framework]
    known = {name: words[value] for name, value in said.items()}
    return rank_frameworks(frameworks, questions, known, library.signposts())


def _hint(name: str, known: Sequence[str]) -> str:
    return did_you_mean(name, known) or f"; there are {in_words(known)}"


def _refuse_bad_id(framework_id: str) -> None:
    from spreadkit.model.base import is_id
    from spreadkit.model.plan import FrameworkUse

    is_file = FrameworkUse.model_construct(use=framework_id).file is not None
    if not is_id(framework_id) or is_file or not is_framework_name(f"{framework_id}.yaml"):
        hint = "use lower-case words joined by dashes, such as ward-check"
        raise SpreadkitError(f'"{framework_id}" cannot be the id of a framework; {hint}')
