"""Progress of long calls: a line in a terminal, a line that is rewritten in a notebook."""
from __future__ import annotations

import contextlib
import sys
import time
from typing import Any, Callable, Iterator, Optional, Union

Report = Callable[[str, float, str], Optional[bool]]
Progress = Union[None, bool, Report]
"""None: shown in a terminal or notebook; True, False: always, never; or a function(phase, done,
detail) with `done` from 0 to 1, which returns False to stop."""

_PAUSE_S = 0.1
_WIDTH = 30


def _in_notebook() -> bool:
    shell = sys.modules.get("IPython")
    if shell is None:
        return False
    running = shell.get_ipython()
    return running is not None and type(running).__name__ == "ZMQInteractiveShell"


class _Line:
    """One line with a bar, rewritten at most ten times a second."""

    def __init__(self, notebook: bool):
        self._handle: Any = None
        self._notebook, self._last, self._phase, self._length = notebook, 0.0, "", 0

    def __call__(self, phase: str, done: float, detail: str) -> None:
        now = time.monotonic()
        if phase == self._phase and now - self._last < _PAUSE_S:
            return
        self._last, self._phase = now, phase
        share = min(max(done, 0.0), 1.0)
        bar = "=" * int(share * _WIDTH)
        self._show(f"{phase:<9} [{bar:<{_WIDTH}}] {100 * share:3.0f} %  {detail}")

    def _show(self, text: str) -> None:
        if self._notebook:
            from IPython.display import display

            if self._handle is None:
                self._handle = display({"text/plain": text}, raw=True, display_id=True)
            else:
                self._handle.update({"text/plain": text}, raw=True)
            return
        sys.stderr.write("\r" + text.ljust(self._length))
        sys.stderr.flush()
        self._length = len(text)

    def end(self) -> None:
        if self._notebook and self._handle is not None:
            self._handle.update({"text/plain": ""}, raw=True)
        elif self._length:
            sys.stderr.write("\r" + " " * self._length + "\r")
            sys.stderr.flush()


@contextlib.contextmanager
def shown(progress: Progress) -> Iterator[Optional[Report]]:
    """The function that the extension module calls; None for none."""
    if callable(progress):
        yield progress
        return
    notebook = _in_notebook()
    if progress is False or (progress is None and not (notebook or sys.stderr.isatty())):
        yield None
        return
    line = _Line(notebook)
    try:
        yield line
    finally:
        line.end()
