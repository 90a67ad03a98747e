#include "parallel/shared_progress.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "parallel/blocks.hpp"

using namespace decawatt;
using parallel::SharedProgress;

TEST_CASE("shared progress calls the function only on the caller's thread, with the share of all") {
    const parallel::ThreadCount threads(3);
    const auto caller = std::this_thread::get_id();
    std::vector<double> shares;  // without a lock: used by one thread
    SharedProgress shared(
        [&](const std::string& phase, double done, const std::string&) {
            CHECK(std::this_thread::get_id() == caller);
            CHECK(phase == "work");
            shares.push_back(done);
            return true;
        },
        "work", 40.0);
    shared.report();
    parallel::for_each_block(40, [&](std::int64_t) { shared.add(1.0); });
    CHECK(shared.report("end"));
    CHECK(shares.front() == 0.0);
    CHECK(shares.back() == 1.0);
    for (std::size_t i = 1; i < shares.size(); ++i) CHECK(shares[i] >= shares[i - 1]);
}

TEST_CASE("shared progress stops every thread, and does not call the function again") {
    int calls = 0;
    SharedProgress shared(
        [&](const std::string&, double done, const std::string&) {
            ++calls;
            return done < 0.5;
        },
        "work", 4.0);
    CHECK(shared.add(1.0));
    CHECK_FALSE(shared.add(1.0));
    CHECK_FALSE(shared.add(1.0));
    CHECK(shared.stopped());
    CHECK(calls == 2);
    bool goes_on = true;
    std::thread other([&] { goes_on = shared.report(); });
    other.join();
    CHECK_FALSE(goes_on);
}

TEST_CASE("shared progress without a function continues; no work is complete; nested work reports the total share") {
    SharedProgress silent({}, "work", 0.0);
    CHECK(silent.report());
    CHECK(silent.share() == 1.0);
    std::string phase, detail;
    double share = 0.0;
    SharedProgress outer(
        [&](const std::string& p, double s, const std::string& d) {
            phase = p;
            share = s;
            detail = d;
            return true;
        },
        "outer", 2.0);
    outer.add(1.0);
    CHECK(outer.callback()("inner", 0.9, "step 7"));
    CHECK(phase == "outer");
    CHECK(share == 0.5);
    CHECK(detail == "step 7");
}
