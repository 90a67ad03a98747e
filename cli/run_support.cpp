#include "cli/run_support.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <system_error>

#include "app/input_files.hpp"
#include "base/error.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/hdf5/write_results.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::cli {

namespace {
// Whether a file is the standard output opened by the shell.
bool is_standard_output(const std::string& file) {
    struct stat printed = {}, written = {};
    return ::fstat(STDOUT_FILENO, &printed) == 0 && S_ISREG(printed.st_mode) && ::stat(file.c_str(), &written) == 0 &&
           printed.st_dev == written.st_dev && printed.st_ino == written.st_ino;
}
}  // namespace

void expect_outputs(const std::vector<std::string>& written, const std::vector<std::string>& read) {
    namespace fs = std::filesystem;
    app::refuse_overwriting_inputs(written, read);
    std::set<fs::path> taken;
    const auto place = [](const std::string& file) {
        std::error_code unresolved;  // a pipe of the shell has no path
        const fs::path canonical = fs::weakly_canonical(file, unresolved);
        return unresolved ? fs::absolute(file) : canonical;
    };
    for (const std::string& file : written) {
        if (file.empty()) continue;
        if (!taken.insert(place(file)).second)
            throw base::InputError({{"command line", "output", 0, file, "a separate file for each output"}});
        if (is_standard_output(file))
            throw base::InputError({{"command line", "output", 0, file + ", which is standard output",
                                     "another file: the summary is printed there"}});
        io::expect_writable(io::final_place(file));
    }
}

void print_weather_notes(const io::LoadedStudy& loaded, const Options& options) {
    if (options.json) return;
    if (!loaded.notes.empty())
        print_out("{} note{} on the study's tables: `decawatt check` prints them\n", loaded.notes.size(),
                  loaded.notes.size() == 1 ? "" : "s");
    if (loaded.weather_notes.empty()) return;
    print_out("{} notes on the weather files, in /provenance/weather_note of the results\n",
              loaded.weather_notes.size());
}

}  // namespace decawatt::cli
