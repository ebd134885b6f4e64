"""How many instructions the processor takes for calls once all is loaded, under callgrind.

    python benchmarks/instructions.py [--check | --write]

Unlike a time, the number is the same on a busy machine. It is compared with that of a loop in plain
Python, since interpreters differ in what they need for the same code. With --check the exit code is
1 where a call needs more than is allowed beside `instructions.json`, which --write renews.

Needs valgrind, and an x86-64 processor.
"""

import argparse
import ctypes
import gc
import json
import mmap
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import synthetic

BASELINE = Path(__file__).with_name("instructions.json")

LOOP = "a loop in plain Python"
"""What all others are compared with."""

SAME_BUILD, OTHER_BUILD = 1.1, 1.4
"""How much more a call may take than in the baseline, beside the loop.

Between builds of Python, and versions, that was seen to differ by up to a third.
"""

BUILD = f"{sys.version} on {platform.system()} {platform.machine()}"

Counts = Mapping[str, float]


def calls() -> dict[str, tuple[Callable[[], object], int]]:
    """Return what is counted, and how often it is called for that.

    The network is made up, as large as the bundled one was in 2026, so that no edit of the data
    changes the counts.
    """
    import gnlc

    network = gnlc.Network.from_dict(synthetic.document(400, names=15))
    city = network.cities()[200]
    upper, typo = city.name.upper(), f"{city.name[:2]}x{city.name[2:]}"
    return {
        LOOP: (_loop, 100),
        "city(id)": (lambda: network.city(city.id), 200),
        "city(name)": (lambda: network.city(city.name), 200),
        "city(name in capitals)": (lambda: network.city(upper), 50),
        "cities(country=code)": (lambda: network.cities(country=city.country.alpha_2), 5),
        "search(name with a typo)": (lambda: network.search(typo), 2),
    }


def _loop() -> int:
    table = dict.fromkeys(range(50), 1)
    total = 0
    for number in range(50):
        total += table[number]
    return total


class Callgrind:
    """What a program asks of callgrind while it runs in it: valgrind's client requests.

    They are made by instructions that do nothing elsewhere, and that Python cannot express.
    """

    # mov rax, rdi; xor edx, edx; rol rdi by 3, 13, 61 and 51; xchg rbx, rbx; mov rax, rdx; ret
    _CODE = bytes.fromhex("4889f8 31d2 48c1c703 48c1c70d 48c1c73d 48c1c733 4887db 4889d0 c3")
    ZERO, DUMP, START = 0x43540001, 0x43540003, 0x43540004

    def __init__(self) -> None:
        permissions = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
        self._page = mmap.mmap(-1, mmap.PAGESIZE, prot=permissions)
        self._page.write(self._CODE)
        start = ctypes.addressof(ctypes.c_char.from_buffer(self._page))
        self._request = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)(start)

    def ask(self, request: int, label: str = "") -> None:
        """Make a request; a label names what is dumped."""
        text = ctypes.create_string_buffer(label.encode())
        numbers = (ctypes.c_uint64 * 6)(request, ctypes.addressof(text))
        self._request(ctypes.addressof(numbers))


def run() -> None:
    """Make all calls, in callgrind: each so often, and not at all."""
    asked = calls()
    for call, _ in asked.values():
        # By then the interpreter has adapted itself to them.
        for _ in range(30):
            call()
    callgrind = Callgrind()
    gc.collect()
    gc.disable()
    callgrind.ask(Callgrind.START)
    for number, (call, times) in enumerate(asked.values()):
        for repeated in (range(0), range(times)):
            callgrind.ask(Callgrind.ZERO)
            for _ in repeated:
                call()
            callgrind.ask(Callgrind.DUMP, f"{number} {len(repeated)}")
    print(json.dumps(list(asked)))


def counted() -> dict[str, float]:
    """Return the instructions that each call takes."""
    if platform.machine() not in {"x86_64", "AMD64"}:
        raise SystemExit(f"instructions are counted on x86-64 only, not on {platform.machine()}")
    with TemporaryDirectory() as folder:
        options = ["-q", "--tool=callgrind", "--instr-atstart=no"]
        command = [
            "valgrind",
            *options,
            f"--callgrind-out-file={folder}/out",
            sys.executable,
            __file__,
        ]
        # The order of sets, and with it the number of steps, hangs on the seed.
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(
            [*command, "--run"], env=env, check=True, stdout=subprocess.PIPE, timeout=900
        )
        parts = [path.read_text("utf-8") for path in Path(folder).iterdir()]
    return per_call(json.loads(done.stdout), parts)


def per_call(names: list[str], parts: list[str]) -> dict[str, float]:
    """Return the instructions of each call, of what callgrind wrote."""
    totals: dict[int, dict[int, int]] = {}
    for part in parts:
        if found := re.search(
            r"(?ms)^desc: Trigger: Client Request: (\d+) (\d+)$.*^totals: (\d+)$", part
        ):
            number, times, total = map(int, found.groups())
            totals.setdefault(number, {})[times] = total
    return {
        names[number]: (total[max(total)] - total[0]) / max(total)
        for number, total in sorted(totals.items())
    }


def complaints(now: Counts, then: Counts, allowed: float) -> list[str]:
    """Return which calls take more than is allowed, beside the loop."""
    if set(now) != set(then):
        return [f"not the calls of the baseline: {', '.join(sorted(set(now) ^ set(then)))}"]
    found = []
    for name in now:
        ratio = (now[name] / now[LOOP]) / (then[name] / then[LOOP])
        if ratio > allowed:
            found.append(f"{name} takes {ratio:.2f} times what it took; {allowed:g} is allowed")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare with the baseline")
    parser.add_argument("--write", action="store_true", help="renew the baseline")
    parser.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        run()
        return 0
    counts = counted()
    for name, count in counts.items():
        print(f"{name:<26} {count:>12,.0f} {count / counts[LOOP]:>8.2f} loops")
    if given.write:
        kept = {"build": BUILD, "counts": {name: round(count) for name, count in counts.items()}}
        BASELINE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if not given.check:
        return 0
    baseline = json.loads(BASELINE.read_text("utf-8"))
    allowed = SAME_BUILD if baseline["build"] == BUILD else OTHER_BUILD
    if allowed == OTHER_BUILD:
        print(f"the baseline is that of another build: {baseline['build']}")
    told = complaints(counts, baseline["counts"], allowed)
    print(*told or [f"none takes more than {allowed:g} times what it took"], sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
