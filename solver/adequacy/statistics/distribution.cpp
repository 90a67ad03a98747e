#include "adequacy/statistics/distribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace decawatt::adequacy {

namespace {
constexpr unsigned kDigits = 8;  // binary digits of a bin's lower end after the first
constexpr std::uint64_t kParts = std::uint64_t{1} << kDigits;

std::uint64_t index_of(std::uint64_t amount) {
    if (amount < kParts) return amount;
    const auto octave = static_cast<unsigned>(std::bit_width(amount)) - 1 - kDigits;
    return (octave << kDigits) + (amount >> octave);  // the shifted amount is in [kParts, 2 kParts)
}

// A bin of whole amounts holds their mean, rounded down.
bool is_possible(const Distribution::Bin& bin) {
    if (bin.count == 0) return false;
    const Wide mean = bin.sum / bin.count;
    return mean <= std::numeric_limits<std::uint64_t>::max() && index_of(static_cast<std::uint64_t>(mean)) == bin.index;
}
}  // namespace

std::uint64_t Distribution::least(std::uint64_t index) {
    if (index < kParts) return index;
    const std::uint64_t octave = (index >> kDigits) - 1;
    return (index - (octave << kDigits)) << octave;
}

void Distribution::add(std::uint64_t amount) {
    const std::uint64_t index = index_of(amount);
    const auto found = std::ranges::lower_bound(bins_, index, {}, &Bin::index);
    const auto bin = found != bins_.end() && found->index == index ? found : bins_.insert(found, {index, 0, 0});
    ++bin->count;
    add_exactly(bin->sum, amount);
    ++count_;
}

void Distribution::merge(const Distribution& other) {
    std::vector<Bin> all;
    all.reserve(bins_.size() + other.bins_.size());
    std::ranges::merge(bins_, other.bins_, std::back_inserter(all), {}, &Bin::index, &Bin::index);
    bins_.clear();
    for (const Bin& bin : all) {
        if (bins_.empty() || bins_.back().index != bin.index) {
            bins_.push_back(bin);
            continue;
        }
        bins_.back().count += bin.count;
        add_exactly(bins_.back().sum, bin.sum);
    }
    count_ += other.count_;
}

double Distribution::quantile(double probability) const {
    const double wanted = probability * static_cast<double>(count_);
    double below = 0.0;
    for (const Bin& bin : bins_) {
        below += static_cast<double>(bin.count);
        if (below >= wanted) return bin.mean();
    }
    return bins_.empty() ? 0.0 : bins_.back().mean();
}

Distribution::Risk Distribution::value_at_risk(double level) const {
    base::expects(count_ > 0 && level >= 0.0 && level < 1.0, "a level below 1 and an amount at least");
    const double total = static_cast<double>(count_), tail = (1.0 - level) * total;
    double sum = 0.0, left = tail, at_quantile = 0.0;
    for (auto bin = bins_.rbegin(); bin != bins_.rend() && left > 0.0; ++bin) {
        const double share = std::min(left, static_cast<double>(bin->count));
        sum += share * bin->mean();
        left -= share;
        at_quantile = bin->mean();
    }
    double excess = 0.0, square = 0.0;
    for (const Bin& bin : bins_) {
        const double beyond = std::max(0.0, bin.mean() - at_quantile);
        excess += static_cast<double>(bin.count) * beyond;
        square += static_cast<double>(bin.count) * beyond * beyond;
    }
    Risk risk{sum / tail, std::numeric_limits<double>::quiet_NaN()};
    if (count_ > 1) {
        const double variance = std::max(0.0, (square - excess * excess / total) / (total - 1.0));
        risk.error = std::sqrt(variance / total) / (1.0 - level);
    }
    return risk;
}

void Distribution::put(StateWriter& out) const {
    out.put(static_cast<std::uint64_t>(bins_.size()));
    for (const Bin& bin : bins_) out.put(bin.index), out.put(bin.count), out.put(bin.sum);
}

Distribution Distribution::get(StateReader& in) {
    Distribution read;
    const std::size_t bins = in.size(4);
    for (std::size_t i = 0; i < bins; ++i) {
        Bin bin;
        in.get(bin.index), in.get(bin.count), in.get(bin.sum);
        base::expects(is_possible(bin) && (i == 0 || read.bins_.back().index < bin.index),
                      "bins of a state are in order and hold their mean");
        read.count_ += bin.count;
        read.bins_.push_back(bin);
    }
    return read;
}

}  // namespace decawatt::adequacy
