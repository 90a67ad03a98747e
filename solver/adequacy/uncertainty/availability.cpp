#include "adequacy/uncertainty/availability.hpp"

#include <algorithm>
#include <bit>

namespace decawatt::adequacy {

namespace {
constexpr std::size_t kBits = 64;
}

Availability::Availability(std::vector<Entity> entities, std::size_t rows, std::size_t longest,
                           const OutageTables& tables)
    : walk_(std::move(entities), tables),
      longest_(longest),
      words_((longest + kBits - 1) / kBits),
      level_mw_(rows),
      change_mw_(rows * longest),
      levels_mw_(rows * longest),
      changes_(rows * words_),
      constant_(rows) {}

void Availability::start(std::uint32_t seed, const Future& future) {
    walk_.start(seed, future);
    std::ranges::fill(level_mw_, 0.0);
}

void Availability::window(std::int64_t begin, std::size_t count) {
    std::ranges::fill(constant_, std::uint8_t{1});
    const std::int64_t end = begin + static_cast<std::int64_t>(count);
    for (std::size_t e = 0; e < walk_.count(); ++e) {
        if (walk_.next_change(e) >= end) continue;
        const std::size_t row = walk_.row(e);
        constant_[row] = 0;
        walk_.pass(e, end, [&](std::int64_t hour, double change_mw) {
            const auto t = static_cast<std::size_t>(hour - begin);
            change_mw_[row * longest_ + t] += change_mw;
            changes_[row * words_ + t / kBits] |= std::uint64_t{1} << t % kBits;
        });
    }
    for (std::size_t row = 0; row < constant_.size(); ++row)
        if (!is_constant(row)) add_up(row, count);
}

// From change to change: few hours have one.
void Availability::add_up(std::size_t row, std::size_t count) {
    double* const change = change_mw_.data() + row * longest_;
    double* const levels = levels_mw_.data() + row * longest_;
    double level = level_mw_[row];
    std::size_t from = 0;
    for (std::size_t w = 0; w < words_; ++w)
        for (std::uint64_t& bits = changes_[row * words_ + w]; bits != 0; bits &= bits - 1) {
            const std::size_t t = w * kBits + static_cast<std::size_t>(std::countr_zero(bits));
            std::fill(levels + from, levels + t, level);
            level += change[t];
            change[t] = 0.0;
            from = t;
        }
    std::fill(levels + from, levels + count, level);
    level_mw_[row] = level;
}

}  // namespace decawatt::adequacy
