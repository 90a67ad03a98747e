#include "io/checkpoint/stored_sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/damaged_file.hpp"

namespace decawatt::io {

namespace {
constexpr std::int64_t kMostHours = std::int64_t{1} << 32;

bool fits(const adequacy::Event& event, const adequacy::TallyShape& shape) {
    const auto in_time = [](std::int64_t hours) { return hours >= 0 && hours < kMostHours; };
    return event.place < shape.places && in_time(event.first_hour) && in_time(event.hours) &&
           std::isfinite(event.deepest_mw) && std::isfinite(event.energy_mwh);
}

// Converts violated invariants of a state into DamagedFile, because they are caused by the file.
template <typename Work>
auto checked(const std::string& file, const Work& work) {
    try {
        return work();
    } catch (const base::LogicError& broken) {
        throw DamagedFile(
            fmt::format("{}: is damaged: its numbers are not those of a state of its run ({})", file, broken.what()));
    }
}
}  // namespace

adequacy::Sampling sampling_in(const std::string& file, std::span<const std::uint64_t> words,
                               const adequacy::TallyShape& shape, const adequacy::SamplingSettings& settings) {
    adequacy::Sampling state = checked(file, [&] { return adequacy::sampling_of(words, shape, settings); });
    if (!std::ranges::all_of(state.events, [&](const adequacy::Event& event) { return fits(event, shape); }))
        throw DamagedFile(fmt::format("{}: is damaged: an event is at no place or hour of its run", file));
    return state;
}

adequacy::TallyShape shape_of(const AdequacyReport& report) {
    return {report.years.size(), 1 + report.nodes + report.data_centers.size(), report.weather_years.size()};
}

Joined joined(const std::string& folder, const std::vector<StateFile>& parts, const RunDescription& run) {
    return checked(folder, [&] {
        std::vector<adequacy::Sampling> states;
        std::vector<std::uint64_t> events;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const bool is_part = parts.size() > 1;
            states.push_back(
                sampling_in(folder, parts[i].words, shape_of(run.report),
                            is_part ? adequacy::settings_of_part(run.settings, i + 1, parts.size()) : run.settings));
            events.push_back(states.back().event_count);
        }
        return Joined{adequacy::merge_parts(states, run.settings), events};
    });
}

}  // namespace decawatt::io
