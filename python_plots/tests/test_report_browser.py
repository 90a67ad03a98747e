"""The report in headless Chromium: no error on the console, nothing fetched, figures there, no
overflow at two widths, keys that work."""
import browser
import pytest
import report_files
from decawatt_plots import report

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = ("[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll') && "
           "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))")
DRAWN = ("[...document.querySelectorAll('figure .drawing')].map(e => "
         "Math.max(...[...e.querySelectorAll('svg, img.still')].map(f => "
         "f.getBoundingClientRect()).map(d => Math.min(d.width, d.height))))")
CUT = ("[...document.querySelectorAll('.drawing.fits')].filter(e => e.parentElement.scrollWidth > "
       "e.parentElement.clientWidth || [...e.querySelectorAll('svg text')].filter(t => "
       "t.getBoundingClientRect().width > 0).some(t => { const box = t.getBoundingClientRect(), "
       "all = e.getBoundingClientRect(); return box.right > all.right + 1 || box.left < all.left - "
       "1 || t.textContent.includes('…') })).map(e => e.textContent.slice(0, 80))")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    browser.require()
    folder = tmp_path_factory.mktemp("browser")
    files = [
        report_files.write(folder / "plan.h5"),
        report_files.write_finance(folder / "finance.h5"),
        report_files.write_accounts(folder / "accounts.h5")
    ]
    report.write(files, folder / "plan.html")
    return folder / "plan.html"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory, page):
    made = browser.Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.close()


@pytest.mark.parametrize("width,scheme", [(1280, "light"), (390, "light"), (1280, "dark")])
def test_the_page_is_whole(page, chromium, width, scheme):
    chromium.open(page, width, scheme)
    assert chromium.logged == []
    assert chromium.value(OVERFLOW) == 0 and chromium.value(OUTSIDE) == []
    assert chromium.value(CUT) == []
    assert chromium.value("document.querySelectorAll('.drawing.fits').length") > 3
    sizes = chromium.value(DRAWN)
    assert len(sizes) > 15 and min(sizes) > 60
    assert chromium.value("document.querySelectorAll('.explorer svg path').length") > 3
    back = chromium.value("getComputedStyle(document.body).backgroundColor")
    assert back == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 29)")


def test_the_summary_prints_on_one_page(page, chromium):
    """A4 less the margins that the style states: 186 × 271 mm at 96 pixels an inch."""
    chromium.open(page, 703)
    chromium.call("Emulation.setEmulatedMedia", media="print")
    assert chromium.value(
        "document.querySelector('#summary').getBoundingClientRect().bottom") < 1024
    assert chromium.value("getComputedStyle(document.querySelector('nav')).display") == "none"
    chromium.call("Emulation.setEmulatedMedia", media="")


def test_whatever_takes_the_focus_or_shows_has_a_name(page, chromium):
    """In the tree that screen readers read."""
    chromium.open(page, 1280)
    named = {}
    for node in chromium.call("Accessibility.getFullAXTree")["nodes"]:
        if not node.get("ignored"):
            named.setdefault(node.get("role", {}).get("value"),
                             []).append(bool(node.get("name", {}).get("value")))
    for role in ("button", "slider", "combobox", "application", "region", "navigation", "heading",
                 "link"):
        assert named.get(role) and all(named[role]), role
    assert all(named.get("image", [])) and len(named["application"]) > 3


def test_weeks_and_maps_answer_to_keys(page, chromium):
    chromium.open(page, 1280)
    told = "document.querySelector('.explorer output').textContent"
    chromium.value("document.querySelector('.explorer svg').focus()")
    first = chromium.value(told)
    assert first.startswith("Wed 1 Jan 2031, 12:00: load ")
    chromium.key("ArrowRight")
    assert chromium.value(told).startswith("Wed 1 Jan 2031, 13:00")
    chromium.key("PageDown")
    assert chromium.value(told).startswith("Wed 8 Jan 2031, 13:00")
    chromium.value("document.querySelector('.map').focus()")
    chromium.key("ArrowDown")
    assert chromium.value("document.querySelector('.map output').textContent").startswith(
        "Wed 1 Jan 2031, 13:00: ")
    assert chromium.logged == []


def test_values_under_the_pointer_are_those_of_the_file(page, chromium):
    """The load of the first hour shown, to the 16 bits in which the page holds it."""
    chromium.open(page, 1280)
    shown = float(
        chromium.value("document.querySelector('.explorer output').textContent").split("load ")
        [1].split(" MW")[0].replace(",", ""))
    maker = report_files.make()
    load = maker.root.data_center_load_mw.values[14 * 24 + 12, 0]
    assert shown == pytest.approx(load, abs=0.51)
