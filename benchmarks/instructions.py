"""How many instructions the processor takes for warm calls, counted by callgrind.

    python benchmarks/instructions.py [--check | --write]

Unlike a time, the number is the same on a busy machine. It is compared with that of a loop in plain
Python, because interpreters differ in what they need for the same code. With --check the exit code
is 1 where a call needs more than is allowed next to `instructions.json`, which --write renews.

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
BUILD = f"{sys.version} on {platform.system()} {platform.machine()}"

SAME_BUILD, OTHER_BUILD = 1.1, 1.4
"""How much more a call may take than in the baseline; builds of Python differ by up to a third."""

# A client request of valgrind: instructions that do nothing elsewhere, and Python cannot express.
# mov rax, rdi; xor edx, edx; rol rdi by 3, 13, 61 and 51; xchg rbx, rbx; mov rax, rdx; ret
REQUEST = bytes.fromhex("4889f8 31d2 48c1c703 48c1c70d 48c1c73d 48c1c733 4887db 4889d0 c3")
ZERO, DUMP, START = 0x43540001, 0x43540003, 0x43540004

Counts = Mapping[str, float]


def calls() -> dict[str, tuple[Callable[[], object], int]]:
    """Return what is counted, and how often it is called for that.

    The network is synthetic, so that no edit of the data changes the counts.
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
    table, total = dict.fromkeys(range(50), 1), 0
    for number in range(50):
        total += table[number]
    return total


def run() -> int:
    """Make all calls in callgrind, and dump the counts of many calls and of none."""
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(REQUEST)
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    request = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)(start)

    def ask(number: int, label: str = "") -> None:
        text = ctypes.create_string_buffer(label.encode())
        # In a variable, since it must outlive the request.
        block = (ctypes.c_uint64 * 6)(number, ctypes.addressof(text))
        request(ctypes.addressof(block))

    counted = calls()
    for call, _ in counted.values():
        # By then the interpreter has specialised the bytecode.
        for _ in range(30):
            call()
    gc.collect()
    gc.disable()
    ask(START)
    for number, (call, times) in enumerate(counted.values()):
        for repeated in (range(0), range(times)):
            ask(ZERO)
            for _ in repeated:
                call()
            ask(DUMP, f"{number} {len(repeated)}")
    print(json.dumps(list(counted)))
    return 0


def count() -> dict[str, float]:
    """Return the instructions that each call takes."""
    with TemporaryDirectory() as folder:
        command = ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no"]
        command += [f"--callgrind-out-file={folder}/out", sys.executable, __file__, "--run"]
        # The order of sets, and with it the number of steps, depends on the seed.
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        names = json.loads(subprocess.check_output(command, env=env, timeout=900))
        return per_call(names, [path.read_text("utf-8") for path in Path(folder).iterdir()])


def per_call(names: list[str], parts: list[str]) -> dict[str, float]:
    """Return the instructions of each call from what callgrind wrote."""
    form = r"(?ms)^desc: Trigger: Client Request: (\d+) (\d+)$.*^totals: (\d+)$"
    totals: dict[int, dict[int, int]] = {}
    for number, times, total in (map(int, f) for part in parts for f in re.findall(form, part)):
        totals.setdefault(number, {})[times] = total
    return {
        name: (totals[n][max(totals[n])] - totals[n][0]) / max(totals[n])
        for n, name in enumerate(names)
    }


def complaints(now: Counts, then: Counts, allowed: float) -> list[str]:
    """Return which calls take more than is allowed, relative to the loop."""
    if set(now) != set(then):
        return [f"not the calls of the baseline: {', '.join(sorted(set(now) ^ set(then)))}"]
    ratios = {name: (now[name] / now[LOOP]) / (then[name] / then[LOOP]) for name in now}
    return [
        f"{name} takes {ratio:.2f} times what it took; {allowed:g} is allowed"
        for name, ratio in ratios.items()
        if ratio > allowed
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare with the baseline")
    parser.add_argument("--write", action="store_true", help="renew the baseline")
    parser.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run()
    counts = count()
    for name, number in counts.items():
        print(f"{name:<26} {number:>12,.0f} {number / counts[LOOP]:>8.2f} loops")
    if given.write:
        kept = {"build": BUILD, "counts": {name: round(n) for name, n in counts.items()}}
        BASELINE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    baseline = json.loads(BASELINE.read_text("utf-8"))
    allowed = SAME_BUILD if baseline["build"] == BUILD else OTHER_BUILD
    found = complaints(counts, baseline["counts"], allowed) if given.check else []
    print(*found, sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
