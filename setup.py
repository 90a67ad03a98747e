"""pip install: the extension module is built by CMake; the rest of the package is in pyproject.toml.

Environment: CMAKE_ARGS are added to the configuration (-DDECAWATT_ARCH=x86-64-v3); DECAWATT_BUILD names a
build tree that is configured with DECAWATT_PYTHON, whose objects are used again. Builds with DECAWATT_LEVELS
are refused: their module needs shared libraries, which only `cmake --install` and the Debian package install.
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

SOURCE = pathlib.Path(__file__).resolve().parent
LEVELS = "DECAWATT_LEVELS"


def refuse_levels(arguments, tree):
    """Ends the installation where the solver would be a shared library beside the module."""
    cache = tree / "CMakeCache.txt"
    stated = cache.read_text().splitlines() if cache.is_file() else []
    lines = [*arguments, *(line for line in stated if line.startswith(LEVELS))]
    if any(LEVELS in line and line.partition("=")[2].strip() for line in lines):
        sys.exit(f"{LEVELS}: pip installs a module without shared libraries, and one for several levels of x86-64 "
                 "needs them. Build the Debian package (preset `package`, cpack), or leave the option out: pip "
                 "compiles for the processor of this machine, or for that of -DDECAWATT_ARCH=...")


class BuildByCMake(build_ext):
    def build_extension(self, extension):
        given = os.environ.get("DECAWATT_BUILD")
        tree = pathlib.Path(given or self.build_temp).resolve()
        arguments = shlex.split(os.environ.get("CMAKE_ARGS", ""))
        refuse_levels([] if given else arguments, tree)
        if not given:
            subprocess.run(["cmake", "-S", str(SOURCE), "-B", str(tree), "-DCMAKE_BUILD_TYPE=Release",
                            "-DDECAWATT_PYTHON=ON", "-DDECAWATT_TESTS=OFF",
                            f"-DPython3_EXECUTABLE={sys.executable}",
                            *arguments], check=True)
        subprocess.run(["cmake", "--build", str(tree), "--target", "decawatt_python", "--parallel",
                        str(self.parallel or os.cpu_count())], check=True)
        (module,) = (tree / "python" / "decawatt").glob("_core*.so")
        target = pathlib.Path(self.get_ext_fullpath(extension.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, target)


setup(ext_modules=[Extension("decawatt._core", sources=[])], cmdclass={"build_ext": BuildByCMake})
