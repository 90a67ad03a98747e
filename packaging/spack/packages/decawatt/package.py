# A recipe for Spack, for the source tree that contains it:
#
#     spack repo add packaging/spack
#     spack install decawatt +python
import pathlib

from spack.package import *


class Decawatt(CMakePackage):
    """Capacity expansion, hourly dispatch and resource adequacy of the power supply of data-centre hubs."""

    git = pathlib.Path(__file__).resolve().parents[4].as_uri()

    license("Apache-2.0", checked_by="decawatt")

    version("main", branch="main")

    variant("mpi", default=False, description="Distribute the chains of a linear program over MPI ranks")
    variant("python", default=True, description="Build the Python package")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("cmake@3.25:", type="build")
    depends_on("ninja", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("random123", type="build")
    depends_on("cli11@2.1:", type="build")
    depends_on("eigen@3.4", type=("build", "link"))
    depends_on("fmt@9:10")
    depends_on("nlohmann-json@3.11:")
    depends_on("tomlplusplus@3.2:")
    depends_on("hdf5@1.10:1.14 +hl")
    depends_on("netcdf-c@4.9:")
    depends_on("zlib-api")
    depends_on("mpi", when="+mpi")

    # `decawatt report` and the figures start Python in every variant.
    depends_on("python@3.9:", type=("build", "run"))
    depends_on("py-numpy", type=("build", "run"))
    depends_on("py-xarray", type=("build", "run"))
    depends_on("py-h5netcdf", type=("build", "run"))
    depends_on("py-matplotlib", type=("build", "run"))
    depends_on("py-pandas", type=("build", "run"), when="+python")
    depends_on("py-pybind11@2.10:", type="build", when="+python")
    extends("python", when="+python")

    generator("ninja")

    # The compiler wrappers of Spack add -march of the target, so the build adds none.
    def cmake_args(self):
        args = [
            self.define("DECAWATT_NATIVE", False),
            self.define("DECAWATT_TESTS", False),
            self.define_from_variant("DECAWATT_MPI", "mpi"),
            self.define_from_variant("DECAWATT_PYTHON", "python"),
            self.define("Python3_EXECUTABLE", self.spec["python"].command.path),
        ]
        if self.spec.satisfies("+python"):
            args.append(self.define("DECAWATT_PYTHON_DIR", python_platlib))
        return args

    def setup_run_environment(self, env):
        env.set("DECAWATT_PYTHON_PROGRAM", self.spec["python"].command.path)
