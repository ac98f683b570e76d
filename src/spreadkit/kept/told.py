"""What is kept, in words."""

import os
from typing import Final

from spreadkit.errors import SpreadkitError, sentence_of
from spreadkit.kept.place import (
    FOLDER_VARIABLE,
    SWITCH_OPTION,
    SWITCH_VARIABLE,
    UnsafePlaceError,
    cache_file,
    cache_folder,
    is_switched_off,
    made_safe,
)
from spreadkit.kept.store import MOST_BYTES, Store
from spreadkit.words import count_of

_MEGABYTE: Final = 1_000_000


def told() -> str:
    """Say where results are kept, how many there are, and how to switch that off."""
    folder = cache_folder()
    lines = [f"folder: {folder}", _state(), f"another folder: {FOLDER_VARIABLE}", f"off: {_off()}"]
    return "".join(f"{line}\n" for line in lines)


def cleared() -> str:
    """Take away all that is kept, and say so. Raises SpreadkitError where it cannot be taken away."""
    folder = cache_folder()
    if not os.path.lexists(cache_file(folder)):
        return "nothing is kept\n"
    try:
        made_safe(folder)
        amount = Store(folder).amount()
        Store(folder).clear()
    except UnsafePlaceError as unsafe:
        raise SpreadkitError(f'"{folder}" {unsafe}, so nothing is taken away there; look at it yourself') from None
    except OSError as error:
        raise SpreadkitError(sentence_of(error, done="taken away")) from None
    return f"took away {count_of(amount.entries, 'result')}\n"


def _state() -> str:
    if is_switched_off():
        return f"nothing is kept: {SWITCH_VARIABLE} is set"
    folder = cache_folder()
    if not os.path.lexists(cache_file(folder)):
        return "nothing is kept so far"
    try:
        made_safe(folder)
    except UnsafePlaceError as unsafe:
        return f"nothing is kept: the folder {unsafe}"
    except OSError as error:
        return f"nothing is kept: {sentence_of(error, folder, done='used')}"
    entries, size = Store(folder).amount()
    most = MOST_BYTES // _MEGABYTE
    return f"kept: {count_of(entries, 'result')}, {size / _MEGABYTE:.1f} MB of at most {most} MB"


def _off() -> str:
    return f"{SWITCH_OPTION} for one run, {SWITCH_VARIABLE}=1 for all"
