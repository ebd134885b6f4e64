"""Fuzz one target, guided by coverage; needs the dependency group `fuzz`.

    python fuzz/run.py load [--minutes 8] [--work DIR]

What is found that fails is written into the folder of work, and the way to repeat it told.
"""

import argparse
import contextlib
import importlib
import pkgutil
import sys
import tempfile
from hashlib import sha1
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gnlc"]):
    import gnlc

    # What is loaded late is loaded now, so that its coverage is seen; of what needs an extra, none.
    for found in pkgutil.walk_packages(gnlc.__path__, "gnlc."):
        with contextlib.suppress(ImportError):
            importlib.import_module(found.name)

import targets

LONGEST = 50_000


def _prepare(work: Path, name: str) -> tuple[Path, Path]:
    """Write the seeds and the dictionary of a target, and return where they are."""
    corpus = work / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in targets.TARGETS[name].seeds():
        # A name of its own for each content, as libFuzzer gives it to what it finds.
        digest = sha1(seed, usedforsecurity=False).hexdigest()
        (corpus / digest).write_bytes(seed)
    lines = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in targets.words()]
    words = work / "words.dict"
    words.write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    return corpus, words


def main() -> None:
    """Fuzz until the time is over or something fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(targets.TARGETS))
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--work", type=Path, help="where the corpus is kept; left out: nowhere")
    parser.add_argument("inputs", nargs="*", help="files to run once each, in place of fuzzing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as nowhere:
        corpus, words = _prepare(options.work or Path(nowhere), options.target)
        prefix = (options.work or Path.cwd()) / f"fuzz-{options.target}-"
        atheris.Setup(
            [
                sys.argv[0],
                f"-max_total_time={60 * options.minutes:.0f}",
                f"-max_len={LONGEST}",
                # In seconds for one input, and in MB.
                "-timeout=10",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                f"-artifact_prefix={prefix}",
                f"-dict={words}",
                *(options.inputs or [str(corpus)]),
            ],
            targets.TARGETS[options.target].function,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
