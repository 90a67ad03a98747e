#include "base/step_lengths.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace decawatt::base {

StepLengths::StepLengths(const std::vector<std::int64_t>& lengths_s) {
    expects(!lengths_s.empty() && std::ranges::min(lengths_s) > 0, "steps have lengths above zero");
    auto starts_s = std::make_shared<std::vector<std::int64_t>>(1, 0);
    starts_s->reserve(lengths_s.size() + 1);
    for (const std::int64_t length_s : lengths_s) starts_s->push_back(starts_s->back() + length_s);
    starts_s_ = std::move(starts_s);
}

bool StepLengths::operator==(const StepLengths& other) const {
    return starts_s_ == other.starts_s_ || (starts_s_ && other.starts_s_ && *starts_s_ == *other.starts_s_);
}

}  // namespace decawatt::base
