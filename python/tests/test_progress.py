"""Progress lines: in a notebook one display is updated, and removed at the end."""
import sys
import types

import pytest

from decawatt.progress import shown


class Display:
    """What a notebook shows: the last text of every display."""

    def __init__(self):
        self.texts = []

    def display(self, data, raw, display_id):
        assert raw and display_id
        self.texts.append(data["text/plain"])
        shown_here, place = self, len(self.texts) - 1

        class Handle:
            def update(self, data, raw):
                assert raw
                shown_here.texts[place] = data["text/plain"]
        return Handle()


@pytest.fixture
def notebook(monkeypatch):
    """A kernel: IPython is loaded, and its shell is that of a notebook."""
    shown_there = Display()
    shell = type("ZMQInteractiveShell", (), {})()
    module = types.ModuleType("IPython")
    module.get_ipython = lambda: shell
    inner = types.ModuleType("IPython.display")
    inner.display = shown_there.display
    monkeypatch.setitem(sys.modules, "IPython", module)
    monkeypatch.setitem(sys.modules, "IPython.display", inner)
    return shown_there


def test_a_notebook_has_one_line_that_goes_at_the_end(notebook, capsys):
    with shown(None) as report:
        for done in (0.0, 0.5, 1.0):
            report("solving", done, "gap 1e-3")
            report("writing", done, "")
        assert len(notebook.texts) == 1 and "writing" in notebook.texts[0] and "100 %" in notebook.texts[0]
    assert notebook.texts == [""]
    assert capsys.readouterr().err == ""


def test_a_script_without_terminal_shows_nothing(capsys):
    with shown(None) as report:
        assert report is None
    with shown(False) as report:
        assert report is None
    assert capsys.readouterr().err == ""


def test_a_shorter_line_covers_a_longer_one(capsys):
    with shown(True) as report:
        report("solving", 0.5, "a long detail of the solver")
        report("writing", 0.5, "")
    parts = capsys.readouterr().err.split("\r")
    assert len(parts[2]) >= len(parts[1]) and "long detail" not in parts[2]
    assert parts[3].strip() == ""


def test_shares_outside_their_range_are_drawn_at_its_ends(capsys):
    with shown(True) as report:
        report("a", 1.5, "")
        report("b", -0.5, "")
    shown_text = capsys.readouterr().err
    assert "100 %" in shown_text and "  0 %" in shown_text
