#include "io/study/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace decawatt::io {

namespace {
std::string and_more(std::size_t rows) {
    return rows == 0 ? "" : fmt::format(" (and {} more row{})", rows, rows == 1 ? "" : "s");
}
}  // namespace

void Faults::add(base::InputFault fault) {
    const auto same_place = [&](const Kept& kept) {
        const base::InputFault& known = kept.fault;
        return fault.row > 0 && known.row == fault.row && known.file == fault.file && known.field == fault.field;
    };
    if (std::ranges::none_of(all_, same_place)) all_.push_back({std::move(fault), {}, 0});
}

void Faults::add_once(base::InputFault fault, std::string kind) {
    const auto same_kind = [&](const Kept& kept) {
        return kept.kind == kind && kept.fault.file == fault.file && kept.fault.field == fault.field;
    };
    if (const auto known = std::ranges::find_if(all_, same_kind); known != all_.end())
        ++known->more;
    else
        all_.push_back({std::move(fault), std::move(kind), 0});
}

std::vector<base::InputFault> Faults::sorted(const std::vector<std::string>& files) const {
    const auto order = [&](const base::InputFault& fault) {
        const auto place = std::find(files.begin(), files.end(), fault.file);
        return std::tuple(place == files.end() ? -1 : place - files.begin(), fault.row);
    };
    std::vector<Kept> kept;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> places;  // by kind
    std::vector<Kept> ordered = all_;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [&](const Kept& a, const Kept& b) { return order(a.fault) < order(b.fault); });
    for (Kept& one : ordered) {
        auto& same = places[{one.fault.file, one.fault.field, one.fault.expected}];
        if (same.size() < kMostOfAKind) {
            same.push_back(kept.size());
            kept.push_back(std::move(one));
        } else {
            kept[same.back()].more += 1 + one.more;
        }
    }
    std::vector<base::InputFault> all;
    for (Kept& one : kept) {
        one.fault.found += and_more(one.more);
        all.push_back(std::move(one.fault));
    }
    return all;
}

}  // namespace decawatt::io
