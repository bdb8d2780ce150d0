"""Turn Vega-Altair charts into SVG that stands in a scene.

For drawing. Altair and vl-convert come with the extra `charts` and are imported only when a chart is drawn.
vl-convert needs neither browser nor network; the same chart gives the same bytes.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import TYPE_CHECKING

from electiongraph.drawing.colours import GRID, INK, MUTED, PAPER
from electiongraph.drawing.scene import Fragment
from electiongraph.drawing.typeface import FAMILY
from electiongraph.errors import DrawingError

if TYPE_CHECKING:
    import altair

__all__ = ["chart_fragment", "load_altair"]

SIZE = re.compile(r'<svg[^>]* viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>')
# A second chart in a scene must not clip by the first one's shapes.
NAMED = re.compile(r'(id="|url\(#)(?=[a-z])')


def load_altair() -> ModuleType:
    """Return the module Altair.

    Raises:
        DrawingError: When Altair or vl-convert is not installed.
    """
    try:
        import altair  # noqa: PLC0415 - a second that the other pictures need not wait for
        import vl_convert  # noqa: F401, PLC0415
    except ImportError as error:
        advice = "run: pip install 'electiongraph[charts]'"
        raise DrawingError("charts need the packages altair and vl-convert-python", advice=advice) from error
    return altair


def chart_fragment(chart: altair.TopLevelMixin, x: float, y: float, name: str) -> Fragment:
    """Draw a chart as a part of a scene.

    Args:
        chart: The chart, without title.
        x: Left edge in the scene.
        y: Top edge in the scene.
        name: A word of its own for each chart of a scene.
    """
    import vl_convert  # noqa: PLC0415 - only where a chart is drawn

    content = chart.to_dict()
    content["background"] = PAPER
    content["config"] = _config()
    # Vega names the data by their digest, and says nothing of time or place.
    svg = vl_convert.vegalite_to_svg(content)
    head = SIZE.search(svg)
    assert head is not None, "vl-convert wrote an SVG without a size"
    inner = svg[head.end() : svg.rindex("</svg>")]
    inner = NAMED.sub(rf"\g<1>{name}-", inner)
    return Fragment(x, y, float(head["width"]), float(head["height"]), inner)


def _config() -> dict[str, object]:
    words = {"labelFont": FAMILY, "titleFont": FAMILY, "labelColor": INK, "titleColor": MUTED}
    return {
        "font": FAMILY,
        "padding": {"left": 0, "right": 0, "top": 2, "bottom": 6},
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelLimit": 0,
            "gridColor": "#e6e6e2",
            "domainColor": GRID,
            "tickColor": GRID,
        },
        "text": {"font": FAMILY, "fontSize": 12},
    }
