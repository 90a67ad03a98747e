#include "parallel/shared_progress.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>
#include <vector>

#include "parallel/blocks.hpp"

using namespace decawatt;

TEST_CASE("only the thread that made it reports, and all that was done counts") {
    std::set<std::thread::id> reporters;
    double last = 0.0;
    const base::Progress progress = [&](const std::string& phase, double done, const std::string&) {
        CHECK(phase == "work");
        CHECK(done >= last);
        last = done;
        reporters.insert(std::this_thread::get_id());
        return true;
    };
    for (const int threads : {1, 2, 3}) {
        last = 0.0;
        parallel::set_threads(threads);
        parallel::SharedProgress shared(progress, "work", 1000.0);
        parallel::for_each_block(1000, [&](std::int64_t) {
            shared.add(1.0);
            shared.report();
        });
        shared.report();
        CHECK(last == 1.0);
        CHECK(shared.share() == 1.0);
    }
    CHECK(reporters == std::set{std::this_thread::get_id()});
}

TEST_CASE("a request to stop reaches the other threads and is made once") {
    int asked = 0;
    const base::Progress progress = [&](const std::string&, double, const std::string&) { return ++asked < 3; };
    parallel::set_threads(2);
    parallel::SharedProgress shared(progress, "work", 10.0);
    for (int i = 0; i < 5; ++i) shared.report();
    CHECK(asked == 3);
    int worked = 0;
    parallel::for_each_block(1, [&](std::int64_t) { worked += shared.stopped() ? 0 : 1; });
    CHECK(worked == 0);
}

TEST_CASE("no work is all done, and nobody need be told") {
    const base::Progress nobody;
    parallel::SharedProgress shared(nobody, "work", 0.0);
    shared.report();
    CHECK(shared.share() == 1.0);
    CHECK(!shared.stopped());
}
