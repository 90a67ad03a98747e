#include "io/checkpoint/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "io/checkpoint/checkpoints.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {
const std::string kPart = "part";

std::vector<fs::path> part_files(const fs::path& folder) {
    std::error_code reason;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, reason), end; !reason && at != end; at.increment(reason))
        if (at->path().extension() == ".part") files.push_back(at->path());
    if (reason) throw base::ResourceError(fmt::format("{}: cannot list: {}", folder.string(), reason.message()));
    std::ranges::sort(files);
    return files;
}
}  // namespace

fs::path part_file(const fs::path& folder, const Part& part) {
    return folder / (stem_of(part) + ".part");
}

fs::path event_file(const fs::path& folder, const Part& part) {
    return folder / (stem_of(part) + ".events");
}

void write_part(const fs::path& folder, const Part& part, const Identity& identity, const std::string& description,
                adequacy::StateBuffer words) {
    write_state(part_file(folder, part), {identity, 0, std::move(words), description});
}

bool has_part(const fs::path& folder, const Part& part, const Identity& identity) {
    const fs::path file = part_file(folder, part);
    if (!fs::exists(file)) return false;
    const auto faults = differences(file.string(), read_state(file).identity, identity);
    if (!faults.empty()) throw base::InputError(faults);
    return true;
}

std::vector<StateFile> read_parts(const fs::path& folder, const std::optional<Identity>& expected) {
    const std::vector<fs::path> files = part_files(folder);
    if (files.empty())
        throw base::InputError({{folder.string(), kPart, 0, "no file of a part", part_file("", {1, 2}).string()}});
    std::vector<base::InputFault> faults;
    std::map<std::uint64_t, std::pair<std::string, StateFile>> parts;
    std::optional<Identity> run = expected;
    std::uint64_t count = 0;
    for (const fs::path& file : files) {
        StateFile state = read_state(file);
        if (!run) run = state.identity;
        if (count == 0) count = parallel::part_of(run->value(kPart)).value_or(Part{}).of;
        const auto differ = differences(file.string(), state.identity, *run, kPart);
        faults.insert(faults.end(), differ.begin(), differ.end());
        const std::string text = state.identity.value(kPart);
        const std::optional<Part> part = parallel::part_of(text);
        if (!part || part->of != count) {
            faults.push_back({file.string(), kPart, 0, text, fmt::format("one of {}", count)});
            continue;
        }
        const auto [at, first] = parts.try_emplace(part->number, file.string(), std::move(state));
        if (!first)
            faults.push_back(
                {file.string(), kPart, 0, text + ", which " + at->second.first + " holds too", "every part once"});
    }
    constexpr std::size_t kMostFaults = 100;  // the count of a damaged file may be any
    for (std::uint64_t number = 1; number <= count && faults.size() < kMostFaults; ++number)
        if (!parts.contains(number))
            faults.push_back({folder.string(), kPart, 0, fmt::format("no part {} of {}", number, count),
                              part_file("", {number, count}).string()});
    if (!faults.empty()) throw base::InputError(faults);
    std::vector<StateFile> states;
    states.reserve(parts.size());
    for (auto& [number, part] : parts) states.push_back(std::move(part.second));
    return states;
}

}  // namespace decawatt::io
