#include "parallel/deal.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace decawatt::parallel {

std::vector<int> share_threads(int threads, std::size_t tasks, int requested, double largest, double memory) {
    const double room = std::min(memory / std::max(largest, 1.0), static_cast<double>(threads));
    const std::size_t fits = requested > 0 ? static_cast<std::size_t>(requested) : static_cast<std::size_t>(room);
    const std::size_t at_once = std::max<std::size_t>(1, std::min(fits, tasks));
    std::vector<int> shares(at_once, std::max(1, threads / static_cast<int>(at_once)));
    for (int left = threads - static_cast<int>(at_once) * shares.front(); left > 0; --left)
        ++shares[static_cast<std::size_t>(left - 1)];
    return shares;
}

std::vector<std::size_t> largest_first(const std::vector<double>& sizes) {
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return sizes[i]; });
    return order;
}

std::vector<int> deal(const std::vector<double>& sizes, int parts) {
    std::vector<int> part(sizes.size(), 0);
    const auto count = static_cast<std::size_t>(parts);
    const std::vector<std::size_t> order = largest_first(sizes);
    for (std::size_t k = 0; k < order.size(); ++k) part[order[k]] = static_cast<int>((k + k / count) % count);
    return part;
}

}  // namespace decawatt::parallel
