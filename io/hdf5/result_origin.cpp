#include "io/hdf5/result_origin.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

namespace {

std::string words(const std::vector<Override>& overrides) {
    std::vector<std::string> all;
    all.reserve(overrides.size());
    for (const Override& change : overrides) all.push_back(fmt::format("{}={}", change.path, change.value));
    return all.empty() ? "nothing" : fmt::format("{}", fmt::join(all, ", "));
}

void compare_files(const ResultOrigin& stored, const ResultOrigin& now, std::vector<std::string>& found) {
    for (const auto& [name, hash] : now.files)
        if (const auto there = stored.files.find(name); there == stored.files.end())
            found.push_back(fmt::format("{}: no file of its study", name));
        else if (there->second != hash)
            found.push_back(fmt::format("{}: another text in its study", name));
    for (const auto& [name, hash] : stored.files)
        if (!now.files.contains(name))
            found.push_back(fmt::format("{}: a file of its study that is missing now", name));
}

}  // namespace

ResultOrigin origin_of(const LoadedStudy& loaded, const std::string& version) {
    ResultOrigin origin;
    origin.version = version;
    origin.first_year = loaded.study.horizon.first_year;
    origin.last_year = loaded.study.horizon.last_year;
    for (const StudyFile& file : loaded.files) origin.files[file.name] = fmt::format("{:016x}", file.hash);
    origin.overrides = loaded.applied;
    return origin;
}

ResultOrigin read_origin(const std::filesystem::path& path) {
    const ResultReader file(path);
    if (!file.has("/provenance/fnv1a_64") || !file.has("/plan/year"))
        throw base::ResourceError(path.string() + ": is not a result file");
    ResultOrigin origin;
    origin.version = file.text_attribute("/provenance", "version").value_or("");
    origin.plan = file.text_attribute("/provenance", "plan").value_or("");
    const std::vector<int> years = file.years("/plan/year");
    origin.first_year = years.front();
    origin.last_year = years.back();
    const auto names = file.texts("/provenance/file"), hashes = file.texts("/provenance/fnv1a_64", names.size());
    for (std::size_t i = 0; i < names.size(); ++i) origin.files[names[i]] = hashes[i];
    if (file.has("/provenance/override")) {
        const auto paths = file.texts("/provenance/override"),
                   values = file.texts("/provenance/override_value", paths.size());
        for (std::size_t i = 0; i < paths.size(); ++i) origin.overrides.push_back({paths[i], values[i]});
    }
    return origin;
}

std::string study_text_in(const std::filesystem::path& path, const std::string& name) {
    const ResultReader file(path);
    if (!file.has("/provenance/text")) return {};
    const auto names = file.texts("/provenance/file"), texts = file.texts("/provenance/text", names.size());
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::string{} : texts[static_cast<std::size_t>(found - names.begin())];
}

std::vector<std::string> differences(const ResultOrigin& stored, const ResultOrigin& now) {
    std::vector<std::string> found;
    if (stored.version != now.version)
        found.push_back(fmt::format("made by decawatt {}, this is {}", stored.version, now.version));
    if (stored.plan != now.plan) found.push_back(fmt::format("the dispatch of the plan {}, no sizing", stored.plan));
    if (stored.first_year != now.first_year || stored.last_year != now.last_year)
        found.push_back(fmt::format("of {} to {}, requested are {} to {}", stored.first_year, stored.last_year,
                                    now.first_year, now.last_year));
    compare_files(stored, now, found);
    if (words(stored.overrides) != words(now.overrides))
        found.push_back(fmt::format("changed in it: {}; now: {}", words(stored.overrides), words(now.overrides)));
    return found;
}

}  // namespace decawatt::io
