"""Charts as SVG: numbers are drawn to scale, colours and letters follow the page (light, dark,
print)."""
import html
import math

import numpy as np

from .colors import variable
from .content import reads

WIDTH, HEIGHT = 720, 290
LEFT, RIGHT, TOP, BOTTOM = 62, 12, 12, 30
LETTER = 6.6                                   # mean width of a letter in units of the drawing


def escape(text):
    return html.escape(str(text), quote=True)


def svg(height, body, width=WIDTH, kind=""):
    look = f' class="{kind}"' if kind else ""
    return (f'<svg{look} viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'aria-hidden="true" focusable="false">{"".join(body)}</svg>')


def text(x, y, words, anchor="start", kind=""):
    look = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{escape(words)}</text>'


def bar(x, y, width, height, color, words=""):
    return (f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" '
            f'height="{max(height, 0):.2f}" '
            f'style="fill:{color}"><title>{escape(words)}</title></rect>')


def line(x1, y1, x2, y2, kind="grid"):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def shortened(words, most):
    return words if len(words) <= most else words[: most - 1] + "…"


def ticks(low, high, about=5):
    """Round values from at most `low` to at least `high`."""
    span = (high - low) or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span / about))
    step *= next(m for m in (1, 2, 5, 10) if span / (m * step) <= about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [k * step for k in range(first, last + 1)]


def tick_words(values):
    step = abs(values[1] - values[0]) if len(values) > 1 else 1.0
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return [f"{value:,.{places}f}".replace("-", "−") for value in values]


def legend(names):
    """(name, colour) pairs as HTML beside a chart; drawn as boxes with words."""
    items = "".join(
        f'<li><span class="box" style="background:{variable(color)}"></span>{escape(name)}</li>'
        for name, color in names)
    return f'<ul class="legend">{items}</ul>'


class Axis:
    """The vertical axis of a chart with its grid."""

    def __init__(self, low, high, height=HEIGHT):
        self.marks = ticks(min(low, 0.0), max(high, 0.0) or 1.0)
        self.low, self.high, self.bottom = self.marks[0], self.marks[-1], height - BOTTOM

    def y(self, value):
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - TOP)

    def drawn(self, unit):
        body = []
        for mark, words in zip(self.marks, tick_words(self.marks)):
            body += [
                line(LEFT, self.y(mark), WIDTH - RIGHT, self.y(mark),
                     "zero" if mark == 0 else "grid"),
                text(LEFT - 6,
                     self.y(mark) + 4, words, "end")
            ]
        middle = (TOP + self.bottom) / 2
        return body + [
            f'<text x="13" y="{middle:.0f}" text-anchor="middle" transform="rotate(-90 13 '
            f'{middle:.0f})">{escape(unit)}</text>'
        ]


def stacked_bars(categories, parts, unit, net=None, by_time=True):
    """Bars of each category; `parts`: (name, colour, values), negative ones below zero; `net`:
    (name, values) as points, which a line joins where categories are years or months."""
    parts = [part for part in parts if np.nansum(np.abs(part[2])) > 0]
    values = np.array([np.nan_to_num(v) for _, _, v in parts],
                      dtype=float).reshape(len(parts), len(categories))
    above, below = np.clip(values, 0, None).sum(axis=0), np.clip(values, None, 0).sum(axis=0)
    line_values = np.nan_to_num(np.asarray(net[1], dtype=float)) if net else np.zeros(1)
    axis = Axis(min(below.min(initial=0.0), line_values.min()),
                max(above.max(initial=0.0), line_values.max()))
    slot = (WIDTH - RIGHT - LEFT) / len(categories)
    wide = min(0.72 * slot, 90.0)
    body = axis.drawn(unit)
    up, down = np.zeros(len(categories)), np.zeros(len(categories))
    for (name, color, _), row in zip(parts, values):
        for k, value in enumerate(row):
            base = up if value >= 0 else down
            y0, y1 = axis.y(base[k]), axis.y(base[k] + value)
            if value:
                body.append(
                    bar(LEFT + (k + 0.5) * slot - wide / 2, min(y0, y1), wide, abs(y1 - y0),
                        variable(color), f"{categories[k]}, {name}: {reads(float(value))} {unit}"))
            base[k] += value
    if not by_time:
        categories = [shortened(str(c), max(3, int(slot / LETTER))) for c in categories]
    every = math.ceil(max(len(str(c)) for c in categories) * LETTER * 1.15 / slot) if by_time else 1
    body += [
        text(LEFT + (k + 0.5) * slot, axis.bottom + 18, c, "middle")
        for k, c in enumerate(categories)
        if k % every == 0
    ]
    names = [(name, color) for name, color, _ in reversed(parts)]
    if net:
        points = [(LEFT + (k + 0.5) * slot, axis.y(value))
                  for k, value in enumerate(net[1])
                  if np.isfinite(value)]
        if by_time:
            body.append(
                '<polyline class="net" '
                f'points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
            )
        body += [
            f'<circle class="net-point" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>' for x, y in points
        ]
    drawn = svg(HEIGHT, body) + legend(names)
    if not net:
        return drawn
    kind = "Line" if by_time else "Point"
    return drawn + f'<p class="legend-line">{kind}: {escape(net[0])}</p>'


def steps(values, x, y):
    """Corners of a line of steps."""
    corners = []
    for k, value in enumerate(values):
        corners += [(x(k), y(value)), (x(k + 1), y(value))]
    return corners


def path_of(corners):
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in corners)


def week(labels, supply, use, load, unit):
    """A stack of hours: supply upwards, use downwards, the load as a line; `labels`: (index of an
    hour, words)."""
    count = len(load)
    axis = Axis(-sum((v for _, _, v in use), np.zeros(count)).max(),
                max(sum((v for _, _, v in supply), np.zeros(count)).max(), load.max()))

    def x(k):
        return LEFT + k * (WIDTH - RIGHT - LEFT) / count

    body = axis.drawn(unit)
    for parts, sign in ((supply, 1.0), (use, -1.0)):
        base = np.zeros(count)
        for name, color, values in parts:
            top = base + sign * values
            body.append(
                f'<path d="{path_of(steps(base, x, axis.y) + steps(top, x, axis.y)[::-1])}Z" '
                f'style="fill:{variable(color)}"><title>{escape(name)}</title></path>'
            )
            base = top
    body.append(f'<path class="load" d="{path_of(steps(load, x, axis.y))}"/>')
    body += [text(x(k), axis.bottom + 18, words) for k, words in labels]
    body += [line(x(k), axis.bottom, x(k), axis.bottom + 5, "zero") for k, _ in labels]
    names = legend([(name, color) for name, color, _ in [*reversed(supply), *use]])
    return svg(HEIGHT, body) + names + '<p class="legend-line">Line: load</p>'
