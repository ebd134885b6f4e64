"""The table of contents: which pages there are, in the order in which they are best read."""

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
    """Return the site's table of contents."""
    return "\n".join(
        "\n".join(["```{toctree}", ":hidden:", f":caption: {name}", "", *pages, "```", ""])
        for name, pages in SECTIONS.items()
    )
