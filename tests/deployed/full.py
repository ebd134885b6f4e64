"""Write a network to a file where the disk has no room for it, and print what is left."""

import sys
from pathlib import Path

import gnlc

path = Path(sys.argv[1], "network.json")
empty = gnlc.Network.from_dict(
    {"format_version": 1, "data_version": "2026.11.28", "as_of": "2026-11-28"}
)
gnlc.dump(empty, path)
for _ in range(3):
    try:
        gnlc.dump(gnlc.network(), path)
    except OSError as error:
        print(error.strerror, error.filename == str(path), gnlc.load(path) == empty)
print([file.name for file in path.parent.iterdir()])
