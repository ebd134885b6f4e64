"""Threads and forked processes: all get the same, nothing is read twice, nobody waits for ever."""

import os
import subprocess
import sys
import textwrap
import threading

import pytest

import gnlc
from gnlc import bundled
from gnlc.layout import NETWORK, TABLES
from gnlc.models import deferred
from gnlc.models.languages import COUNTRY_NAMES
from gnlc.names.areas import AREAS
from gnlc.names.folding import Text
from gnlc.names.generic import GENERIC_WORDS
from gnlc.names.territories import TERRITORIES
from gnlc.names.world import PLACES
from gnlc.query.gazetteer import Gazetteer

THREADS = """
    import sys, threading
    from collections import Counter

    import gnlc

    sys.setswitchinterval(1e-6)
    start = threading.Barrier(64)
    reads, answers, failures = Counter(), {}, []

    def watch(event, arguments):
        # Every opening of a file of data passes here, whichever way it is read.
        if event == "open" and str(arguments[0]).endswith(".json"):
            reads[str(arguments[0])] += 1

    sys.addaudithook(watch)
    QUESTIONS = [
        lambda: gnlc.network(),
        lambda: gnlc.city("Ganja"),
        lambda: gnlc.city("Гянджа"),
        lambda: gnlc.cities(include_withdrawn=True)[0],
        lambda: gnlc.search("gandja")[0].city,
        lambda: gnlc.match(["Gencee", "RAK"], ["AZ", "AE"])[0].city,
        lambda: gnlc.complete("gan")[0].city,
        lambda: gnlc.nearest("Ganja")[0].city,
        lambda: gnlc.country("Ireland"),
        lambda: gnlc.regions(),
        lambda: gnlc.announcement(2020),
        lambda: gnlc.strategy_period(2020),
        lambda: gnlc.coverage()[0].announcement,
        lambda: gnlc.network().conflicts(),
        lambda: gnlc.network().awards()[0].recipients[0].city,
        lambda: gnlc.network().sources(),
        lambda: gnlc.DATA_VERSION,
    ]

    def ask(first):
        try:
            start.wait()
            for question in (QUESTIONS[first], QUESTIONS[first - 5]):
                answers.setdefault(question, []).append(question())
        except BaseException as error:
            failures.append(repr(error))

    firsts = [number % len(QUESTIONS) for number in range(64)]
    threads = [threading.Thread(target=ask, args=(first,)) for first in firsts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(failures, max(reads.values()), len(reads))
    identities = [set(map(id, given)) for given in answers.values()]
    print(sum(map(len, answers.values())), set(map(len, identities)))
"""

# A thread is held within the making of a value while its process is forked.
FORK = """
    import os, signal, sys, threading, warnings

    import gnlc
    from gnlc import bundled
    from gnlc.models.deferred import Deferred

    # That the process has threads is the point.
    warnings.simplefilter("ignore", DeprecationWarning)
    inside, done = threading.Event(), threading.Event()
    parent = os.getpid()
    read = bundled.read

    def held(name):
        if os.getpid() == parent and threading.current_thread() is not threading.main_thread():
            inside.set()
            done.wait()
        return read(name)

    bundled.read = held
    value = Deferred(lambda: held("keys") and ["made", os.getpid()])
    threads = [threading.Thread(target=ask) for ask in ASKS]
    for thread in threads:
        thread.start()
    inside.wait()
    child = os.fork()
    if not child:
        signal.alarm(60)  # ends a child that waits for ever
        found = gnlc.city("Ganja").id, gnlc.announcement(2020).year, len(gnlc.cities())
        whole = gnlc.loads(gnlc.dumps(gnlc.network())) == gnlc.network()
        print(found, whole, value.get() == ["made", os.getpid()], flush=True)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    done.set()
    for thread in threads:
        thread.join()
    print(status, gnlc.city("Ganja").id, value.get() == ["made", parent])
"""


def fresh(code: str) -> list[str]:
    """Run code in a fresh process and return the lines that it prints."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


class TestLock:
    """A lock that a thread holds is left behind by who has a new one."""

    def test_is_renewed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # What the fork of a process does, in this one.
        monkeypatch.setattr(deferred, "_lock", threading.RLock())
        inside, done = threading.Event(), threading.Event()

        def make() -> bool:
            inside.set()
            return done.wait()

        slow = deferred.Deferred(make)
        thread = threading.Thread(target=slow.get)
        thread.start()
        inside.wait()
        deferred._renew_lock()
        assert deferred.Deferred(lambda: 5).get() == 5
        assert not slow.is_ready
        done.set()
        thread.join()
        assert slow.get() is True

    def test_who_had_to_wait_takes_what_is_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        value = deferred.Deferred[int](lambda: pytest.fail("made twice"))

        class Late:
            """A lock that is had when another thread has made the value."""

            def __enter__(self) -> None:
                value._value, value._make = 5, None

            def __exit__(self, *_: object) -> None:
                pass

        monkeypatch.setattr(deferred, "_lock", Late())
        assert value.get() == 5


class TestThreads:
    """Whatever is asked first, and by however many, all get the same objects."""

    def test_first_questions_of_all_kinds_at_once(self) -> None:
        output, identities = fresh(THREADS)
        files = {NETWORK, *TABLES, bundled.KEYS, bundled.MEANINGS, GENERIC_WORDS}
        files |= {AREAS, COUNTRY_NAMES, PLACES, TERRITORIES}
        assert output == f"[] 1 {len(files)}"
        assert identities == "128 {1}"

    def test_names_are_seen_when_they_are_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """While they are folded, other threads must not find the beginning of them."""
        city = gnlc.city("Baku")
        gazetteer = Gazetteer(lambda _: city, {})
        seen: list[int] = []

        def text(name: str) -> Text:
            seen.append(len(gazetteer._names) + len(gazetteer._by_key))
            return Text(name)

        monkeypatch.setattr(gazetteer, "_text", text)
        assert gazetteer.named("baku", city)
        assert set(seen) == {0}
        assert len(seen) > 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform does not fork")
class TestFork:
    """A process that is forked in the midst of a first question answers all questions."""

    @pytest.mark.parametrize(
        "asks",
        [
            "[value.get]",
            "[gnlc.network]",
            "[lambda: gnlc.city('Ganja')]",
            "[lambda: gnlc.announcement(2020)]",
            "[lambda: gnlc.network().sources(), value.get]",
        ],
    )
    def test_while_a_thread_makes_a_value(self, asks: str) -> None:
        assert fresh(FORK.replace("ASKS", asks)) == [
            f"('az-ganja', 2020, {len(gnlc.cities())}) True True",
            "0 az-ganja True",
        ]
