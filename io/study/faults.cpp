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
    const bool is_new = fault.row <= 0 || places_.emplace(fault.file, fault.field, fault.row).second;
    if (is_new) all_.push_back({std::move(fault), {}, 0});
}

void Faults::add_once(base::InputFault fault, std::string kind) {
    const auto [known, is_new] = kinds_.emplace(Kind(fault.file, fault.field, kind), all_.size());
    if (!is_new) {
        ++all_[known->second].more;
        return;
    }
    if (fault.row > 0) places_.emplace(fault.file, fault.field, fault.row);
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
