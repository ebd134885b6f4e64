"""Values and tables that are made late: once, by whoever asks first, and like any other then."""

import copy
import os
import pickle
import threading
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.models import deferred
from gnlc.models.deferred import Deferred, Table

T = TypeVar("T")

SOURCE = gnlc.network().sources()[0]
RECORDS = st.lists(st.text("ab", min_size=1, max_size=3), unique=True, max_size=4).map(
    lambda ids: tuple(evolve(SOURCE, id=name) for name in ids)
)


class TestDeferred:
    """A deferred value is made once, when it is first asked for."""

    def test_is_made_once_and_late(self) -> None:
        made: list[object] = []

        def make() -> object:
            made.append(object())
            return made[-1]

        deferred = Deferred(make)
        assert (made, deferred.is_ready) == ([], False)
        assert [deferred.get(), deferred.get()] == made * 2
        assert (len(made), deferred.is_ready) == (1, True)

    def test_of_a_value_is_made(self) -> None:
        value = object()
        deferred = Deferred.of(value)
        assert deferred.is_ready
        assert deferred.get() is value

    def test_who_comes_while_it_is_made_waits_for_it(self) -> None:
        made: list[object] = []
        found: list[object] = []
        again = threading.Event()

        def make() -> object:
            made.append(object())
            if len(made) > 1:
                again.set()
                return made[-1]
            other.start()
            # Long enough for the other thread to get here too, if nothing holds it up.
            again.wait(0.2)
            return made[-1]

        deferred = Deferred(make)
        other = threading.Thread(target=lambda: found.append(deferred.get()))
        found.append(deferred.get())
        other.join()
        assert found == made * 2

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform does not fork")
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # with threads: it is the point
    def test_a_forked_process_has_a_lock_that_nobody_holds(self) -> None:
        inside, done = threading.Event(), threading.Event()

        def make() -> bool:
            inside.set()
            return done.wait()

        thread = threading.Thread(target=Deferred(make).get)
        thread.start()
        inside.wait()
        if not (child := os.fork()):
            status = 1
            try:
                # Who waits for a lock that is held would wait for ever.
                status = 0 if deferred._lock.acquire(blocking=False) else 2
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        done.set()
        thread.join()
        assert os.waitstatus_to_exitcode(ended) == 0

    def test_is_made_anew_after_a_failure(self) -> None:
        divisors = iter([0, 2])
        deferred = Deferred(lambda: 10 // next(divisors))
        with pytest.raises(ZeroDivisionError):
            deferred.get()
        assert not deferred.is_ready
        assert deferred.get() == 5

    @given(st.text("ab", max_size=2), st.text("ab", max_size=2))
    def test_is_equal_as_its_value_is(self, a: str, b: str) -> None:
        one, other = Deferred(lambda: a), Deferred.of(b)
        assert (one == other) == (a == b)
        assert hash(one) == hash(a)
        plain: object = a
        assert one != plain

    @given(st.integers())
    def test_survives_copies(self, value: int) -> None:
        for twin in _copies(Deferred(lambda: value)):
            assert type(twin) is Deferred
            assert twin.is_ready
            assert twin.get() == value


class TestTable:
    """A table makes each record once, when it is first asked for."""

    @staticmethod
    def table(records: tuple[gnlc.Source, ...], made: list[str]) -> Table[gnlc.Source]:
        """A table that makes copies of the records, and notes of which."""

        def make(record: gnlc.Source) -> gnlc.Source:
            made.append(record.id)
            return copy.copy(record)

        return Table(lambda: {record.id: record for record in records}, make)

    @given(RECORDS, st.data())
    def test_makes_what_is_asked_for(
        self, records: tuple[gnlc.Source, ...], data: st.DataObject
    ) -> None:
        made: list[str] = []
        table = self.table(records, made)
        asked = data.draw(st.lists(st.sampled_from(records))) if records else []
        for record in asked:
            found = table[record.id] if data.draw(st.booleans()) else table.get(record.id)
            assert found == record
            assert found is not record
            assert found is table[record.id] is table.get(record.id)
        assert made == list(dict.fromkeys(record.id for record in asked))
        assert not table.is_ready
        assert table.all() == records
        assert table.is_ready
        assert sorted(made) == sorted(record.id for record in records)
        assert table.all() is table.all()
        assert [table[record.id] for record in records] == list(table.all())

    @given(RECORDS)
    def test_of_records_is_made_and_holds_these(self, records: tuple[gnlc.Source, ...]) -> None:
        table = Table.of(records)
        assert table.is_ready
        assert table.all() == records
        assert all(table[record.id] is table.get(record.id) is record for record in records)

    @given(RECORDS)
    def test_what_is_not_there(self, records: tuple[gnlc.Source, ...]) -> None:
        for table in (Table.of(records), self.table(records, [])):
            assert table.get("No such id") is None
            with pytest.raises(KeyError, match="No such id"):
                table["No such id"]

    def test_of_two_makers_the_first_counts(self) -> None:
        """As where threads meet: a record is asked for again while it is made."""
        made: list[gnlc.Source] = []

        def make(record: gnlc.Source) -> gnlc.Source:
            if not made:
                made.append(copy.copy(record))
                made.append(table[record.id])
            return copy.copy(record)

        table = Table(lambda: {SOURCE.id: SOURCE}, make)
        assert table[SOURCE.id] is made[1] is table.get(SOURCE.id)

    @given(RECORDS, RECORDS)
    def test_is_equal_as_its_records_are(
        self, a: tuple[gnlc.Source, ...], b: tuple[gnlc.Source, ...]
    ) -> None:
        assert (Table.of(a) == Table.of(b)) == (a == b)
        assert self.table(a, []) == Table.of(a)
        assert hash(self.table(a, [])) == hash(a)
        plain: object = a
        assert Table.of(a) != plain

    @given(RECORDS)
    def test_survives_copies(self, records: tuple[gnlc.Source, ...]) -> None:
        for twin in _copies(self.table(records, [])):
            assert type(twin) is Table
            assert twin.is_ready
            assert twin.all() == records


def _copies(value: T) -> list[T]:
    return [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))]
