"""Print a line by which platforms are compared: a digest of what is the same on all of them.

    python same.py FOLDER

The folder is `tests/kept`, with what the releases pickled.
"""

import hashlib
import json
import pickle
import platform
import sys
import tempfile
from pathlib import Path
from struct import calcsize
from typing import Any

from probe import answers  # type: ignore[import-not-found] # it lies beside this where it runs

import gnlc


def count(value: Any) -> int:
    """Return how many single values there are in a value of JSON."""
    if isinstance(value, dict):
        return sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 1


def document() -> str:
    """Return the network as it is written, once it was written to a file and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "network.json")
        gnlc.dump(gnlc.network(), path)
        if gnlc.load(path) != gnlc.network():
            raise SystemExit("the network is not what was written")
        return path.read_bytes().decode()


def unpickled(kept: Path) -> dict[str, str]:
    """Return how what the releases pickled shows itself, once it was pickled again."""
    shown: dict[str, str] = {}
    for path in sorted(kept.glob("*/objects-*.pickle")):
        for name, value in pickle.loads(path.read_bytes()).items():
            again = pickle.loads(pickle.dumps(value))
            shown[f"{path.parent.name} {path.name} {name}"] = f"{value!r} {again!r}"
    return shown


if __name__ == "__main__":
    # As JSON has them: tuples as lists.
    told = json.loads(json.dumps([answers(), document(), unpickled(Path(sys.argv[1]))]))
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    version = f"{platform.python_implementation()} {platform.python_version()}"
    print(
        digest[:16], count(told), version, platform.machine(), f"{8 * calcsize('P')} bits", sep="|"
    )
