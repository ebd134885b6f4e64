"""Runs a program in two interpreters of one process at once; each writes to a file of its own.

python interpreters.py PROGRAM FILE FILE
"""

import sys
import threading
from importlib import import_module
from typing import Any

CODE = """
import sys
with open({file!r}, "w", encoding="utf-8") as sys.stdout:
    exec(compile(open({program!r}, "rb").read(), {program!r}, "exec"), {{"__name__": "__main__"}})
"""


def run(code: str) -> None:
    """Run code in a new interpreter."""
    if sys.version_info >= (3, 14):
        from concurrent import interpreters

        interpreters.create().exec(code)
        return
    # Those that share one lock: `import datetime` in two that have each their own, one after the
    # other, ends Python 3.12.1 and 3.13.0 with a double free.
    module: Any
    if sys.version_info >= (3, 13):
        module = import_module("_interpreters")
        own = module.create("legacy")
    else:
        module = import_module("_xxsubinterpreters")
        own = module.create(isolated=False)
    if failure := module.run_string(own, code):
        raise RuntimeError(failure)


if __name__ == "__main__":
    program, *files = sys.argv[1:]
    codes = [CODE.format(program=program, file=file) for file in files]
    threads = [threading.Thread(target=run, args=(code,)) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
