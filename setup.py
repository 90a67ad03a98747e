"""pip install: the extension module is built by CMake; the rest of the package is in pyproject.toml.

Environment: CMAKE_ARGS are added to the configuration (-DDECAWATT_ARCH=x86-64-v3); DECAWATT_BUILD names a
build tree that is configured with DECAWATT_PYTHON, whose objects are used again.
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


class BuildByCMake(build_ext):
    def build_extension(self, extension):
        given = os.environ.get("DECAWATT_BUILD")
        tree = pathlib.Path(given or self.build_temp).resolve()
        if not given:
            subprocess.run(["cmake", "-S", str(SOURCE), "-B", str(tree), "-DCMAKE_BUILD_TYPE=Release",
                            "-DDECAWATT_PYTHON=ON", "-DDECAWATT_TESTS=OFF",
                            f"-DPython3_EXECUTABLE={sys.executable}",
                            *shlex.split(os.environ.get("CMAKE_ARGS", ""))], check=True)
        subprocess.run(["cmake", "--build", str(tree), "--target", "decawatt_python", "--parallel",
                        str(self.parallel or os.cpu_count())], check=True)
        (module,) = (tree / "python" / "decawatt").glob("_core*.so")
        target = pathlib.Path(self.get_ext_fullpath(extension.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, target)


setup(ext_modules=[Extension("decawatt._core", sources=[])], cmdclass={"build_ext": BuildByCMake})
