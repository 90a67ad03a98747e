#include "io/sweep/sweep_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "io/partial_file.hpp"
#include "io/study/raw_study.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

constexpr int kManifestFormat = 1;

void write_text(const fs::path& path, const std::string& text) {
    PartialFile file(path);
    file.append(text);
    file.commit();
}

json read_json(const fs::path& path, const char* what) {
    try {
        return json::parse(read_study_file(path, path.filename().string()).text);
    } catch (const json::exception& error) {
        throw base::ResourceError(fmt::format("{}: is not a {}: {}", path.string(), what, error.what()));
    }
}

json overrides_json(const std::vector<Override>& overrides) {
    json list = json::array();
    for (const Override& change : overrides) list.push_back({change.path, change.value});
    return list;
}

std::vector<Override> overrides_in(const json& list) {
    std::vector<Override> overrides;
    for (const json& change : list) overrides.push_back({change.at(0), change.at(1)});
    return overrides;
}

json case_json(const SweepCase& one) {
    json choices = json::array();
    for (const SweepChoice& choice : one.choices) choices.push_back({choice.axis, choice.value});
    json all = {{"name", one.name},
                {"variant", one.variant},
                {"overrides", overrides_json(one.overrides)},
                {"choices", choices}};
    if (!one.start_from.empty()) all["start_from"] = one.start_from;
    return all;
}

SweepCase case_in(const json& from) {
    SweepCase one;
    one.name = from.at("name");
    one.variant = from.at("variant");
    one.overrides = overrides_in(from.at("overrides"));
    one.start_from = from.value("start_from", "");
    for (const json& choice : from.at("choices")) one.choices.push_back({choice.at(0), choice.at(1)});
    return one;
}

json manifest_json(const Sweep& sweep) {
    json cases = json::array();
    for (const SweepCase& one : sweep.cases) cases.push_back(case_json(one));
    return {{"format", kManifestFormat},
            {"years", {sweep.first_year, sweep.last_year}},
            {"file", read_study_file(sweep.file, "").text},
            {"cases", cases}};
}

std::string words(const SweepCase& one) {
    std::vector<std::string> all;
    if (!one.variant.empty()) all.push_back("variant " + one.variant);
    for (const Override& change : one.overrides) all.push_back(fmt::format("{}={}", change.path, change.value));
    const std::string changes = all.empty() ? "the study as it is" : fmt::format("{}", fmt::join(all, ", "));
    return one.start_from.empty() ? changes : fmt::format("{}; starts from {}", changes, one.start_from);
}

std::string years_words(const Sweep& sweep) {
    return sweep.first_year == 0 ? "the study's horizon" : fmt::format("{} to {}", sweep.first_year, sweep.last_year);
}

std::vector<base::InputFault> manifest_faults(const fs::path& folder, const Sweep& there, const Sweep& here) {
    const std::string file = manifest_path(folder).string();
    std::vector<base::InputFault> faults;
    if (years_words(there) != years_words(here))
        faults.push_back({file, "years", 0, years_words(there), years_words(here) + " as requested"});
    std::map<std::string, const SweepCase*> known;
    for (const SweepCase& one : there.cases) known[one.name] = &one;
    for (const SweepCase& one : here.cases) {
        const auto found = known.find(one.name);
        if (found == known.end())
            faults.push_back({file, "case", 0, "none named " + one.name, "the same cases as in " + here.file.string()});
        else if (words(*found->second) != words(one))
            faults.push_back({file, one.name, 0, words(*found->second), words(one)});
        if (found != known.end()) known.erase(found);
    }
    for (const auto& [name, one] : known)
        faults.push_back({file, "case", 0, name, "the same cases as in " + here.file.string()});
    if (!faults.empty())
        faults.push_back({file, "sweep", 0, "the folder of another sweep",
                          "another --out; or --replace, which keeps results that are cases of both"});
    return faults;
}

// Another part may write it at the same time: the first one is kept.
bool place_first(const fs::path& folder, const std::string& text) {
    PartialFile file(manifest_path(folder));
    file.append(text);
    return file.commit_new();
}

