"""The streams of the process, also where they are closed, full, or nobody reads them to the end."""

import os
import sys
from contextlib import suppress
from typing import IO

from spreadkit.cli._door import safe_output
from spreadkit.errors import SpreadkitError, sentence_of


def stand_in_for_closed() -> None:
    """Open what was closed before we began, so that no file of ours takes its place.

    Raises SpreadkitError for stdout, before anything is done: what is to be printed would be lost.
    """
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as we run
    if sys.stdout is None:
        raise SpreadkitError("stdout is closed, so nothing can be printed: run again with > FILE, or > /dev/null")


def write_out(content: bytes) -> None:
    """Write to stdout. Where nobody reads any more the rest goes nowhere, and the command goes on to its end.

    So its exit code still says what it found, and files are written. Raises SpreadkitError for a full disk.
    """
    left = memoryview(content)
    try:
        while left:
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise SpreadkitError(sentence_of(error, "stdout")) from None


def print_to_stderr(text: str) -> None:
    """Write a line to stderr, inert. That nobody can hear it stops nothing."""
    try:
        sys.stderr.write(safe_output(text) + "\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: IO[str]) -> None:
    """Let what a stream still holds, and all that follows, go nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
