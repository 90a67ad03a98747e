"""Charts as SVG: numbers are drawn to scale, colours and letters follow the page (light, dark, print)."""
import html
import math

import numpy as np

from .colors import variable
from .content import reads

WIDTH, HEIGHT = 720, 290
LEFT, RIGHT, TOP, BOTTOM = 62, 12, 12, 30
LETTER = 6.6                                   # mean width of a letter in units of the drawing
WIDE_LETTER = 7.6                              # of amounts with their units
ROW = 25
NARROW = 330                                   # width of the form of horizontal bars for small screens
LONGEST_NAME = 30                              # letters beside a bar


def escape(text):
    return html.escape(str(text), quote=True)


def svg(height, body, width=WIDTH, kind=""):
    look = f' class="{kind}"' if kind else ""
    return f'<svg{look} viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">{"".join(body)}</svg>'


def text(x, y, words, anchor="start", kind=""):
    look = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{escape(words)}</text>'


def bar(x, y, width, height, color, words=""):
    return (f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" style="fill:{color}">'
            f'<title>{escape(words)}</title></rect>')


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
    items = "".join(f'<li><span class="box" style="background:{variable(color)}"></span>{escape(name)}</li>' for name, color in names)
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
            body += [line(LEFT, self.y(mark), WIDTH - RIGHT, self.y(mark), "zero" if mark == 0 else "grid"), text(LEFT - 6, self.y(mark) + 4, words, "end")]
        middle = (TOP + self.bottom) / 2
        return body + [f'<text x="13" y="{middle:.0f}" text-anchor="middle" transform="rotate(-90 13 {middle:.0f})">{escape(unit)}</text>']


def stacked_bars(categories, parts, unit, net=None, by_time=True):
    """Bars of each category; `parts`: (name, colour, values), negative ones below zero; `net`: (name, values) as points, which a line joins
    where categories are years or months."""
    parts = [part for part in parts if np.nansum(np.abs(part[2])) > 0]
    values = np.array([np.nan_to_num(v) for _, _, v in parts], dtype=float).reshape(len(parts), len(categories))
    above, below = np.clip(values, 0, None).sum(axis=0), np.clip(values, None, 0).sum(axis=0)
    line_values = np.nan_to_num(np.asarray(net[1], dtype=float)) if net else np.zeros(1)
    axis = Axis(min(below.min(initial=0.0), line_values.min()), max(above.max(initial=0.0), line_values.max()))
    slot = (WIDTH - RIGHT - LEFT) / len(categories)
    wide = min(0.72 * slot, 90.0)
    body = axis.drawn(unit)
    up, down = np.zeros(len(categories)), np.zeros(len(categories))
    for (name, color, _), row in zip(parts, values):
        for k, value in enumerate(row):
            base = up if value >= 0 else down
            y0, y1 = axis.y(base[k]), axis.y(base[k] + value)
            if value:
                body.append(bar(LEFT + (k + 0.5) * slot - wide / 2, min(y0, y1), wide, abs(y1 - y0), variable(color), f"{categories[k]}, {name}: {reads(float(value))} {unit}"))
            base[k] += value
    if not by_time:
        categories = [shortened(str(c), max(3, int(slot / LETTER))) for c in categories]
    every = math.ceil(max(len(str(c)) for c in categories) * LETTER * 1.15 / slot) if by_time else 1
    body += [text(LEFT + (k + 0.5) * slot, axis.bottom + 18, c, "middle") for k, c in enumerate(categories) if k % every == 0]
    names = [(name, color) for name, color, _ in reversed(parts)]
    if net:
        points = [(LEFT + (k + 0.5) * slot, axis.y(value)) for k, value in enumerate(net[1]) if np.isfinite(value)]
        if by_time:
            body.append(f'<polyline class="net" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')
        body += [f'<circle class="net-point" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>' for x, y in points]
    return svg(HEIGHT, body) + legend(names) + (f'<p class="legend-line">{"Line" if by_time else "Point"}: {escape(net[0])}</p>' if net else "")


class Rows:
    """Layout of horizontal bars from `low` to `high`, with their names and words (amounts). Wide: names on the left, words beside the bars.
    Narrow, for small screens: names and words on a line above each bar."""

    def __init__(self, names, words, low, high, narrow):
        self.narrow, self.width, self.height = narrow, NARROW if narrow else WIDTH, 2 * ROW - 10 if narrow else ROW
        self.left = 1.0 if narrow else 14 + LETTER * min(LONGEST_NAME, max(len(name) for name in names))
        right = 1.0 if narrow else 14 + WIDE_LETTER * max(len(one) for one in words)
        self.scale, self.low = (self.width - self.left - right) / ((high - low) or 1.0), low
        self.count = len(names)

    def x(self, value):
        return self.left + (value - self.low) * self.scale

    def y(self, k):
        """The upper edge of a bar."""
        return 6 + k * self.height + (ROW - 10 if self.narrow else 0)

    def bottom(self):
        return 8 + self.height * self.count

    def words(self, k, name, words, end, kind=""):
        """The name of a bar and its words; `end`: of the bar."""
        if self.narrow:
            most = max(8, int(self.width / LETTER) - len(words) - 1)
            return [text(0, self.y(k) - 4, shortened(name, most), "start", kind), text(self.width, self.y(k) - 4, words, "end", kind)]
        return [text(self.left - 8, self.y(k) + 14, shortened(name, LONGEST_NAME), "end", kind), text(self.x(end) + 6, self.y(k) + 14, words, "start", kind)]

    def mark(self, value):
        """A vertical line at a value, beside the bars only."""
        if not self.narrow:
            return [line(self.x(value), 2, self.x(value), self.bottom(), "zero")]
        return [line(self.x(value), self.y(k) - 1, self.x(value), self.y(k) + ROW - 7, "zero") for k in range(self.count)]

    def svg(self, body):
        return svg(self.bottom() + 4, body, self.width, "narrow" if self.narrow else "wide")


