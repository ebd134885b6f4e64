"""Values and tables that are computed on first use."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from gnlc.models.base import Record, key_of

T = TypeVar("T")
R = TypeVar("R", bound=Record)

# One lock for all values. With a lock for each, two threads that compute values which depend on
# each other could wait for each other forever.
_lock = threading.RLock()


def _renew_lock() -> None:
    global _lock  # noqa: PLW0603 - the lock belongs to the module
    _lock = threading.RLock()


# In a process that is forked while another thread holds the lock, nobody would release it. Such a
# process gets a new lock, and computes unfinished values again.
if sys.platform != "win32":  # pragma: no branch - Windows does not fork
    os.register_at_fork(after_in_child=_renew_lock)


class Deferred(Generic[T]):
    """A value that is computed on first use; compared, hashed and pickled like that value."""

    __slots__ = ("_make", "_value")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make

    @classmethod
    def of(cls, value: T) -> Deferred[T]:
        """Return a `Deferred` with a known value."""
        deferred = cls(lambda: value)
        deferred.get()
        return deferred

    @property
    def is_ready(self) -> bool:
        """Whether the value has been computed."""
        return self._make is None

    def get(self) -> T:
        """Return the value, always the same object."""
        if self._make is not None:
            with _lock:
                if self._make is not None:
                    self._value = self._make()
                    # Last, because other threads use the value without the lock once this is None.
                    self._make = None
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deferred) and self.get() == cast("Deferred[object]", other).get()

    def __hash__(self) -> int:
        return hash(self.get())

    def __reduce__(self) -> tuple[Callable[[T], Deferred[T]], tuple[T]]:
        return self.of, (self.get(),)


class Table(Generic[R]):
    """Records of one class by key, each built on first use.

    Tables are compared, hashed and pickled like the tuple of their records.
    """

    __slots__ = ("_all", "_make", "_raws", "_records")

    def __init__(self, raws: Callable[[], Mapping[str, Any]], make: Callable[[Any], R]) -> None:
        self._raws = raws
        self._make = make
        self._records: dict[str, R] = {}
        self._all = Deferred(lambda: tuple(map(self.__getitem__, raws())))

    @classmethod
    def of(cls, records: Iterable[R]) -> Table[R]:
        """Return a table of existing records."""
        by_key: Mapping[str, Any] = {key_of(record): record for record in records}
        table = cls(lambda: by_key, lambda record: record)
        table._all = Deferred[tuple[R, ...]].of(tuple(by_key.values()))
        return table

    @property
    def is_ready(self) -> bool:
        """Whether all records have been built."""
        return self._all.is_ready

    def __getitem__(self, key: str) -> R:
        """Return the record with a key, always the same object, or raise KeyError."""
        record = self._records.get(key)
        if record is None:
            # If several threads get here, all of them use the record of the first.
            record = self._records.setdefault(key, self._make(self._raws()[key]))
        return record

    def get(self, key: str) -> R | None:
        """Return the record with a key, or None if there is none."""
        return self[key] if key in self._raws() else None

    def all_keys(self) -> Collection[str]:
        """Return the keys of all records, in order, without building any record."""
        return self._raws()

    def by_key(self) -> dict[str, R]:
        """Return all records, in order, by their keys."""
        return dict(zip(self.all_keys(), self.all(), strict=True))

    def all(self) -> tuple[R, ...]:
        """Return all records, in order."""
        return self._all.get()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.all() == other.all()

    def __hash__(self) -> int:
        return hash(self.all())

    def __reduce__(self) -> tuple[Callable[[tuple[R, ...]], Table[R]], tuple[tuple[R, ...]]]:
        return self.of, (self.all(),)
