#include "io/study/study_scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "io/input_file.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;
constexpr const char* kAbsent = "no such file";

bool is_below(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

bool is_hidden(const fs::path& below) {  // "." is the root itself
    return std::ranges::any_of(below,
                               [](const fs::path& part) { return part != "." && part.string().starts_with('.'); });
}
}  // namespace

std::string FileRefusal::found() const {
    if (name.empty()) return "nothing";
    return what == kAbsent ? visible(name) : fmt::format("{}, {}", visible(name), what);
}

StudyScope::StudyScope(const fs::path& folder, bool allow_outside) : folder_(folder) {
    std::error_code unresolved;  // a folder that does not exist has no files
    study_ = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, unresolved);
    if (unresolved) study_ = fs::absolute(folder, unresolved).lexically_normal();
    if (!study_.has_filename()) study_ = study_.parent_path();  // folder/
    const fs::path above = study_.parent_path();
    if (!allow_outside) root_ = above == study_.root_path() ? study_ : above;
}

std::optional<FileRefusal> StudyScope::outside(const std::string& name) const {
    if (root_.empty()) return std::nullopt;
    std::error_code unresolved;  // cyclic links, or a name too long: reported as a missing file
    const fs::path found = fs::weakly_canonical(path(name), unresolved);
    if (unresolved || is_below(found, study_)) return std::nullopt;
    if (!is_below(found, root_))
        return FileRefusal{name, "a path that leads outside " + root_.string(),
                           "a file below the folder above the study's (--allow-outside reads others)"};
    if (is_hidden(found.lexically_relative(root_)))
        return FileRefusal{name, "a path that leads to a hidden file",
                           "a file whose name, or whose folder's name, does not begin with a dot (--allow-outside "
                           "reads others)"};
    return std::nullopt;
}

std::optional<FileRefusal> StudyScope::refusal(const std::string& name, const std::string& expected) const {
    if (name.empty()) return FileRefusal{name, kAbsent, expected};
    if (auto refused = outside(name)) return refused;
    auto kind = not_a_file(path(name));
    return kind ? std::optional(FileRefusal{name, std::move(*kind), expected}) : std::nullopt;
}

}  // namespace decawatt::io
