"""What sections consist of: paragraphs, tables, figures. Names come from files and are escaped
where the page is written."""
import dataclasses
import math


@dataclasses.dataclass
class Heading:
    text: str


@dataclasses.dataclass
class Paragraph:
    text: str
    kind: str = ""                             # "", "note", "warning" or "lead"


@dataclasses.dataclass
class Tiles:
    """Numbers that stand out: (name, value with its unit, explanation)."""
    items: list


@dataclasses.dataclass
class Table:
    """`head`: (name, unit) of each column, unit empty where there is none; the first column names
    the row. None and NaN are missing."""
    title: str
    head: list
    rows: list
    sheet: str = ""                            # name in the spreadsheet; the title where empty
    folded: bool = False                       # shown on request


@dataclasses.dataclass
class Figure:
    """`drawing`: SVG or an image as HTML, already escaped. `alt` says in words what it shows."""
    title: str
    alt: str
    drawing: str
    note: str = ""
    table: Table = None                        # the same numbers, shown on request
    fits: bool = False  # the drawing has a form for narrow screens, too, and is never scrolled


@dataclasses.dataclass
class Text:
    """A file as it is, folded."""
    title: str
    text: str


@dataclasses.dataclass
class Data:
    """Numbers for the script of the page."""
    name: str
    value: dict


@dataclasses.dataclass
class Section:
    name: str                                  # of its anchor
    title: str
    blocks: list = dataclasses.field(default_factory=list)

    def tables(self):
        found = []
        for block in self.blocks:
            table = block if isinstance(block, Table) else getattr(block, "table", None)
            if isinstance(table, Table):
                found.append(table)
        return found


NOTHING = 1e-4  # of the highest value of a column: the rounding of the solver


LEAST_AMOUNT = {"MWh": 1e-3, "MW": 1e-3, "ppm": 1e-3}  # less reads as 0, for the same reason


def missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value))


def decimals(values):
    """Decimals with which a column of numbers reads well."""
    highest = highest_of(values)
    if highest >= 1000 or highest == 0:
        return 0
    return 1 if highest >= 100 else 2 if highest >= 1 else min(6, 2 -
                                                               math.floor(math.log10(highest)))


def number(value, places, least=0.0):
    """A number as text; a value that the places would round to zero keeps two digits, unless it is
    at most `least`."""
    if missing(value):
        return "–"
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) <= least and abs(value) < 0.5 * 10.0 ** -places:
        return "0"
    if value != 0 and abs(value) < 0.5 * 10.0 ** -places:
        return f"{value:.2g}".replace("-", "−")
    return f"{value:,.{places}f}".replace("-", "−")


def highest_of(values):
    return max((abs(v) for v in values if isinstance(v, float) and math.isfinite(v)), default=0.0)


def layout_of(values, unit):
    """Decimals of a column, and below which value it reads as 0."""
    least = max(LEAST_AMOUNT.get(unit, 0.0), NOTHING * highest_of(values))
    return decimals([v for v in values if isinstance(v, float) and abs(v) > least]), least


def reads(value, unit=""):
    """One number as text, by itself."""
    return number(value, *layout_of([value], unit))


def money(value, currency):
    """2.04 billion USD."""
    for factor, word in ((1e12, "trillion "), (1e9, "billion "), (1e6, "million ")):
        if abs(value) >= factor:
            return f"{value / factor:,.3g} {word}{currency}".replace(
                "-",
                "−") if abs(value) < 1000 * factor else f"{value / factor:,.0f} {word}{currency}"
    return f"{reads(float(value))} {currency}"


def scaled_money(highest, currency):
    """Factor and unit in which amounts of money up to `highest` read well on an axis."""
    for factor, word in ((1e-12, "trillion "), (1e-9, "billion "), (1e-6, "million ")):
        if highest * factor >= 1:
            return factor, f"{word}{currency}"
    return 1.0, currency


def percent(fraction):
    """A share as text; 99.99 is not rounded to 100."""
    value = round(100 * fraction, 9)
    if value == round(value):
        places = 0
    else:
        places = 2 if abs(value) < 0.1 or 99.5 <= abs(value) < 100 else 1
    return f"{value:,.{places}f} %".replace("-", "−")


def by_year(title, years, columns, **options):
    """A table with a row a year; `columns`: (name, unit, values)."""
    rows = [[
        int(year), *(None if values is None else float(values[y]) for _, _, values in columns)
    ] for y, year in enumerate(years)]
    return Table(title, [("year", ""), *((name, unit) for name, unit, _ in columns)], rows,
                 **options)
