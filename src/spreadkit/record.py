"""Records: frozen dataclasses that are cheap to make, since every start of a command makes a hundred of them.

`@dataclass(frozen=True)` compiles six methods for each class. All but the constructor say the same of every class: here
they are written once. The type checker refuses to assign to a field; at run time nothing does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

_Made = TypeVar("_Made")


@overload
def record(plain: type[_Made], /) -> type[_Made]: ...
@overload
def record(*, kw_only: bool = ..., slots: bool = ...) -> Callable[[type[_Made]], type[_Made]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(plain: type[Any] | None = None, /, *, kw_only: bool = False, slots: bool = True) -> Any:
    """Make a class a record: built from its fields, equal by their values, with a hash and a repr.

    `slots=False` leaves its instances a `__dict__`, which a `cached_property` needs.
    """

    def turned(plain: type[Any]) -> type[Any]:
        made: Any = dataclass(eq=False, repr=False, slots=slots, kw_only=kw_only)(plain)
        made.__eq__, made.__hash__, made.__repr__ = _is_equal, _hash_of, _repr_of
        return made  # type: ignore[no-any-return]

    return turned if plain is None else turned(plain)


@cache
def _values_of(made: type[Any]) -> Callable[[object], object]:
    """Return what reads the values of a record by which it is told apart."""
    names = [each.name for each in fields(made) if each.compare]
    return attrgetter(*names) if names else lambda _: ()


def _is_equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    values_of = _values_of(self.__class__)
    return values_of(self) == values_of(other)


def _hash_of(self: Any) -> int:
    return hash(_values_of(self.__class__)(self))


def _repr_of(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"
