"""The table of contents: which pages there are, in the order in which they are best read."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"

SECTIONS = {
    "Start": ("tutorial", "gallery", "register"),
    "Do": (
        "how-to/match-names",
        "how-to/who-joined",
        "how-to/near",
        "how-to/tools",
        "how-to/charts",
        "how-to/notebooks",
        "how-to/small-apps",
        "how-to/pin-the-data",
        "how-to/own-list",
        "how-to/changes",
        "how-to/your-tests",
        "how-to/cite",
        "how-to/add-an-admission",
    ),
    "Understand": (
        "explanation/data-model",
        "explanation/data",
        "explanation/trust",
        "explanation/missing",
        "explanation/conflicts",
        "explanation/names",
        "explanation/design",
        "explanation/peers",
        "explanation/scale",
        "explanation/testing",
    ),
    "Look up": (
        "reference/asking",
        "reference/network",
        "reference/sequences",
        "reference/places",
        "reference/history",
        "reference/documents",
        "reference/errors",
        "reference/modules",
        "reference/dictionary",
        "reference/command-line",
        "reference/format",
        "reference/package",
        "reference/compatibility",
        "reference/benchmarks",
    ),
    "Take part": ("project/CHANGELOG", "project/CONTRIBUTING", "project/SECURITY"),
}


def contents() -> str:
    """Return the site's table of contents; a page that is not in the order stands last."""
    return "\n".join(
        "\n".join(["```{toctree}", ":hidden:", f":caption: {name}", "", *pages_of(name), "```", ""])
        for name in SECTIONS
    )


def pages_of(section: str) -> list[str]:
    """Return the pages of a section that there are, in order."""
    ordered = SECTIONS[section]
    folders = {page.rpartition("/")[0] for page in ordered} - {""}
    there = {f"{folder}/{path.stem}" for folder in folders for path in (DOCS / folder).glob("*.md")}
    there |= {page for page in ordered if (DOCS / f"{page}.md").exists()}
    return [*(page for page in ordered if page in there), *sorted(there.difference(ordered))]
