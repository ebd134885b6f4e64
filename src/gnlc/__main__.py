"""The command line, as `python -m gnlc`."""

import sys

from gnlc.cli import main

if __name__ == "__main__":
    sys.exit(main())
