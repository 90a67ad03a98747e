"""Horizontal bars as SVG: by name, around a base, and as a waterfall; for wide and for small
screens."""
import numpy as np

from .charts import LETTER, WIDTH, bar, escape, legend, line, shortened, svg, text
from .colors import variable
from .content import reads

WIDE_LETTER = 7.6  # of amounts with their units
ROW = 25
NARROW = 330  # width of the form of horizontal bars for small screens
LONGEST_NAME = 30  # letters beside a bar


class Rows:
    """Layout of horizontal bars from `low` to `high`, with their names and words (amounts). Wide:
    names on the left, words beside the bars. Narrow, for small screens: names and words on a line
    above each bar."""

    def __init__(self, names, words, low, high, narrow):
        self.narrow = narrow
        self.width = NARROW if narrow else WIDTH
        self.height = 2 * ROW - 10 if narrow else ROW
        longest = max(len(name) for name in names)
        self.left = 1.0 if narrow else 14 + LETTER * min(LONGEST_NAME, longest)
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
            y = self.y(k) - 4
            return [text(0, y, shortened(name, most), "start", kind),
                    text(self.width, y, words, "end", kind)]
        y = self.y(k) + 14
        return [text(self.left - 8, y, shortened(name, LONGEST_NAME), "end", kind),
                text(self.x(end) + 6, y, words, "start", kind)]

    def mark(self, value):
        """A vertical line at a value, beside the bars only."""
        if not self.narrow:
            return [line(self.x(value), 2, self.x(value), self.bottom(), "zero")]
        x = self.x(value)
        return [line(x, self.y(k) - 1, x, self.y(k) + ROW - 7, "zero")
                for k in range(self.count)]

    def svg(self, body):
        return svg(self.bottom() + 4, body, self.width, "narrow" if self.narrow else "wide")


def wide_and_narrow(draw):
    """A drawing for each width; the style shows one."""
    return draw(False) + draw(True)


def bars_by_name(rows, unit):
    """Horizontal bars: (name, colour, value, words on the right)."""
    high = max(value for _, _, value, _ in rows) or 1.0

    def draw(narrow):
        frame = Rows([row[0] for row in rows], [row[3] for row in rows], 0.0, high, narrow)
        body = []
        for k, (name, color, value, words) in enumerate(rows):
            body += [
                *frame.words(k, name, words, value),
                bar(frame.x(0), frame.y(k),
                    frame.x(value) - frame.x(0), ROW - 8, variable(color),
                    f"{name}: {reads(float(value))} {unit}")
            ]
        return frame.svg(body)
    return wide_and_narrow(draw)


def tornado(rows, base, unit):
    """Bars from the outcome with a lower input to that with a higher one, around the base: (name,
    lower, higher)."""
    low = min(base, *(min(a, b) for _, a, b in rows))
    high = max(base, *(max(a, b) for _, a, b in rows))
    words = [f"{reads(a)} to {reads(b)}" for _, a, b in rows]

    def draw(narrow):
        frame = Rows([row[0] for row in rows], words, low, high, narrow)
        x, body = frame.x, frame.mark(base)
        for k, ((name, a, b), shown) in enumerate(zip(rows, words)):
            for value, color, side in ((a, "first", "lower"), (b, "second", "higher")):
                body.append(
                    bar(min(x(base), x(value)), frame.y(k), abs(x(value) - x(base)), ROW - 8,
                        variable(color), f"{name}, {side}: {reads(value)} {unit}"))
            body += frame.words(k, name, shown, max(a, b, base))
        return frame.svg(body)

    names = legend([("lower input", "first"), ("higher input", "second")])
    planned = f"Line: as planned, {escape(reads(base))} {escape(unit)}"
    return wide_and_narrow(draw) + names + f'<p class="legend-line">{planned}</p>'


def waterfall(parts, total, unit):
    """Parts from top to bottom, each beginning where the one before ends, and the total."""
    ends = np.cumsum([0.0, *(value for _, _, value in parts)])
    low, high = min(0.0, ends.min(), total), max(ends.max(), total, 0.0)
    rows = [
        *((name, color, begin, begin + value, value)
          for (name, color, value), begin in zip(parts, ends)),
        ("cost of supply", "total", 0.0, total, total)
    ]
    words = [reads(float(value)) for *_, value in rows]

    def draw(narrow):
        frame = Rows([row[0] for row in rows], words, low, high, narrow)
        x, body = frame.x, frame.mark(0.0)
        for k, ((name, color, begin, end, _), shown) in enumerate(zip(rows, words)):
            last = k == len(rows) - 1
            body += [
                *frame.words(k, name, shown, max(begin, end), "strong" if last else ""),
                bar(min(x(begin), x(end)), frame.y(k), abs(x(end) - x(begin)), ROW - 8,
                    variable(color), f"{name}: {shown} {unit}")
            ]
            if not last and not narrow:
                body.append(line(x(end), frame.y(k) + ROW - 8, x(end), frame.y(k) + ROW, "step"))
        return frame.svg(body)
    return wide_and_narrow(draw)
