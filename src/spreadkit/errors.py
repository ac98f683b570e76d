"""What can go wrong without being a finding: each knows the exit code of the command that meets it."""

import errno
from typing import Final

_WAYS_OUT: Final = {
    "ENOSPC": "free some room on that disk, and run again",
    "EDQUOT": "free some room, and run again",
    "EACCES": "you need the right to do this there; ask who owns it, or choose another folder",
    "EPERM": "you need the right to do this there; ask who owns it, or choose another folder",
    "EROFS": "that disk is there for reading only; choose another folder",
    "EMFILE": "raise the limit (ulimit -n 1024), and run again",
    "ENFILE": "end other programs, and run again",
    "ENAMETOOLONG": "choose a shorter name",
    "ELOOP": "a symbolic link leads back to itself, or stands where a file is needed; take it away",
    "EIO": "the disk or the network may be failing; copy what you have to a safe place",
    "ESTALE": "the network share went away meanwhile; go into its folder anew, and run again",
    "ENXIO": "nobody reads at the other end of it; start the reader first",
    "EPIPE": "whoever read it stopped before the end; run again",
    "ENOLCK": "that disk keeps no locks; keep the plan on another disk",
    "ENOSYS": "that disk cannot do this; keep the plan on another disk",
    "ENOTSUP": "that disk cannot do this; keep the plan on another disk",
    "ENOMEM": "end other programs, and run again",
}
"""What a person can do, by the name of the system's error; where the reason says it all, there is nothing to add."""


class SpreadkitError(Exception):
    """Something the user can put right. The message is one sentence for them."""

    exit_code = 2


class NothingToCheckError(SpreadkitError):
    """No plan and no framework was found where one was looked for."""

    exit_code = 3


class UnreadablePlanError(SpreadkitError):
    """A plan cannot be scored or reported, because its shape allows no plan; `check` says why."""

    exit_code = 1


class PatientDataError(SpreadkitError):
    """Nothing is shown of what looks as if it held the data of patients; `check` says where."""

    exit_code = 1


class UncleanPlanError(SpreadkitError):
    """Nothing is made of a plan that has errors, because that was asked for (`--require-clean`)."""

    exit_code = 1


class ChangedMeanwhileError(SpreadkitError):
    """A file is not as it was when it was read, and nothing was written: read it again, and try anew."""


def way_out(error: OSError) -> str:
    """Say what a person can do about what the system refused; empty where the reason says it all."""
    return _WAYS_OUT.get(errno.errorcode.get(error.errno or 0, ""), "")


def sentence_of(error: OSError, name: object = None, *, done: str = "written") -> str:
    """Say in a sentence what the system refused: which file, why, and what to do.

    `name` is the file as the person knows it (default: as the system names it), `done` what was to be done with it.
    """
    known = error.filename if name is None else name
    why = error.strerror or str(error) or type(error).__name__
    what = "the system refused" if known is None else f'"{known}" cannot be {done}'
    return "; ".join(filter(None, [f"{what}: {why}", way_out(error)]))
