"""Heat maps: the hours of a year as an image of days by hours, and small tables of cells."""
import base64
import struct
import zlib

import matplotlib
import numpy as np

from .charts import BOTTOM, LEFT, TOP, bar, escape, svg, text
from .content import reads

WIDTH, MAP_HEIGHT = 720, 132
SIDE = 96                                      # room of the scale on the right
MISSING = 255                                  # index of the colour of hours without a value


def palette(name):
    colors = matplotlib.colormaps[name](np.linspace(0, 1, MISSING))[:, :3]
    return np.vstack([(255 * colors).round().astype(np.uint8), [[128, 128, 128]]])


def png(indices, colors):
    """A PNG with a palette of 256 colours, as a data address; rows of the image are rows of
    `indices`."""
    def chunk(kind, content):
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    height, width = indices.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices.astype(np.uint8)]).tobytes()
    content = (b"\x89PNG\r\n\x1a\n" +
               chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)) +
               chunk(b"PLTE",
                     colors.astype(np.uint8).tobytes()) + chunk(b"IDAT", zlib.compress(rows, 9)) +
               chunk(b"IEND", b""))
    return "data:image/png;base64," + base64.b64encode(content).decode("ascii")


def days_by_hours(values, steps_per_day):
    """Hours (rows, midnight at the top) × days; the last day is filled with NaN where it is
    incomplete."""
    days = -(-len(values) // steps_per_day)
    return np.append(np.asarray(values, float), np.full(days * steps_per_day - len(values),
                                                        np.nan)).reshape(days, steps_per_day).T


def limits_of(values, centered):
    """Lowest and highest value of the scale: 99.8 % of the hours; with zero in the middle where
    both signs occur."""
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0, 1.0
    low, high = (float(v) for v in np.quantile(known, (0.001, 0.999)))
    if centered:
        high = max(abs(low), abs(high)) or 1.0
        return -high, high
    low = min(low, 0.0) if low >= 0 and low < 0.5 * high else low
    return low, high if high > low else low + 1.0


def indices_of(grid, low, high):
    with np.errstate(invalid="ignore"):
        scaled = np.clip((grid - low) / (high - low), 0, 1) * (MISSING - 1)
    return np.where(np.isfinite(grid), np.nan_to_num(scaled).round(), MISSING).astype(np.uint8)


def year_map(values, local, steps_per_day, centered, unit, name):
    """SVG of a year; also its scale, for the script that reads values."""
    grid = days_by_hours(values, steps_per_day)
    low, high = limits_of(grid, centered)
    colors = palette("RdBu_r" if centered else "viridis")
    wide, bottom = WIDTH - LEFT - SIDE, TOP + MAP_HEIGHT
    body = [
        f'<image x="{LEFT}" y="{TOP}" width="{wide}" height="{MAP_HEIGHT}" '
        'preserveAspectRatio="none" class="pixels" '
        f'href="{png(indices_of(grid, low, high), colors)}"/>'
    ]
    for hour in (0, 6, 12, 18, 24):
        body.append(text(LEFT - 6, TOP + MAP_HEIGHT * hour / 24 + 4, f"{hour:02d}", "end"))
    body.append(
        f'<text x="13" y="{TOP + MAP_HEIGHT / 2:.0f}" text-anchor="middle" transform="rotate(-90 '
        f'13 {TOP + MAP_HEIGHT / 2:.0f})">hour of day (h)</text>'
    )
    days = local[::steps_per_day].astype("datetime64[D]")
    starts = [k for k, day in enumerate(days) if str(day).endswith("-01")]
    body += [
        text(LEFT + wide * k / grid.shape[1], bottom + 16, day_words(days[k]))
        for k in starts or [0]
    ]
    scale = png(indices_of(np.linspace(high, low, 64)[:, None], low, high), colors)
    x = WIDTH - SIDE + 14
    body.append(
        f'<image x="{x}" y="{TOP}" width="12" height="{MAP_HEIGHT}" preserveAspectRatio="none" '
        f'href="{scale}"/>'
    )
    for share in (0.0, 0.5, 1.0):
        body.append(
            text(x + 18, TOP + MAP_HEIGHT * (1 - share) + 4, reads(low + share * (high - low))))
    body.append(text(WIDTH - 4, bottom + 16, unit, "end"))
    frame = (f'data-left="{LEFT}" data-top="{TOP}" data-wide="{wide}" data-high="{MAP_HEIGHT}" '
             f'data-width="{WIDTH}" data-rows="{steps_per_day}"')
    return ('<div class="map" tabindex="0" role="application" aria-label="Values of '
            f'{escape(name)}: arrow keys move by an hour and by a day" '
            f'{frame}>{svg(bottom + BOTTOM - 8, body)}</div>')


def day_words(day):
    return ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
            "Dec")[int(str(day)[5:7]) - 1]


def cells(grid, rows, columns, words):
    """A small table of colours between 0 and 1: `words` gives the text of a value."""
    colors = palette("viridis")
    wide, high = (WIDTH - LEFT - 12) / grid.shape[1], 17
    body = []
    for r, row in enumerate(grid):
        body.append(text(LEFT - 6, TOP + r * high + 13, rows[r], "end"))
        for c, value in enumerate(row):
            red, green, blue = colors[indices_of(np.array([[value]]), 0.0, 1.0)[0, 0]]
            body.append(
                bar(LEFT + c * wide, TOP + r * high, wide + 0.3, high + 0.3,
                    f"rgb({red},{green},{blue})", f"{rows[r]}, {columns[c]}: {words(value)}"))
    bottom = TOP + high * len(grid)
    body += [
        text(LEFT + (c + 0.5) * wide, bottom + 15, name, "middle")
        for c, name in enumerate(columns)
        if c % 3 == 0
    ]
    return svg(bottom + 22, body)


def ramp(low_words, high_words):
    """The scale of `cells` as HTML."""
    image = png(
        np.linspace(0, MISSING - 1, 128).round().astype(np.uint8)[None, :], palette("viridis"))
    return (f'<p class="legend-line">{escape(low_words)} <img class="ramp" alt="" src="{image}"> '
            f'{escape(high_words)}</p>')
