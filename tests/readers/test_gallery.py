"""The notebooks of the gallery run, without a network, and are kept without what they show."""

from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
NOTEBOOKS = sorted(GALLERY.glob("*.ipynb"))

# Run before the first cell of each: nobody is to be asked but the notebook's own server.
_OFFLINE = """
import socket as _socket

def _refused(self, address, *rest):
    internet = self.family in (_socket.AF_INET, _socket.AF_INET6)
    if internet and address[0] not in ("127.0.0.1", "::1"):
        raise OSError(f"a notebook asks the network: {address}")
    return _connected(self, address, *rest)

_connected, _socket.socket.connect = _socket.socket.connect, _refused
"""


# Typed in part only.
untyped: Any = nbformat


def read(path: Path) -> Any:
    return untyped.read(path, as_version=4)


def cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_some() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "first-steps",
        "how-much-do-we-know",
        "joining-other-data",
        "who-joined-when",
    ]


# On Windows, where zmq then uses a loop of its own.
@pytest.mark.filterwarnings("ignore:Proactor event loop:RuntimeWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestNotebook:
    """Whoever opens it can run it from top to bottom."""

    def test_runs_without_a_network(self, path: Path) -> None:
        notebook = read(path)
        notebook.cells.insert(0, untyped.v4.new_code_cell(_OFFLINE))
        nbclient.NotebookClient(
            notebook, timeout=300, resources={"metadata": {"path": path.parent}}
        ).execute()
        outputs = [output for cell in cells(notebook) for output in cell.outputs]
        assert outputs
        # A warning would be read by whoever runs it.
        assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []
        pages = [page for o in outputs if (page := o.get("data", {}).get("text/html"))]
        assert pages
        charts = sum("plot." in cell.source for cell in cells(notebook))
        assert sum("vegaEmbed" in page for page in pages) == charts

    def test_is_kept_without_outputs(self, path: Path) -> None:
        notebook = read(path)
        nbformat.validate(notebook)
        for cell in cells(notebook):
            assert cell.outputs == []
            assert cell.execution_count is None
        assert set(notebook.metadata) == {"kernelspec", "language_info"}
