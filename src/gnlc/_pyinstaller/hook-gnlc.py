"""What PyInstaller does not see of gnlc in the sources of an app.

An app that uses `gnlc.plot` or `gnlc.testing` imports them, and then PyInstaller follows. That gnlc
itself names them, for type checkers and in its command `map`, does not bring Altair or Hypothesis.
"""

from PyInstaller.utils.hooks import collect_data_files, copy_metadata

from gnlc import _HOMES  # pyright: ignore[reportPrivateUsage] - the list is for this too
from gnlc.cli.commands import COMMANDS
from gnlc.display.describe import DESCRIBED_IN

# The data, what pages are made from, and with the metadata the licence. anyascii reads its tables
# as files too, and without them it would make nothing, silently, of any name that is not in ASCII.
datas = collect_data_files("gnlc", includes=["data", "plot"])
datas += copy_metadata("gnlc") + collect_data_files("anyascii")

# Modules that are imported by a name that is put together when it is needed.
homes = {*_HOMES, *(command.home for command in COMMANDS.values())}
hiddenimports = [*(f"gnlc.{home}" for home in homes), *DESCRIBED_IN.values(), "anyascii._data"]

excludedimports = ["gnlc.plot", "gnlc.testing"]
