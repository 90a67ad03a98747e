#include "io/study/study_source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/fnv1a.hpp"
#include "io/input_file.hpp"
#include "io/study/folder_files.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {
constexpr const char* kSettingsName = "study.toml";

fs::path settings_path(const fs::path& path) {
    std::error_code error;
    fs::path file = fs::is_directory(path, error) ? path / kSettingsName : path;
    const auto kind = not_a_file(file);
    if (!kind) return file;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const std::string other = misnamed_settings(folder, file.filename().string());
    throw base::ResourceError(
        fmt::format("{}: {}{}", file.string(),
                    *kind == "no such file" ? "no such study file" : fmt::format("no study file, but {}", *kind),
                    other.empty() ? "" : fmt::format("; {} is there: rename it", visible(other))));
}

StudyFile study_file(std::string name, std::string text) {
    const std::uint64_t hash = base::fnv1a(text);
    return {std::move(name), std::move(text), hash};
}
}  // namespace

StudySource::StudySource(const StudyRequest& request) : texts_(request.texts) {
    if (texts_.empty()) {
        const fs::path settings = settings_path(request.path);
        folder_ = settings.has_parent_path() ? settings.parent_path() : fs::path(".");
        settings_file_ = settings.filename().string();
    } else {
        if (!texts_.contains(kSettingsName))
            throw base::InputError({{kSettingsName, "settings", 0, "no such file", "the settings of the study"}});
        std::error_code error;
        folder_ = request.path.empty() ? fs::path(".") : request.path;
        settings_file_ = kSettingsName;
        if (!fs::is_directory(folder_, error))
            throw base::ResourceError(
                fmt::format("{}: no such folder, for the files that the study names", folder_.string()));
    }
    scope_ = StudyScope(folder_, request.allow_outside);
}

StudySource::StudySource(const fs::path& settings, bool allow_outside)
    : folder_(settings.parent_path()),
      settings_file_(settings.filename().string()),
      scope_(settings.parent_path(), allow_outside) {}

std::vector<std::string> StudySource::entries() const {
    if (texts_.empty()) return folder_entries(folder_);
    std::vector<std::string> names;
    for (const auto& [name, text] : texts_) names.push_back(name);
    return names;
}

bool StudySource::has_file(const std::string& name) const {
    std::error_code ignored;  // a path that cannot be examined is not a file
    return texts_.empty() ? fs::is_regular_file(folder_ / name, ignored) : texts_.contains(name);
}

std::optional<FileRefusal> StudySource::refusal(const std::string& name, const std::string& expected) const {
    if (texts_.contains(name)) return std::nullopt;
    return scope_.refusal(name, expected);
}

StudyFile StudySource::read(const std::string& name) const {
    const auto text = texts_.find(name);
    return text == texts_.end() ? read_study_file(folder_ / name, name) : study_file(name, text->second);
}

bool StudySource::is_same_file(const std::string& a, const std::string& b) const {
    if (!texts_.empty()) return a == b;
    std::error_code ignored;  // a path that does not exist is not this file
    return fs::path(a).filename() == b && fs::equivalent(folder_ / a, folder_ / b, ignored);
}

std::vector<std::string> folder_entries(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        names.push_back(entry->path().filename().string());
    if (error)
        throw base::ResourceError(fmt::format("{}: the folder cannot be read: {}", folder.string(), error.message()));
    std::sort(names.begin(), names.end());
    return names;
}

StudyFile read_study_file(const fs::path& path, std::string name) {
    return study_file(std::move(name), read_file(path));
}

}  // namespace decawatt::io
