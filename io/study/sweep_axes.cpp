#include "io/study/sweep_axes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace decawatt::io {

namespace {

constexpr std::size_t kMostCases = 10'000,
                      kLongestName = 180;  // a file name has at most 255 bytes, including its extension

bool is_safe(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '.' || c == '-' ||
           c == '_';
}

std::string safe(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return !is_safe(c); }, '-');
    return text.empty() ? "none" : text;
}

// Short names of axes: the column or key of the path, or the whole path if another axis has the same one.
std::vector<std::string> short_names(const std::vector<SweepAxis>& axes) {
    std::map<std::string, int> times;
    const auto last = [](const SweepAxis& axis) { return axis.name.substr(axis.name.rfind('.') + 1); };
    for (const SweepAxis& axis : axes) ++times[last(axis)];
    std::vector<std::string> names;
    names.reserve(axes.size());
    for (const SweepAxis& axis : axes) names.push_back(safe(times[last(axis)] > 1 ? axis.name : last(axis)));
    return names;
}

// If two values give the same word, the later ones are numbered.
std::vector<std::string> words_of(const SweepAxis& axis) {
    std::vector<std::string> words;
    for (const AxisOption& option : axis.options) {
        const std::string plain = safe(option.value);
        std::string word = plain;
        for (int number = 2; std::ranges::find(words, word) != words.end(); ++number)
            word = fmt::format("{}.{}", plain, number);
        words.push_back(std::move(word));
    }
    return words;
}

void check_overlap(const std::vector<SweepAxis>& axes, const std::string& file, Faults& faults) {
    std::map<std::string, std::string> setter;  // path -> axis
    for (const SweepAxis& axis : axes) {
        std::set<std::string> mine;
        for (const AxisOption& option : axis.options)
            for (const Override& change : option.sets) mine.insert(change.path);
        for (const std::string& path : mine)
            if (const auto [first, fresh] = setter.emplace(path, axis.name); !fresh)
                faults.add({file, "grid." + axis.name, axis.line, fmt::format("sets {}", path),
                            fmt::format("axes that set different things: {} sets it too", first->second)});
    }
}

}  // namespace

bool is_safe_name(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.front() != '-' && std::ranges::all_of(name, is_safe) &&
           name.size() <= kLongestName;
}

SweepChoice choice(const std::string& axis, const std::string& value) {
    return {axis, value.empty() ? "none" : value};
}

std::string weather_options(const std::vector<int>& years) {
    constexpr std::size_t kFewest = 4;  // from this number on, consecutive years are written by their ends
    const auto next = [](int a, int b) { return b != a + 1; };
    if (years.size() >= kFewest && std::ranges::adjacent_find(years, next) == years.end())
        return fmt::format("{}to{}", years.front(), years.back());
    return fmt::format("{}", fmt::join(years, "-"));
}

void set_starts(const std::string& axis, std::vector<SweepCase>& cases) {
    std::map<std::vector<std::string>, std::string> latest;  // by the choices on the other axes
    for (SweepCase& one : cases) {
        std::vector<std::string> others;
        for (const SweepChoice& choice : one.choices)
            if (choice.axis != axis) others.push_back(choice.value);
        std::string& before = latest[others];
        one.start_from = std::exchange(before, one.name);
    }
}

std::vector<SweepCase> span_cases(const std::vector<SweepAxis>& axes, const SweepCase& shared, const std::string& file,
                                  Faults& faults) {
    check_overlap(axes, file, faults);
    std::size_t count = 1;
    for (const SweepAxis& axis : axes) {
        if (axis.options.empty()) return {};  // already reported
        count *= axis.options.size();
        if (count > kMostCases) {
            faults.add({file, "grid", axes.front().line, fmt::format("more than {} cases", kMostCases),
                        fmt::format("{} cases at most", kMostCases)});
            return {};
        }
    }
    const std::vector<std::string> names = short_names(axes);
    std::vector<SweepCase> cases = {shared};
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const std::vector<std::string> words = words_of(axes[a]);
        std::vector<SweepCase> finer;
        for (const SweepCase& coarse : cases)
            for (std::size_t o = 0; o < words.size(); ++o) {
                const AxisOption& option = axes[a].options[o];
                SweepCase& one = finer.emplace_back(coarse);
                one.name += fmt::format("{}{}-{}", a > 0 ? "_" : "", names[a], words[o]);
                if (option.variant) one.variant = *option.variant;
                one.overrides.insert(one.overrides.end(), option.sets.begin(), option.sets.end());
                one.choices.push_back(choice(axes[a].name, option.value));
            }
        cases = std::move(finer);
    }
    const auto longest = std::ranges::max_element(cases, {}, [](const SweepCase& one) { return one.name.size(); });
    if (longest->name.size() > kLongestName)
        faults.add({file, "grid", axes.front().line, fmt::format("a case named {}", longest->name),
                    fmt::format("names of {} letters at most: give options a short `name`, with `set`", kLongestName)});
    return cases;
}

}  // namespace decawatt::io
