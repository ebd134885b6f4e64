"""The benchmarks: what is asked of gnlc, what it is held to, and the versions of its peers."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import instructions
import peers
import pytest

import gnlc

ROOT = Path(__file__).parents[1]


PAGE = (ROOT / "docs" / "reference" / "benchmarks.md").read_text("utf-8")


class TestLimits:
    def test_gnlc_keeps_them_on_the_page(self) -> None:
        rows = re.findall(r"(?m)^\| (.+?) \| (.+?) \| ([\d.]+) \| ([\d.]+) \|$", PAGE)
        assert [(one, other, most) for one, other, _, most in rows] == [
            (", ".join(one), ", ".join(other), f"{most:g}")
            for one, other, most in peers.ASKED["limits"]
        ]
        assert all(float(found) <= float(most) for _, _, found, most in rows)

    def test_gnlc_answers_what_it_is_asked(self) -> None:
        asked, names = peers.LIBRARIES["gnlc"], dict[str, object](gnlc=gnlc)
        exec(asked["kept"], names)  # noqa: S102 - of the benchmark, and so are its calls
        for call, expected in asked["calls"].values():
            assert expected in repr(eval(call, names))  # noqa: S307

    def test_every_call_is_on_the_page(self) -> None:
        medians = PAGE.partition("## Medians")[2].partition("\n## ")[0]
        measures = re.findall(r"(?m)^\| (.+?, (?:ms|us|MB)) \| (.+) \|$", medians)
        assert [name for name, _ in measures] == peers.ASKED["measures"]
        for name, cells in measures:
            asked = [name in library["calls"] for library in peers.LIBRARIES.values()]
            if any(asked):
                assert [cell != "-" for cell in cells.split(" | ")] == asked

    @pytest.mark.parametrize(
        ("value", "text"),
        [(0.036, "0.04"), (1.04, "1.0"), (9.96, "10.0"), (12.4, "12"), (1234.5, "1,234")],
    )
    def test_digits(self, value: float, text: str) -> None:
        assert peers.few(value) == text


class TestLock:
    """Peers are pinned, and what is installed is what was locked."""

    text = peers.LOCK.read_text("utf-8")
    # Of some there are two, for different versions of Python.
    pinned = frozenset(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", text))

    def test_has_all_that_is_measured(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        group = project["dependency-groups"]["peers"]
        asked = list(peers.LIBRARIES)[1:]
        # What has a bound there is no peer, but what one of them works with.
        assert sorted(one for one in group if not re.search("[<>=]", one)) == sorted(asked)
        names = {one.partition("[")[0] for one in asked} | {"anyascii", "attrs", "cattrs"}
        assert names < {name for name, _ in self.pinned}

    def test_each_is_held_by_hashes_and_comes_from_no_place_in_particular(self) -> None:
        parts = re.split(r"(?m)^(?=[a-z])", self.text)[1:]
        assert len(parts) == len(self.pinned)
        assert all("--hash=sha256:" in part for part in parts)
        assert "://" not in self.text

    def test_the_page_is_that_of_the_lock(self) -> None:
        rows = re.findall(r"(?m)^\| (\S+) \| (\S+ \d[^|]*) \|$", PAGE)
        assert [library for library, _ in rows] == list(peers.LIBRARIES)
        found = {(*one.split(" "),) for _, listed in rows for one in listed.split(", ")}
        assert {pair[0] for pair in found - self.pinned} == {"gnlc"}


class TestInstructions:
    """A call that takes more than it took is reported."""

    baseline: dict[str, Any] = json.loads(instructions.BASELINE.read_text("utf-8"))
    counts: dict[str, float] = baseline["counts"]

    def test_the_baseline_has_what_is_called(self) -> None:
        calls = instructions.calls()
        assert list(calls) == list(self.counts)
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
        message = f"{name} takes 1.20 times what it took; 1.1 is allowed"
        assert instructions.complaints(now, self.counts, 1.1) == [message]
        assert instructions.complaints(now, self.counts, 1.4) == []

    def test_other_calls(self) -> None:
        [message] = instructions.complaints({**self.counts, "f()": 1}, self.counts, 1.1)
        assert message == "not the calls of the baseline: f()"

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
