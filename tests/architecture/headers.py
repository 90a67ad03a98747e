"""Functions of a header are defined in the source file of its name or in the header itself, so that definitions are easy to find."""
import cpp_functions

# The folders that keep the rule.
FOLDERS = ("app", "cli", "io", "python", "solver", "tests/weather_table")

# Headers that front several source files, and why.
FRONTS = {
    "cli/commands.hpp": "the commands of the program, a source file each",
    "python/binding/module.hpp": "the functions of the extension module, a source file per use case",
    "io/weather/readers.hpp": "one reader per format of weather files, a source file each",
    "solver/parallel/communicator.hpp": "two implementations, with MPI and without; the build takes one",
}


def faults_of_header(path, header, source):
    """The functions that a header declares and neither it nor its source file (its text) defines."""
    if path in FRONTS:
        return []
    of_header = cpp_functions.functions(header)
    defined = {f.name for f in of_header if f.lines} | {f.name for f in cpp_functions.functions(source) if f.lines and not f.hidden}
    missing = [f for f in of_header if not f.lines and not any(name == f.name or name.endswith("::" + f.name) for name in defined)]
    own = path.rsplit("/", 1)[-1].replace(".hpp", ".cpp")
    return [f"{path}:{f.line}: {f.name} is not defined in {own}" for f in missing]
