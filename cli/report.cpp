// The command `report`: starts the Python package that writes the report of result files.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "cli/commands.hpp"

namespace decawatt::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::vector<std::string> results;
    std::string out, tables, sources;
};

// The script that runs the package from its own folder, whatever the working directory holds: below the prefix of an
// installation, or in the tree in which the program was built (build/PRESET/cli/decawatt).
fs::path script() {
    std::error_code none;
    const fs::path folder = fs::read_symlink("/proc/self/exe", none).parent_path();
    for (const char* place : {"../share/decawatt/python_plots", "../../../python_plots"}) {
        fs::path found = (folder / place / "report.py").lexically_normal();
        if (fs::is_regular_file(found, none)) return found;
    }
    throw base::ResourceError("python_plots/report.py: not found in the installation of " +
                              (folder / "decawatt").string() +
                              " nor in its source tree; install again with cmake --install");
}

// Debian's Python has the packages that quickstart installs; another may have them too.
std::string python() {
    if (const char* chosen = std::getenv("DECAWATT_PYTHON_PROGRAM"); chosen != nullptr && *chosen != '\0')
        return chosen;
    std::error_code none;
    return fs::exists("/usr/bin/python3", none) ? "/usr/bin/python3" : "python3";
}

// Whether the program runs Python code: one that ends silently, such as `false`, would leave no report and no reason.
bool runs_python(std::string program) {
    std::string option = "-c", code = "import sys; sys.exit(3)";
    char* words[] = {program.data(), option.data(), code.data(), nullptr};
    pid_t child = 0;
    if (posix_spawnp(&child, words[0], nullptr, nullptr, words, environ) != 0) return true;  // reported when started
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 3;
}

// Replaces this process, so that exit status, messages and signals are those of the package.
int start(const Arguments& arguments) {
    if (const std::string program = python(); !runs_python(program))
        throw base::ResourceError("Python: " + program +
                                  ": does not run Python code; the environment variable DECAWATT_PYTHON_PROGRAM names "
                                  "another");
    // -B: no *.pyc in the folder of the package, which may be that of another user.
    std::vector<std::string> words = {python(), "-B", script().string(), "--out=" + arguments.out};
    if (!arguments.tables.empty()) words.push_back("--xlsx=" + arguments.tables);
    if (!arguments.sources.empty()) words.push_back("--sources=" + arguments.sources);
    words.emplace_back("--");
    words.insert(words.end(), arguments.results.begin(), arguments.results.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execvp(pointers[0], pointers.data());
    throw base::ResourceError("Python: " + words[0] + ": " + std::generic_category().message(errno) +
                              "; the environment variable DECAWATT_PYTHON_PROGRAM names another");
}

}  // namespace

Parsed add_report_command(CLI::App& app) {
    const auto words = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("report", "one HTML file for reading: what results build, cost and emit");
    command
        ->add_option("results", words->results,
                     "result files of `run` or `dispatch`; of `adequacy`, `finance`, `accounts` after their plan")
        ->required();
    command->add_option("--out", words->out, "the report, HTML")->required();
    command->add_option("--xlsx", words->tables, "its tables as a spreadsheet, one sheet a table");
    command->add_option("--sources", words->sources, "a text file on the sources of the inputs, shown with them");
    return [command, words]() -> Work {
        if (!command->parsed()) return Work();
        return [words](const Options&) { return start(*words); };
    };
}

}  // namespace decawatt::cli
