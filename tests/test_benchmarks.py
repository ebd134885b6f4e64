"""What the benchmarks tell: how it is reckoned, and that the page of the docs says the same."""

import json
import re
import statistics
import tomllib
from pathlib import Path
from typing import Any

import instructions
import peers
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
RESULT: dict[str, Any] = json.loads(peers.RESULT.read_text("utf-8"))

times = st.floats(0.01, 1e6)
samples = st.lists(times, min_size=1, max_size=9)


class TestPage:
    """The page of the docs is made of the result that is kept."""

    def test_says_what_was_measured(self) -> None:
        assert peers.PAGE.read_text("utf-8") == peers.page(RESULT)

    def test_all_libraries_were_asked_all_that_they_can_answer(self) -> None:
        assert list(RESULT["samples"]) == [library.requirement for library in peers.LIBRARIES]
        always = {peers.IMPORT, peers.FIRST, peers.MEMORY, peers.SIZE}
        for library in peers.LIBRARIES:
            assert set(RESULT["samples"][library.requirement]) == always | set(library.calls)
        assert set(peers.LIBRARIES[0].calls) | always == set(peers.MEASURES)

    def test_tables_are_whole(self) -> None:
        for made in (peers.ratios, peers.medians, peers.limits, peers.counts, peers.versions):
            head, *lines = made(RESULT).splitlines()
            assert len(lines) > 3
            assert {line.count(" | ") for line in lines} == {head.count(" | ")}

    def test_gnlc_keeps_its_limits(self) -> None:
        assert "MISSED" not in peers.limits(RESULT)

    def test_gnlc_is_once_itself(self) -> None:
        for line in peers.ratios(RESULT).splitlines()[2:]:
            assert line.split(" | ")[1] == "1.0"

    @pytest.mark.parametrize(("factor", "word"), [(0.99, "met"), (1.01, "MISSED")])
    def test_a_limit_that_is_missed_is_told(self, factor: float, word: str) -> None:
        alone = {floor: [3.0, 2.0] for _, floor in peers.LIMITS.values()}
        for measure, (limit, _) in peers.LIMITS.items():
            alone[measure] = [9 * limit, 2 * limit * factor]
        rows = peers.limits({"alone": alone}).splitlines()[2:]
        assert [row.split(" | ")[-1] for row in rows] == [f"{word} |"] * len(peers.LIMITS)


class TestReckoning:
    @given(samples, st.sampled_from([0.5, 1.0, 4.0]))
    def test_ratio(self, beside: list[float], factor: float) -> None:
        assert peers.ratio([factor * one for one in beside], beside) == pytest.approx(factor)

    def test_ratio_is_that_of_rounds(self) -> None:
        """A round in which all are slow counts as any other."""
        assert peers.ratio([2, 200, 2], [1, 100, 1]) == 2

    @given(samples)
    def test_spread(self, found: list[float]) -> None:
        spread = peers.spread(found)
        assert 0 <= spread * statistics.median(found) <= (max(found) - min(found)) / 2 + 1e-9
        assert peers.spread([found[0]] * 4) == 0

    @pytest.mark.parametrize(
        ("value", "told"),
        [(0.036, "0.04"), (1.04, "1.0"), (9.96, "10.0"), (12.4, "12"), (1234.5, "1,234")],
    )
    def test_few(self, value: float, told: str) -> None:
        assert peers.few(value) == told


class TestAnswers:
    """A library that does not answer what it is asked is not measured."""

    def test_own(self) -> None:
        own = peers.LIBRARIES[0]
        taken = peers.answers(own)
        assert set(taken) == {*own.calls, peers.LOOKUP}
        assert all(value > 0 for value in taken.values())

    def test_another_answer(self) -> None:
        library = peers.Library("json", "json", {peers.CODE: ("json.loads('1')", "2")})
        with pytest.raises(SystemExit, match=r"json\.loads\('1'\) gives 1, without '2'"):
            peers.answers(library)

    def test_first_question(self) -> None:
        library = peers.Library("x", "x", {peers.CODE: ("x.y", "")}, setup="x.z()")
        assert library.first() == "import x\nx.z()\nx.y"


class TestLock:
    """Peers are pinned, and what is installed is what was locked."""

    text = peers.LOCK.read_text("utf-8")
    # Of some there are two, for different versions of Python.
    pinned = frozenset(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", text))

    def test_has_all_that_is_measured(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        group = project["dependency-groups"]["peers"]
        asked = [library.requirement for library in peers.LIBRARIES[1:]]
        # What has a bound there is no peer, but what one of them works with.
        assert sorted(one for one in group if not re.search("[<>=]", one)) == sorted(asked)
        names = {one.partition("[")[0] for one in asked} | {"anyascii", "attrs", "cattrs"}
        assert names < {name for name, _ in self.pinned}

    def test_each_is_held_by_hashes_and_comes_from_no_place_in_particular(self) -> None:
        parts = re.split(r"(?m)^(?=[a-z])", self.text)[1:]
        assert len(parts) == len(self.pinned)
        assert all("--hash=sha256:" in part for part in parts)
        assert "://" not in self.text

    def test_the_result_is_that_of_the_lock(self) -> None:
        found = {pair for of in RESULT["versions"].values() for pair in of.items()}
        assert {name for name, _ in found - self.pinned} == {"gnlc"}


class TestInstructions:
    """A call that takes more than it took is told."""

    baseline: dict[str, Any] = json.loads(instructions.BASELINE.read_text("utf-8"))
    counts: dict[str, float] = baseline["counts"]

    def test_the_baseline_has_what_is_called(self) -> None:
        calls = instructions.calls()
        assert list(calls) == list(self.counts) == list(RESULT["instructions"])
        for call, times in calls.values():
            assert call()
            assert times > 0

    def test_what_is_as_it_was(self) -> None:
        assert instructions.complaints(self.counts, self.counts, 1.0001) == []
        # Another interpreter, in which all takes more.
        slower = {name: 3 * count for name, count in self.counts.items()}
        assert instructions.complaints(slower, self.counts, 1.0001) == []

    @pytest.mark.parametrize("name", [name for name in counts if name != instructions.LOOP])
    def test_what_takes_more(self, name: str) -> None:
        now = {**self.counts, name: 1.2 * self.counts[name]}
        told = f"{name} takes 1.20 times what it took; 1.1 is allowed"
        assert instructions.complaints(now, self.counts, 1.1) == [told]
        assert instructions.complaints(now, self.counts, 1.4) == []

    def test_other_calls(self) -> None:
        [told] = instructions.complaints({**self.counts, "f()": 1}, self.counts, 1.1)
        assert told == "not the calls of the baseline: f()"

    def test_what_callgrind_writes(self) -> None:
        def part(trigger: str, total: int) -> str:
            return (
                f"version: 1\n\ndesc: Trigger: {trigger}\n\nevents: Ir\nfn=(1)\n\ntotals: {total}\n"
            )

        parts = [
            part("Client Request: 1 20", 1100),
            part("Program termination", 5),
            part("Client Request: 0 0", 50),
            part("Client Request: 1 0", 100),
            part("Client Request: 0 10", 150),
        ]
        assert instructions.per_call(["f()", "g()"], parts) == {"f()": 10, "g()": 50}

    def test_table(self) -> None:
        rows = instructions.table({instructions.LOOP: 50, "f()": 12_345})
        assert rows[1:] == [(instructions.LOOP, "50", "1.00"), ("`f()`", "12,345", "246.90")]
