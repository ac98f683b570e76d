"""Records: as frozen dataclasses are to those who read them, and cheaper to make."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.record import record


@record
class Pair:
    """Two values, of which the third is not told apart."""

    first: int
    second: str = ""
    aside: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FrozenPair:
    """The same, as a frozen dataclass."""

    first: int
    second: str = ""
    aside: int = field(default=0, compare=False, repr=False)


@record(kw_only=True, slots=False)
class Counted:
    """A value with something that is worked out once."""

    values: tuple[int, ...] = ()

    @cached_property
    def total(self) -> int:
        """Their sum."""
        return sum(self.values)


@record
class Empty:
    """Nothing."""


values = st.tuples(st.integers(0, 2), st.sampled_from(["", "a"]), st.integers(0, 1))


@given(values, values)
def test_records_are_equal_and_hash_as_frozen_dataclasses(
    one: tuple[int, str, int], other: tuple[int, str, int]
) -> None:
    assert (Pair(*one) == Pair(*other)) is (FrozenPair(*one) == FrozenPair(*other))
    assert (hash(Pair(*one)) == hash(Pair(*other))) is (hash(FrozenPair(*one)) == hash(FrozenPair(*other)))
    assert repr(Pair(*one)) == repr(FrozenPair(*one)).replace("Frozen", "")
    assert Pair(*one) != FrozenPair(*one)


def test_records_are_dataclasses_to_all_that_reads_them() -> None:
    assert is_dataclass(Pair)
    assert [part.name for part in fields(Pair)] == ["first", "second", "aside"]
    assert replace(Pair(1), second="b") == Pair(1, "b")
    assert Pair(1).__class__.__slots__ == ("first", "second", "aside")


def test_a_record_without_slots_keeps_what_it_worked_out() -> None:
    counted = Counted(values=(1, 2))

    assert counted.total == 3
    assert vars(counted)["total"] == 3
    assert counted == Counted(values=(1, 2))


def test_records_without_fields_are_one() -> None:
    assert Empty() == Empty()
    assert len({Empty(), Empty()}) == 1
