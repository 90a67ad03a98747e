#include "io/study/faults.hpp"

#include <algorithm>
#include <tuple>

namespace decawatt::io {

void Faults::add(base::InputFault fault) {
    const auto same_place = [&](const base::InputFault& known) {
        return fault.row > 0 && known.row == fault.row && known.file == fault.file && known.field == fault.field;
    };
    if (std::none_of(all_.begin(), all_.end(), same_place)) all_.push_back(std::move(fault));
}

std::vector<base::InputFault> Faults::sorted(const std::vector<std::string>& files) const {
    const auto order = [&](const base::InputFault& fault) {
        const auto place = std::find(files.begin(), files.end(), fault.file);
        return std::tuple(place == files.end() ? -1 : place - files.begin(), fault.row);
    };
    std::vector<base::InputFault> ordered = all_;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [&](const base::InputFault& a, const base::InputFault& b) { return order(a) < order(b); });
    return ordered;
}

}  // namespace decawatt::io
