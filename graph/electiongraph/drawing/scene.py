"""Hold a picture as shapes with known bounds, and write it as SVG.

For drawing. Every text knows its width beforehand, so that tests can show that nothing overlaps and nothing
is cut; the same shapes always give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from xml.sax import saxutils

from electiongraph.drawing.colours import INK, PAPER
from electiongraph.drawing.typeface import FAMILY, text_width, wrap_text
from electiongraph.graph_values import printable

__all__ = ["Area", "Box", "Curve", "Fragment", "Label", "Polygon", "Rectangle", "Ribbon", "Scene", "Table"]

ASCENT, DESCENT = 0.76, 0.22


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle of the plane, in pixels from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Return whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Area:
    """Where something is drawn: left and top edge and width; the height follows from what is in it."""

    x: float
    y: float
    width: float

    def moved_to(self, y: float) -> Area:
        """Return the same area from another top edge."""
        return Area(self.x, y, self.width)


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle, such as a bar, a card or a badge."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    radius: float = 0
    dash: str = ""

    @property
    def box(self) -> Box:
        """Its bounds."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 13
    is_bold: bool = False
    fill: str = INK
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return text_width(self.text, self.size, is_bold=self.is_bold)

    @property
    def box(self) -> Box:
        """Its bounds, from the top of capitals with accents to the foot of descenders."""
        shift = {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        left = self.x - shift
        return Box(left, self.y - ASCENT * self.size, left + self.width, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from one point to another, bending to leave and arrive level; straight when `is_straight`."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 1.5
    dash: str = ""
    is_arrow: bool = False
    is_straight: bool = False

    def points(self, steps: int = 24) -> tuple[tuple[float, float], ...]:
        """Return points along the line, both ends included."""
        middle = (self.x1 + self.x2) / 2
        places = []
        for step in range(steps + 1):
            t = step / steps
            if self.is_straight:
                places.append((self.x1 + t * (self.x2 - self.x1), self.y1 + t * (self.y2 - self.y1)))
                continue
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            x = a * self.x1 + (b + c) * middle + d * self.x2
            places.append((x, (a + b) * self.y1 + (c + d) * self.y2))
        return tuple(places)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape with corners, such as a seat's hexagon; `note` shows where a pointer rests on it."""

    points: tuple[tuple[float, float], ...]
    fill: str
    stroke: str = ""
    width: float = 1
    note: str = ""

    @property
    def box(self) -> Box:
        """Its bounds."""
        across, down = zip(*self.points, strict=True)
        return Box(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band as high at the left end as at the right one, bending to leave and arrive level."""

    x1: float
    y1: float
    x2: float
    y2: float
    height: float
    fill: str
    opacity: float = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A drawing of another program: the inside of an SVG document of that size."""

    x: float
    y: float
    width: float
    height: float
    svg: str

    @property
    def box(self) -> Box:
        """Its bounds."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)


Shape = Rectangle | Curve | Label | Polygon | Ribbon | Fragment


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a picture as rows, for readers and for screen readers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Scene:
    """A picture under construction: shapes in drawing order, its size, its words and its data.

    Attributes:
        title: What the picture shows, in one line.
        description: The same as a sentence or two, for those who cannot see it.
        width: Pixels.
        height: Pixels.
        shapes: Rectangles, curves, labels and so on, later ones on top.
        tables: The data behind the picture.
    """

    title: str
    width: float
    height: float = 0
    description: str = ""
    shapes: list[Shape] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draw shapes on top of what is there."""
        self.shapes.extend(shapes)

    def write(
        self,
        text: str,
        area: Area,
        *,
        size: float = 13,
        is_bold: bool = False,
        fill: str = INK,
        leading: float = 1.3,
    ) -> float:
        """Set a text in as many lines as it needs.

        Args:
            text: What to set.
            area: Where; no line is wider.
            size: Font size in pixels.
            is_bold: Whether in bold.
            fill: Colour of the ink.
            leading: Distance of baselines, in font sizes.

        Returns:
            The bottom edge, where the next text may start.
        """
        y = area.y
        for line in wrap_text(text, size, area.width, is_bold=is_bold):
            self.add(Label(area.x, round(y + size, 1), line, size, is_bold, fill))
            y += size * leading
        return round(y, 1)

    def labels(self) -> tuple[Label, ...]:
        """Return the texts in drawing order."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Label))

    def svg(self) -> str:
        """Return the picture as an SVG document, ending in a newline."""
        width, height = _number(self.width), _number(self.height)
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="picture-title picture-description"'
            f' font-family="{FAMILY}" style="font-kerning:none">',
            f'<title id="picture-title">{_escaped(self.title)}</title>',
            f'<desc id="picture-description">{_escaped(self.description)}</desc>',
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        ]
        lines.extend(_element(shape) for shape in self.shapes)
        return "\n".join([*lines, "</svg>", ""])


def _element(shape: Shape) -> str:
    if isinstance(shape, Label):
        return _text_element(shape)
    if isinstance(shape, Polygon):
        return _polygon_element(shape)
    if isinstance(shape, Ribbon):
        return _ribbon_element(shape)
    if isinstance(shape, Fragment):
        size = f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
        view = f'viewBox="0 0 {_number(shape.width)} {_number(shape.height)}"'
        return f'<svg x="{_number(shape.x)}" y="{_number(shape.y)}" {size} {view}>{shape.svg}</svg>'
    if isinstance(shape, Rectangle):
        parts = [f'x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}"']
        parts.append(f'height="{_number(shape.height)}" fill="{shape.fill}"')
        parts.extend([f'stroke="{shape.stroke}"'] if shape.stroke else [])
        parts.extend([f'rx="{_number(shape.radius)}"'] if shape.radius else [])
        parts.extend([f'stroke-dasharray="{shape.dash}"'] if shape.dash else [])
        return f"<rect {' '.join(parts)}/>"
    return _curve_element(shape)


def _curve_element(curve: Curve) -> str:
    x1, y1, x2, y2 = (_number(value) for value in (curve.x1, curve.y1, curve.x2, curve.y2))
    middle = _number((curve.x1 + curve.x2) / 2)
    route = f"L{x2} {y2}" if curve.is_straight else f"C{middle} {y1} {middle} {y2} {x2} {y2}"
    dash = f' stroke-dasharray="{curve.dash}"' if curve.dash else ""
    path = (
        f'<path d="M{x1} {y1}{route}" fill="none" stroke="{curve.stroke}"'
        f' stroke-width="{_number(curve.width)}"{dash}/>'
    )
    if not curve.is_arrow:
        return path
    back = 8 if curve.x2 > curve.x1 else -8
    head = f"M{_number(curve.x2 - back)} {_number(curve.y2 - 5)}L{x2} {y2}L{_number(curve.x2 - back)} "
    return f'{path}\n<path d="{head}{_number(curve.y2 + 5)}z" fill="{curve.stroke}"/>'


def _polygon_element(shape: Polygon) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    stroke = f' stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"' if shape.stroke else ""
    return _noted("polygon", f'points="{points}" fill="{shape.fill}"{stroke}', shape.note)


def _ribbon_element(ribbon: Ribbon) -> str:
    middle = _number((ribbon.x1 + ribbon.x2) / 2)
    x1, y1, x2, y2 = (_number(value) for value in (ribbon.x1, ribbon.y1, ribbon.x2, ribbon.y2))
    low1, low2 = _number(ribbon.y1 + ribbon.height), _number(ribbon.y2 + ribbon.height)
    over = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    back = f"L{x2} {low2}C{middle} {low2} {middle} {low1} {x1} {low1}z"
    faint = f' fill-opacity="{ribbon.opacity:g}"' if ribbon.opacity != 1 else ""
    return _noted("path", f'd="{over}{back}" fill="{ribbon.fill}"{faint}', ribbon.note)


def _noted(name: str, attributes: str, note: str) -> str:
    return (
        f"<{name} {attributes}><title>{_escaped(note)}</title></{name}>"
        if note
        else f"<{name} {attributes}/>"
    )


def _text_element(label: Label) -> str:
    parts = [f'x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"']
    parts.extend(['font-weight="bold"'] if label.is_bold else [])
    parts.extend([f'text-anchor="{label.anchor}"'] if label.anchor != "start" else [])
    # A reader whose machine has none of the fonts still sees every text within its place.
    parts.append(f'fill="{label.fill}" textLength="{_number(label.width)}" lengthAdjust="spacingAndGlyphs"')
    return f"<text {' '.join(parts)}>{_escaped(label.text)}</text>"


def _escaped(text: str) -> str:
    return saxutils.escape(printable(text))


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")