def wide_and_narrow(draw):
    """A drawing for each width; the style shows one."""
    return draw(False) + draw(True)


def bars_by_name(rows, unit):
    """Horizontal bars: (name, colour, value, words on the right)."""
    high = max(value for _, _, value, _ in rows) or 1.0

    def draw(narrow):
        frame, body = Rows([row[0] for row in rows], [row[3] for row in rows], 0.0, high, narrow), []
        for k, (name, color, value, words) in enumerate(rows):
            body += [*frame.words(k, name, words, value), bar(frame.x(0), frame.y(k), frame.x(value) - frame.x(0), ROW - 8, variable(color), f"{name}: {reads(float(value))} {unit}")]
        return frame.svg(body)
    return wide_and_narrow(draw)


def tornado(rows, base, unit):
    """Bars from the outcome with a lower input to that with a higher one, around the base: (name, lower, higher)."""
    low, high = min(base, *(min(a, b) for _, a, b in rows)), max(base, *(max(a, b) for _, a, b in rows))
    words = [f"{reads(a)} to {reads(b)}" for _, a, b in rows]

    def draw(narrow):
        frame = Rows([row[0] for row in rows], words, low, high, narrow)
        x, body = frame.x, frame.mark(base)
        for k, ((name, a, b), shown) in enumerate(zip(rows, words)):
            for value, color, side in ((a, "first", "lower"), (b, "second", "higher")):
                body.append(bar(min(x(base), x(value)), frame.y(k), abs(x(value) - x(base)), ROW - 8, variable(color), f"{name}, {side}: {reads(value)} {unit}"))
            body += frame.words(k, name, shown, max(a, b, base))
        return frame.svg(body)
    return wide_and_narrow(draw) + legend([("lower input", "first"), ("higher input", "second")]) + f'<p class="legend-line">Line: as planned, {escape(reads(base))} {escape(unit)}</p>'


def waterfall(parts, total, unit):
    """Parts from top to bottom, each beginning where the one before ends, and the total."""
    ends = np.cumsum([0.0, *(value for _, _, value in parts)])
    low, high = min(0.0, ends.min(), total), max(ends.max(), total, 0.0)
    rows = [*((name, color, begin, begin + value, value) for (name, color, value), begin in zip(parts, ends)), ("cost of supply", "total", 0.0, total, total)]
    words = [reads(float(value)) for *_, value in rows]

    def draw(narrow):
        frame = Rows([row[0] for row in rows], words, low, high, narrow)
        x, body = frame.x, frame.mark(0.0)
        for k, ((name, color, begin, end, _), shown) in enumerate(zip(rows, words)):
            last = k == len(rows) - 1
            body += [*frame.words(k, name, shown, max(begin, end), "strong" if last else ""),
                     bar(min(x(begin), x(end)), frame.y(k), abs(x(end) - x(begin)), ROW - 8, variable(color), f"{name}: {shown} {unit}")]
            if not last and not narrow:
                body.append(line(x(end), frame.y(k) + ROW - 8, x(end), frame.y(k) + ROW, "step"))
        return frame.svg(body)
    return wide_and_narrow(draw)


def steps(values, x, y):
    """Corners of a line of steps."""
    corners = []
    for k, value in enumerate(values):
        corners += [(x(k), y(value)), (x(k + 1), y(value))]
    return corners


def path_of(corners):
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in corners)


def week(labels, supply, use, load, unit):
    """A stack of hours: supply upwards, use downwards, the load as a line; `labels`: (index of an hour, words)."""
    count = len(load)
    axis = Axis(-sum((v for _, _, v in use), np.zeros(count)).max(), max(sum((v for _, _, v in supply), np.zeros(count)).max(), load.max()))

    def x(k):
        return LEFT + k * (WIDTH - RIGHT - LEFT) / count

    body = axis.drawn(unit)
    for parts, sign in ((supply, 1.0), (use, -1.0)):
        base = np.zeros(count)
        for name, color, values in parts:
            top = base + sign * values
            body.append(f'<path d="{path_of(steps(base, x, axis.y) + steps(top, x, axis.y)[::-1])}Z" style="fill:{variable(color)}"><title>{escape(name)}</title></path>')
            base = top
    body.append(f'<path class="load" d="{path_of(steps(load, x, axis.y))}"/>')
    body += [text(x(k), axis.bottom + 18, words) for k, words in labels]
    body += [line(x(k), axis.bottom, x(k), axis.bottom + 5, "zero") for k, _ in labels]
    return svg(HEIGHT, body) + legend([(name, color) for name, color, _ in [*reversed(supply), *use]]) + '<p class="legend-line">Line: load</p>'
