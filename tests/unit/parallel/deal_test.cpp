// Tasks dealt to parts, and a machine shared by tasks.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "parallel/deal.hpp"

using namespace decawatt::parallel;

TEST_CASE("every task is in one part, and parts differ by one task at most") {
    for (const int parts : {1, 2, 3, 7, 40}) {
        CAPTURE(parts);
        const std::vector<int> part = deal(std::vector<double>(23, 1.0), parts);
        REQUIRE(part.size() == 23);
        std::vector<int> count(static_cast<std::size_t>(parts), 0);
        for (const int p : part) {
            REQUIRE(p >= 0);
            REQUIRE(p < parts);
            ++count[static_cast<std::size_t>(p)];
        }
        const auto [least, most] = std::ranges::minmax(count);
        CHECK(most - least <= 1);
    }
}

TEST_CASE("large tasks go to different parts wherever they stand") {
    // Every third is large, as where the last axis of a grid has three values: one in three parts would take them all.
    const std::vector<double> sizes = {1, 1, 9, 1, 1, 9, 1, 1, 9};
    const std::vector<int> part = deal(sizes, 3);
    std::map<int, double> load;
    for (std::size_t i = 0; i < sizes.size(); ++i) load[part[i]] += sizes[i];
    CHECK(load == std::map<int, double>{{0, 11.0}, {1, 11.0}, {2, 11.0}});
}

TEST_CASE("neighbours of equal size, and every N-th of them, go to different parts") {
    const std::vector<int> part = deal(std::vector<double>(9, 5.0), 3);
    CHECK(part == std::vector<int>{0, 1, 2, 1, 2, 0, 2, 0, 1});
}

TEST_CASE("the largest first, equal ones in their order") {
    CHECK(largest_first({2, 7, 2, 9}) == std::vector<std::size_t>{3, 1, 0, 2});
}

TEST_CASE("threads are shared whole, by as many tasks as the memory holds") {
    using Shares = std::vector<int>;
    CHECK(share_threads(8, 100, 0, 100.0, 1e6) == Shares(8, 1));       // one thread each
    CHECK(share_threads(8, 3, 0, 100.0, 1e6) == Shares{3, 3, 2});      // fewer tasks than threads
    CHECK(share_threads(8, 100, 0, 100.0, 399.0) == Shares{3, 3, 2});  // three fit
    CHECK(share_threads(8, 100, 0, 100.0, 50.0) == Shares{8});         // not even one is thought to fit: one runs
    CHECK(share_threads(8, 100, 2, 100.0, 50.0) == Shares{4, 4});      // as was requested
    CHECK(share_threads(1, 100, 3, 1.0, 1e6) == Shares{1, 1, 1});      // a thread each at least
}
