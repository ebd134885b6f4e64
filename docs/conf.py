"""Configuration of the site: `python -m sphinx -W -n -b html docs build/site`."""

import os
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT / "src"), str(_ROOT / "tools")]

# The notebooks run with the library of this process, and show charts as pictures.
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:1])
os.environ["IPYTHONDIR"] = str(Path(__file__).with_name("_ipython"))

import gnlc  # noqa: E402 - found on the path set above

project = "gnlc"
author = "The gnlc authors"
project_copyright = f"{author}; data under CC BY 4.0"
release = gnlc.__version__
version = f"{release}, data {gnlc.DATA_VERSION}"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "pages",
]
exclude_patterns = ["_ipython", "_static", "_templates"]
templates_path = ["_templates"]
nitpicky = True
# Quotes and dots in the data and the docstrings are shown unchanged.
smartquotes = False

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300

myst_heading_anchors = 4
myst_enable_extensions = ["attrs_block"]

# Words in single backticks are code, with a link if they name an object.
default_role = "py:obj"
add_module_names = False
napoleon_use_ivar = True
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

# Type variables, which are not documented.
nitpick_ignore = [
    ("py:class", "gnlc.rows.tabular.R_co"),
    ("py:class", "gnlc.frames.F"),
    ("py:class", "gnlc.query.cities.K"),
    ("py:class", "gnlc.models.cities.D"),
    ("py:class", "gnlc.models.places.D"),
]

html_theme = "furo"
html_title = "gnlc"
html_static_path = ["_static"]
html_favicon = "_static/icon.svg"
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sphinx = False
