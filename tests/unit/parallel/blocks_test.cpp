#include "parallel/blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>

using namespace decawatt::parallel;

namespace {
constexpr int kThreadCounts[] = {1, 2, 3, 7};

// Counts how many of its kind are alive.
struct Counted : std::runtime_error {
    Counted(const std::string& text, std::atomic<int>& alive_now) : std::runtime_error(text), alive(&alive_now) {
        ++*alive;
    }
    Counted(const Counted& other) : std::runtime_error(other), alive(other.alive) { ++*alive; }
    Counted& operator=(const Counted&) = delete;
    ~Counted() override { --*alive; }
    std::atomic<int>* alive;
};

std::string message_of(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    try {
        for_each_block(count, work);
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}
}  // namespace

TEST_CASE("every block runs exactly once, whatever the number of threads") {
    for (const int count : kThreadCounts)
        for (const std::int64_t blocks : {0, 1, 2, 5, 1000}) {
            CAPTURE(count);
            CAPTURE(blocks);
            const ThreadCount set(count);
            std::vector<int> runs(static_cast<std::size_t>(blocks), 0);  // each block writes its own place: no lock
            for_each_block(blocks, [&](std::int64_t b) { ++runs[static_cast<std::size_t>(b)]; });
            CHECK(std::ranges::count(runs, 1) == blocks);
        }
}

TEST_CASE("the exception of the lowest block arrives, also where it is thrown last") {
    for (const int count : kThreadCounts) {
        CAPTURE(count);
        const ThreadCount set(count);
        std::atomic<int> ran = 0;
        const std::string message = message_of(12, [&](std::int64_t b) {
            ++ran;
            if (b == 3) std::this_thread::sleep_for(std::chrono::milliseconds(20));
            if (b == 3 || b == 4 || b == 11) throw std::runtime_error("block " + std::to_string(b));
        });
        CHECK(message == "block 3");
        CHECK(ran == 12);  // the others ended first
    }
}

TEST_CASE("an exception keeps its type, and what is no std::exception arrives as well") {
    const ThreadCount set(3);
    const auto fail = [](std::int64_t b) {
        if (b == 1) throw std::out_of_range("one");
    };
    CHECK_THROWS_AS(for_each_block(3, fail), std::out_of_range);
    CHECK_THROWS_AS(for_each_block(3, [](std::int64_t b) { throw static_cast<int>(b); }), int);
}

TEST_CASE("nothing of a failure stays: no exception object, and the next call is clean") {
    for (const int count : kThreadCounts) {
        CAPTURE(count);
        const ThreadCount set(count);
        std::atomic<int> alive = 0;
        CHECK(message_of(50, [&](std::int64_t b) { throw Counted("block " + std::to_string(b), alive); }) == "block 0");
        CHECK(alive == 0);
        CHECK(message_of(50, [](std::int64_t) {}).empty());
    }
}

TEST_CASE(
    "what the blocks wrote is seen by the caller, and a sum in block order has the same bits on any number of "
    "threads") {
    std::vector<double> sums;
    for (const int count : kThreadCounts) {
        const ThreadCount set(count);
        std::vector<double> parts(300);
        for_each_block(300, [&](std::int64_t b) {
            parts[static_cast<std::size_t>(b)] = std::exp(0.1 * static_cast<double>(b % 37)) / 3.0;
        });
        sums.push_back(std::accumulate(parts.begin(), parts.end(), 0.0));
    }
    CHECK(std::ranges::count(sums, sums.front()) == static_cast<std::ptrdiff_t>(sums.size()));
}

TEST_CASE("blocks inside a block run, each once") {
    const ThreadCount set(3);
    std::vector<int> runs(20, 0);
    for_each_block(4, [&](std::int64_t outer) {
        for_each_block(5, [&](std::int64_t inner) { ++runs[static_cast<std::size_t>(5 * outer + inner)]; });
    });
    CHECK(std::ranges::count(runs, 1) == 20);
}

TEST_CASE("two threads work at the same time: each of two blocks sees the other begin") {
    const ThreadCount set(2);
    constexpr std::chrono::seconds kPatience{20};
    std::atomic<int> begun = 0, met = 0;
    for_each_block(2, [&](std::int64_t) {
        ++begun;
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (begun < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
        if (begun == 2) ++met;
    });
    CHECK(met == 2);
}

TEST_CASE("the number of threads is that of the calling thread, for as long as it is requested") {
    const int before = threads();
    {
        const int more = static_cast<int>(std::thread::hardware_concurrency()) + 1;  // than any thread has by itself
        const ThreadCount set(more);
        CHECK(threads() == more);
        int there = 0, inside = 0;
        std::thread other([&] {
            there = threads();  // what this thread has set is nothing to another
            const ThreadCount two(2);
            inside = threads();
        });
        other.join();
        CHECK(there != more);
        CHECK(inside == 2);
        CHECK(threads() == more);
    }
    CHECK(threads() == before);
    try {
        const ThreadCount five(5);
        throw std::runtime_error("on the way");
    } catch (const std::runtime_error&) {
        CHECK(threads() == before);
    }
}

TEST_CASE("the number of threads is the one set; zero means the machine's") {
    const ThreadCount set(3);
    CHECK(threads() == 3);
    set_threads(0);
    CHECK(threads() >= 1);
    CHECK(static_cast<unsigned>(threads()) <= std::max(1U, std::thread::hardware_concurrency()));
}
