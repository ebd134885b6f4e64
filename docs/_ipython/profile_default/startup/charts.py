"""Show each chart in the site's notebooks as two pictures, one for each theme of the site.

The scripts that draw charts elsewhere would have to be fetched from the network.
"""

import base64
import html
from typing import Any

import altair
import vl_convert


def _pictures(spec: dict[str, Any], **_: object) -> dict[str, str]:
    title, pictures = spec["title"], []
    text = html.escape(". ".join([f"Chart: {title['text']}", *title["subtitle"]]))
    for name, theme in (("only-light", None), ("only-dark", "dark")):
        svg = vl_convert.vegalite_to_svg(spec, theme=theme)
        data = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        pictures.append(f'<img class="chart {name}" alt="{text}" src="{data}">')
    return {"text/html": "".join(pictures)}


altair.renderers.register("pictures", _pictures)
altair.renderers.enable("pictures")
