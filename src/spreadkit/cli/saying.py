"""The ways of printing and writing. A run that is kept hears all that goes through here, and says it again."""

import sys
from pathlib import Path

from spreadkit.cli._door import safe_output
from spreadkit.cli.streams import print_to_stderr, write_out
from spreadkit.cli.surroundings import wants_colour
from spreadkit.errors import SpreadkitError, sentence_of
from spreadkit.kept.runs import SaidRun, run_now
from spreadkit.reading.questions import witnessed


def print_message(text: str) -> None:
    """Talk to the person, on stderr. What looks like data of patients is masked, also where the person gave it."""
    from spreadkit.privacy.masking import without_patients

    masked = without_patients(text)
    if run := run_now():
        run.say(masked, is_message=True)
    print_to_stderr(masked)


def put(content: str | bytes, output: Path | None) -> None:
    """Print to stdout, or replace a file in one step, so that it is never half-written.

    What is bytes already is a file for another program: it goes into a file or a pipe, never onto a terminal.
    """
    if run := run_now():
        run.say(content, output)
    if output is None:
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise SpreadkitError("this format is not for a terminal: give a file to write to with --output")
        if isinstance(content, str):
            content = safe_output(content, with_styles=wants_colour()).encode("utf-8", "surrogateescape")
        write_out(content)
        return
    from spreadkit.writing.atomic import write_whole

    try:
        with witnessed(None):  # what is written is no part of what the run rests on
            write_whole(output, content)
    except OSError as error:
        raise SpreadkitError(sentence_of(error, output)) from None


def say_again(run: SaidRun) -> int:
    """Print and write what a run said before, and return its exit code."""
    for text, output, is_message in run.said:
        if is_message:
            print_to_stderr(text)
        else:
            put(text, None if output is None else Path(output))
    return run.code
