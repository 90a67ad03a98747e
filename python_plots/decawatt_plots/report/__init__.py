"""The report of result files: one HTML file that needs no network, and its tables as a spreadsheet.

`write` reads plans (results of `run` or `dispatch`), each followed by its adequacy files, asks
every section for its content, and assembles the page. A section is a function of a `Report` that
returns a `Section`, or None where the files have nothing for it."""
from . import page
from .loading import load
from .sections import SECTIONS


def sections_of(report):
    return [made for made in (section(report) for section in SECTIONS) if made is not None]


def import_workbook():
    try:
        from . import workbook
    except ImportError as error:
        raise ValueError(
            f"--xlsx needs a package that is not installed ({error}); on Debian: apt-get install "
            "python3-openpyxl"
        ) from error
    return workbook


def write(paths, out, xlsx=None, sources=None):
    """Writes `out`, and `xlsx` if it is given; returns the number of tables."""
    workbook = import_workbook() if xlsx else None
    with load(paths, sources) as report:
        sections = sections_of(report)
        page.write(report, sections, out)
        if xlsx:
            workbook.write(report, sections, xlsx)
        return sum(len(section.tables()) for section in sections)
