#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <optional>

#include "base/error.hpp"

namespace decawatt::cli {

namespace {

std::optional<int> year_number(std::string_view text) {
    int year = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return year;
}

}  // namespace

void add_study_options(CLI::App& command, Options& options) {
    command.add_option("study", options.study, "a folder with study.toml, or that file")->required();
    command.add_option("--years", options.years, "only these years of the horizon: 2030:2035, or 2035");
    command.add_option("--variant", options.variant, "a variant of the study");
    command.add_option("--set", options.overrides, "one thing changed: table.row.column=value (may be repeated)")
        ->allow_extra_args(false);
    command.add_option("--threads", options.threads, "threads; default: all")->check(CLI::NonNegativeNumber);
    command.add_flag("--quiet", options.quiet, "no progress");
    command.add_flag("--json", options.json, "a machine-readable summary on standard output");
}

io::StudyRequest study_request(const Options& options) {
    io::StudyRequest request;
    request.path = options.study;
    request.variant = options.variant;
    std::vector<base::InputFault> faults;
    if (!options.years.empty()) {
        const auto colon = options.years.find(':');
        const auto first = year_number(options.years.substr(0, colon));
        const auto last = colon == std::string::npos ? first : year_number(options.years.substr(colon + 1));
        if (!first || !last || *first < 1 || *first > *last)
            faults.push_back({"command line", "--years", 0, options.years, "a year, or first:last"});
        request.first_year = first.value_or(0);
        request.last_year = last.value_or(0);
    }
    for (const std::string& text : options.overrides) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            faults.push_back({"command line", "--set", 0, text, "table.row.column=value"});
        else
            request.overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    if (!faults.empty()) throw base::InputError(faults);
    return request;
}

}  // namespace decawatt::cli
