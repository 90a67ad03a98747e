#include "app/check.hpp"

#include <doctest/doctest.h>

#include "parallel/blocks.hpp"
#include "unit/app/short_study.hpp"

using namespace decawatt;
using app::test::short_study;

TEST_CASE("a check reports load of data centres and unusual values") {
    const parallel::ThreadCount mine(2);
    const app::Checked checked = app::check(short_study(), {.threads = 3});
    CHECK(parallel::threads() == 2);
    REQUIRE(checked.draws.size() == checked.loaded.study.data_centers.name.size());
    CHECK(checked.draws[0][0].peak_mw >= checked.draws[0][0].mean_mw);
    CHECK(app::check(short_study(), {.threads = 1, .warnings = false}).warnings.open.empty());
}
