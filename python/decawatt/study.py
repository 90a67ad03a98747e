"""A study: settings and tables, read from a folder or made in memory."""
from __future__ import annotations

import pathlib
from typing import Any, Mapping, Optional, Sequence, Union

import pandas as pd

from . import _core
from .arguments import PathLike, Years, path_text, threads_of, year_pair
from .errors import InputError
from .progress import Progress, shown
from .saving import write_study
from .tables import Tables, series_text, text_of
from .toml_text import override_text, settings_text

SETTINGS = "study.toml"


class Study:
    """A study of data-centre power supply.

    >>> study = decawatt.Study.read("scenarios/minimal")
    >>> study.tables["plants"].loc["hub solar", "capex_per_kw"] = 600     # a table, as a data frame
    >>> study.set("data_centers.hub.it_scale", 2)                        # one value, as --set does
    >>> plan = decawatt.run(study)

    `Study(settings, tables)` makes one in memory: `settings` is the text of study.toml or
    {section: {key: value}}, `tables` maps table names to data frames or CSV text. `files` maps names
    of further files to their text (power curves), or to data frames indexed by the starts of hours
    (series, UTC); other files that tables name are looked for in `folder`. Everything is checked at
    once; `InputError` lists all faults.
    """

    def __init__(self, settings: Union[str, Mapping[str, Mapping[str, Any]]],
                 tables: Mapping[str, Union[pd.DataFrame, str]], *,
                 files: Optional[Mapping[str, Union[pd.DataFrame, str]]] = None,
                 folder: Optional[PathLike] = None, variant: str = "",
                 years: Years = None, allow_outside: bool = False):
        text = settings if isinstance(settings, str) else settings_text(settings)
        texts = {Tables._name(name): table if isinstance(table, str) else text_of(name, table)
                 for name, table in tables.items()}
        self._begin(folder, variant, years, allow_outside)
        further = {name: content if isinstance(content, str) else series_text(name, content)
                   for name, content in (files or {}).items()}
        self._take(text, texts, further)
        self._in_memory = True
        self._read()

    def _begin(self, path: Optional[PathLike], variant: str, years: Years,
               allow_outside: bool) -> None:
        self._path = path_text(path)
        self._variant, self._allow_outside = variant, allow_outside
        self._years = year_pair(years)
        self._overrides: list[tuple[str, str]] = []
        self._in_memory = False
        self._loaded: Optional[tuple[Any, "_core.LoadedStudy"]] = None  # of the unchanged folder

    def _take(self, settings: str, tables: dict[str, str], files: dict[str, str]) -> None:
        self._settings, self._files = settings, files
        self._as_read = dict(tables)
        self.tables = Tables(dict(tables))

    @classmethod
    def read(cls, path: PathLike, *, variant: str = "", years: Years = None,
             allow_outside: bool = False) -> "Study":
        """Reads and checks a study: a folder with study.toml, or that file.

        `variant`: of study.toml. `years`: (first, last) or one year; default: the whole horizon.
        `allow_outside`: files that the study names may be anywhere, not only below the folder above
        the study's. Raises InputError with every fault, ResourceError if there is no such study.
        """
        study = cls.__new__(cls)
        study._begin(path, variant, years, allow_outside)
        loaded = _core.read_study(study._words({}, [], study._years))
        study._take(*study._parts(loaded), {})
        study._loaded = (((), study._years, ()), loaded)
        return study

    def copy(self) -> "Study":
        """An independent copy."""
        other = type(self).__new__(type(self))
        other._begin(self._path, self._variant, None, self._allow_outside)
        other._years = self._years
        other._take(self._settings, {name: self.tables.text(name) for name in self.tables},
                    dict(self._files))
        other._as_read = dict(self._as_read)
        other._overrides = list(self._overrides)
        other._in_memory = self._in_memory
        return other

    def set(self, path: str, value: Any) -> None:
        """Changes one value, as `--set` of the command does; later runs apply it after the tables.

        `path`: `table.row.column` ("data_centers.hub.it_scale"; keys of a row are joined with "/":
        "demand.south/2030.annual_energy_gwh") or `section.key` ("planning.tolerance").
        `value`: text, number, bool or list; None empties a field. Raises InputError, and leaves the
        study as it was, if the path names nothing (with the nearest name), or if the field cannot have
        the value whatever the others are: another type, out of range, none of the allowed words, a name
        that is not in the table it refers to, None where a value is required. Relations between fields
        ("last_year" before "first_year") are checked when the study is read, by a run, `check` or
        `describe`, so that values that are valid together can be set one after the other.
        """
        if not isinstance(path, str):
            raise TypeError(f"path: found {path!r}, expected text such as table.row.column")
        change = (path.strip(), override_text(value))
        _core.check_overrides(self._words(self._texts(), self._overrides + [change]))
        self._overrides.append(change)

    @property
    def overrides(self) -> list[tuple[str, str]]:
        """What `set` has changed, in order."""
        return list(self._overrides)

    def _all_texts(self) -> dict[str, str]:
        return {**self._files, SETTINGS: self._settings, **self.tables.texts()}

    def _texts(self) -> dict[str, str]:
        """All files in memory, or none while they are those of the folder."""
        tables = {name: self.tables.text(name) for name in self.tables}
        return self._all_texts() if self._in_memory or tables != self._as_read else {}

    def _folder(self, texts: dict[str, str]) -> str:
        """The path for the library: with texts, the folder of the other files."""
        path = pathlib.Path(self._path)
        if texts and self._path and not path.is_dir():  # the settings file
            path = path.parent
        return str(path) if self._path else ""

    def _read(self, years: Years = None, weather_years: Sequence[int] = ()) -> "_core.LoadedStudy":
        """The study as the library has it. Tables and settings are always those of this object: where
        the files of the folder have changed since they were read, their earlier texts are used."""
        chosen = self._years if years is None else year_pair(years)
        texts = self._texts()
        key = (tuple(self._overrides), chosen, tuple(weather_years))
        if not texts and self._loaded is not None and self._loaded[0] == key:
            return self._loaded[1]
        loaded = _core.read_study(self._words(texts, self._overrides, chosen, weather_years))
        if not texts and not self._is_of_files(loaded):
            loaded = _core.read_study(self._words(self._all_texts(), self._overrides, chosen,
                                                  weather_years))
        if not texts:
            self._loaded = (key, loaded)
        return loaded

    def _words(self, texts: dict[str, str], overrides: list[tuple[str, str]],
               years: tuple[int, int] = (0, 0), weather_years: Sequence[int] = ()) -> dict[str, Any]:
        """The study for the extension module."""
        return {"path": self._folder(texts), "variant": self._variant, "overrides": overrides,
                "texts": texts, "years": years, "weather_years": list(weather_years),
                "allow_outside": self._allow_outside}

    def _request(self, years: Years) -> dict[str, Any]:
        """The same for a use case that reads the study itself."""
        loaded = self._read(years)  # its faults
        chosen = self._years if years is None else year_pair(years)
        texts = self._texts()
        if not texts and not self._is_of_files(loaded):
            texts = self._all_texts()
        return self._words(texts, self._overrides, chosen)

    def _is_of_files(self, loaded: "_core.LoadedStudy") -> bool:
        """Whether the files that the library has just read are those that this study was made of."""
        settings, tables = self._parts(loaded)
        return settings == self._settings and tables == self._as_read

    def _parts(self, loaded: "_core.LoadedStudy") -> tuple[str, dict[str, str]]:
        """The settings, and the tables by name, of a study that was read from its folder."""
        files = dict(loaded.files)
        path = pathlib.Path(self._path)
        settings = files.pop(SETTINGS if path.is_dir() else path.name)
        return settings, {name[:-4]: text for name, text in files.items()
                          if name.endswith(".csv") and name[:-4] in _core.tables}

    def check(self, *, threads: int = 0, warnings: bool = True,
              progress: Progress = None) -> "Check":
        """Reads the study with its weather, computes the hourly loads, and looks for unusual values,
        as `decawatt check` does. Raises InputError with all faults."""
        with shown(progress) as report:
            return Check(_core.check(self._read(), threads_of(threads), warnings, report))

    def describe(self) -> str:
        """What is in the study, as text."""
        return self._read().description

    def save(self, folder: PathLike) -> pathlib.Path:
        """Writes the study into a new or empty folder, self-contained: study.toml, all tables, and the
        files that they name (hourly series, power curves, weather), in memory or not; those outside the
        study's folder are put into `files/`. Changes by `set` are left out: `overrides` lists them."""
        out = pathlib.Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise FileExistsError(f"{out}: the folder is not empty")
        texts = {**self._files, SETTINGS: self._settings}
        write_study(out, texts, self.tables, self._folder(texts))
        return out

    def __getstate__(self) -> dict[str, Any]:
        """For copies in other processes, which read the study again."""
        return {**self.__dict__, "_loaded": None}

    def __repr__(self) -> str:
        try:
            loaded = self._read()
        except InputError as error:
            count = len(error.faults)
            return f"<Study with {count} fault{'' if count == 1 else 's'}>"
        return (f"<Study {loaded.name!r}, {loaded.first_year} to {loaded.last_year}, "
                f"{loaded.currency}>")


class Check:
    """The result of `Study.check`: `warnings` of unusual values (path, found, usual, source, text),
    `loads` of data centres (MW by data centre and year), `notes` and `weather_notes`."""

    def __init__(self, found: dict[str, Any]):
        self.warnings = pd.DataFrame(found["warnings"],
                                     columns=["path", "found", "usual", "source", "text"])
        self.loads = pd.DataFrame(found["loads"], columns=["data_center", "year", "mean_mw",
                                                           "peak_mw"])
        self.notes: list[str] = found["notes"]
        self.weather_notes: list[str] = found["weather_notes"]

    def __repr__(self) -> str:
        return f"<Check: {len(self.warnings)} warnings, {len(self.notes)} notes>"
