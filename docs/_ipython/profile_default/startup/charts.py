"""Show each chart in the site's notebooks as two pictures, one for each theme of the site.

The scripts that draw charts elsewhere would have to be fetched from the network.
"""

import base64
import html
from typing import Any

import altair
import vl_convert


def _picture(spec: dict[str, Any], name: str, theme: Any) -> str:
    title = spec["title"]
    text = html.escape(". ".join([f"Chart: {title['text']}", *title["subtitle"]]))
    data = base64.b64encode(vl_convert.vegalite_to_svg(spec, theme=theme).encode()).decode()
    return f'<img class="chart {name}" alt="{text}" src="data:image/svg+xml;base64,{data}">'


def _pictures(spec: dict[str, Any], **_: object) -> dict[str, str]:
    light, dark = _picture(spec, "only-light", None), _picture(spec, "only-dark", "dark")
    return {"text/html": light + dark}


altair.renderers.register("pictures", _pictures)
altair.renderers.enable("pictures")
