"""Draws a chart with matplotlib, as SVG or PNG, wide enough for a chat on a phone.

matplotlib's settings belong to the process: draw in one thread only. It is imported when the
first picture is drawn, because a server without visitors needs none of its 40 MB.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from knowledge.charts.chart import Bar, Chart

SVG, PNG = "svg", "png"
FORMATS = (SVG, PNG)
WIDTH, HEIGHT = 330, 300  # points; higher where the words need it
PNG_DPI = 220  # 1008 pixels wide

_MARGIN = 12
_BAR = 15  # height
_LEADING = 1.32  # from line to line, in font sizes
_SIZES = {"title": 15.0, "label": 12.0, "small": 10.5}
# Blue and a light ground with an edge: told apart by lightness alone, whatever colours are seen.
_INK, _QUIET, _FILLED, _GROUND, _EDGE = "#111827", "#4b5563", "#0072b2", "#edf2f7", "#64748b"
_SETTINGS = {"svg.fonttype": "path", "svg.hashsalt": "adviser"}  # the same chart, the same bytes
_SPACE = "http://www.w3.org/2000/svg"


def draw(chart: Chart, form: str) -> bytes:
    """The picture."""
    import matplotlib
    from matplotlib.figure import Figure

    sheet = _Sheet()
    _lay_out(sheet, chart)
    height = max(HEIGHT, sheet.used + _MARGIN)
    out = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor="white")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))  # points, counted from above
        axes.axis("off")
        for put in sheet.things:
            put(axes)
        if form == PNG:
            figure.savefig(out, format=PNG, dpi=PNG_DPI, metadata={"Title": chart.title})
            return out.getvalue()
        figure.savefig(out, format=SVG, metadata={"Date": None, "Creator": None})
    return _with_words(out.getvalue(), chart)


class _Sheet:
    """What is put where, from above; its height is known when all of it is there."""

    def __init__(self) -> None:
        self.things: list[Callable[[Any], object]] = []
        self.used = float(_MARGIN)

    def write(self, text: str, size: str, color: str, bold: bool = False) -> None:
        """Lines of text, broken where the width ends."""
        points = _SIZES[size]
        for line in _lines(text, points, bold):
            self._text(_MARGIN, self.used, line, points, color, bold)
            self.used += points * _LEADING

    def leave(self, points: float) -> None:
        self.used += points

    def bar(self, bar: Bar, scale: float) -> None:
        """A bar with its number behind it."""
        from matplotlib.patches import Rectangle

        top, whole = self.used, bar.whole or bar.filled
        ground = Rectangle(
            (_MARGIN, top), whole * scale, _BAR, facecolor=_GROUND, edgecolor=_EDGE, linewidth=0.8
        )
        filled = Rectangle((_MARGIN, top), bar.filled * scale, _BAR, facecolor=_FILLED)
        self.things += [lambda axes: axes.add_patch(ground), lambda axes: axes.add_patch(filled)]
        size = _SIZES["label"]
        end = _MARGIN + whole * scale + 6
        self._text(end, top + (_BAR - size * 1.2) / 2, bar.number, size, _INK, True)
        self.used += _BAR

    def _text(
        self, left: float, top: float, text: str, size: float, color: str, bold: bool
    ) -> None:
        weight = "bold" if bold else "normal"
        shown = text.replace("$", r"\$")  # a pair of them would be read as a formula
        self.things.append(
            lambda axes: axes.text(
                left, top, shown, size=size, color=color, weight=weight, va="top"
            )
        )


def _lay_out(sheet: _Sheet, chart: Chart) -> None:
    sheet.write(chart.title, "title", _INK, bold=True)
    sheet.write(chart.subtitle, "small", _QUIET)
    longest = max(_width(bar.number, _SIZES["label"], bold=True) for bar in chart.bars)
    scale = (WIDTH - 2 * _MARGIN - 6 - longest) / chart.most
    for bar in chart.bars:
        sheet.leave(9)
        sheet.write(bar.label, "label", _INK)
        sheet.leave(2)
        sheet.bar(bar, scale)
        if bar.below:
            sheet.leave(4)
            sheet.write(bar.below, "small", _QUIET)
    sheet.leave(6)
    for note in chart.notes:
        sheet.leave(6)
        sheet.write(note, "small", _INK)
    sheet.leave(8)
    sheet.write(chart.source, "small", _QUIET)


def _lines(text: str, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size, bold) > WIDTH - 2 * _MARGIN:
            yield line
            line = word
        else:
            line = longer
    yield line


def _width(text: str, size: float, bold: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight="bold" if bold else "normal")
    width, _height, _descent = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width)


def _with_words(svg: bytes, chart: Chart) -> bytes:
    """The picture with its title and all it shows in words, as a screen reader wants them."""
    ElementTree.register_namespace("", _SPACE)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)  # noqa: S314 - ours, made just now
    metadata = root.find(f"{{{_SPACE}}}metadata")
    if metadata is not None:
        root.remove(metadata)
    for name, text in (("desc", chart.in_words), ("title", chart.title)):
        said = ElementTree.Element(f"{{{_SPACE}}}{name}", id=name)
        said.text = text
        root.insert(0, said)
    root.set("role", "img")
    root.set("aria-labelledby", "title")
    root.set("aria-describedby", "desc")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
