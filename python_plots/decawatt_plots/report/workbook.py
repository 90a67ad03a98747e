"""The tables of the report as a spreadsheet: one sheet a table, units in the head, and a first
sheet that lists them."""
import re

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .content import missing
from .files import whole_or_not

LONGEST_NAME = 31                              # of a sheet
WIDEST = 48


def sheet_name(title, taken):
    legal = re.sub(r"[\[\]:*?/\\']+", " ", ILLEGAL_CHARACTERS_RE.sub(" ", title))
    name = legal.strip()[:LONGEST_NAME].strip() or "table"
    number, found = 2, name
    while found.lower() in taken:
        ending = f" {number}"
        found, number = name[: LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(found.lower())
    return found


def put(sheet, row, column, value, bold=False):
    """Texts stay texts: a name that begins with = is no formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:32767]
        cell.data_type = "s"
    elif not missing(value):
        cell.value = value if abs(value) != float("inf") else str(value)
    if bold:
        cell.font = Font(bold=True)


def fill(sheet, table):
    put(sheet, 1, 1, table.title, bold=True)
    for c, (name, unit) in enumerate(table.head, 1):
        put(sheet, 2, c, f"{name} ({unit})" if unit else name, bold=True)
    for r, row in enumerate(table.rows, 3):
        for c, value in enumerate(row, 1):
            put(sheet, r, c, value)
    for c, (name, unit) in enumerate(table.head, 1):
        longest = max([
            len(name) + len(unit) + 3,
            *(len(str(row[c - 1])) if isinstance(row[c - 1], str) else 12 for row in table.rows)
        ])
        sheet.column_dimensions[get_column_letter(c)].width = min(WIDEST, longest + 1)
    sheet.freeze_panes = "B3"


def write(report, sections, out):
    book = openpyxl.Workbook()
    index, taken = book.active, {"tables"}
    index.title = "tables"
    for c, words in enumerate(("sheet", "section", "table", "file"), 1):
        put(index, 1, c, words, bold=True)
    row = 2
    for section in sections:
        for table in section.tables():
            name = sheet_name(table.sheet or table.title, taken)
            fill(book.create_sheet(name), table)
            for c, words in enumerate((name, section.title, table.title), 1):
                put(index, row, c, words)
            row += 1
    for k, plan in enumerate(report.plans):
        put(index, 2 + k, 4, plan.path)
    for letter, width in zip("ABCD", (34, 38, 60, 40)):
        index.column_dimensions[letter].width = width
    whole_or_not(out, book.save)
