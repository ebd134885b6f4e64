"""Modules, loaded as if something that they need were not installed."""

import importlib
import sys

import pytest


def load_without(monkeypatch: pytest.MonkeyPatch, module: str, absent: str) -> None:
    """Load a module and those in it anew, while another one is missing."""
    for name in [name for name in sys.modules if name.startswith(module)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, absent, None)
    importlib.import_module(module)