json origin_json(const ResultOrigin& origin) {
    return {{"version", origin.version},
            {"years", {origin.first_year, origin.last_year}},
            {"files", origin.files},
            {"overrides", overrides_json(origin.overrides)}};
}

ResultOrigin origin_in(const json& from) {
    ResultOrigin origin;
    origin.version = from.at("version");
    origin.first_year = from.at("years").at(0);
    origin.last_year = from.at("years").at(1);
    origin.files = from.at("files").get<std::map<std::string, std::string>>();
    origin.overrides = overrides_in(from.at("overrides"));
    return origin;
}

}  // namespace

fs::path result_path(const fs::path& folder, const std::string& name) {
    return folder / (name + ".h5");
}

fs::path unsolved_path(const fs::path& folder, const std::string& name) {
    return folder / (name + ".unsolved.json");
}

fs::path start_path(const fs::path& folder, const std::string& name) {
    return folder / "starts" / (name + ".h5");
}

fs::path manifest_path(const fs::path& folder) {
    return folder / "sweep.json";
}

void keep_manifest(const fs::path& folder, const Sweep& sweep, bool replace) {
    const std::string text = manifest_json(sweep).dump(1) + "\n";
    std::error_code error;
    if (!fs::exists(manifest_path(folder), error) && place_first(folder, text)) return;
    std::vector<base::InputFault> faults = manifest_faults(folder, read_manifest(folder), sweep);
    if (faults.empty()) return;
    if (!replace) throw base::InputError(std::move(faults));
    write_text(manifest_path(folder), text);
}

Sweep read_manifest(const fs::path& folder) {
    std::error_code error;
    const fs::path path = manifest_path(folder);
    if (!fs::exists(path, error))
        throw base::ResourceError(
            fmt::format("{}: no such file; `decawatt sweep SWEEP.toml --out DIR` makes it", path.string()));
    const json document = read_json(path, "list of a sweep's cases");
    Sweep sweep;
    try {
        if (document.at("format") != kManifestFormat)
            throw base::ResourceError(fmt::format("{}: of another version of decawatt", path.string()));
        sweep.first_year = document.at("years").at(0);
        sweep.last_year = document.at("years").at(1);
        for (const json& one : document.at("cases")) sweep.cases.push_back(case_in(one));
    } catch (const json::exception& error_of_json) {
        throw base::ResourceError(
            fmt::format("{}: is not a list of a sweep's cases: {}", path.string(), error_of_json.what()));
    }
    return sweep;
}

void write_unsolved(const fs::path& folder, const std::string& name, const Unsolved& unsolved) {
    const json document = {{"case", name},
                           {"status", unsolved.status},
                           {"message", unsolved.message},
                           {"iterations", unsolved.iterations},
                           {"explanation", unsolved.explanation},
                           {"origin", origin_json(unsolved.origin)}};
    write_text(unsolved_path(folder, name), document.dump(1) + "\n");
}

Unsolved read_unsolved(const fs::path& folder, const std::string& name) {
    const fs::path path = unsolved_path(folder, name);
    const json document = read_json(path, "record of a case without a result");
    try {
        return {.status = document.at("status"),
                .message = document.at("message"),
                .iterations = document.at("iterations"),
                .explanation = document.at("explanation"),
                .origin = origin_in(document.at("origin"))};
    } catch (const json::exception& error) {
        throw base::ResourceError(
            fmt::format("{}: is not a record of a case without a result: {}", path.string(), error.what()));
    }
}

CaseFound find_case(const fs::path& folder, const std::string& name, const ResultOrigin& requested) {
    std::error_code error;
    if (fs::exists(result_path(folder, name), error)) {
        try {
            std::vector<std::string> found = differences(read_origin(result_path(folder, name)), requested);
            return {found.empty() ? CaseState::solved : CaseState::different, std::move(found)};
        } catch (const base::ResourceError& unreadable) {
            return {CaseState::different, {fmt::format("cannot be read as a result ({})", unreadable.what())}};
        }
    }
    if (fs::exists(unsolved_path(folder, name), error) &&
        differences(read_unsolved(folder, name).origin, requested).empty())
        return {CaseState::unsolved, {}};
    return {};
}

}  // namespace decawatt::io
