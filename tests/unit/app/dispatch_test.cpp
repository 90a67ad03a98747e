#include "app/dispatch.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "app/size.hpp"
#include "base/error.hpp"
#include "unit/app/short_study.hpp"
#include "unit/app/temporary_folder.hpp"

using namespace decawatt;
using app::test::short_study;
using app::test::TemporaryFolder;

TEST_CASE("a plan read from its file is dispatched in its own weather at its own cost") {
    const TemporaryFolder folder;
    const std::string plan = folder.file("plan.h5"), out = folder.file("dispatch.h5");
    const app::Sized sized = app::size(short_study(), {.threads = 2});
    app::write_results(plan, sized.study.loaded, *sized.plan);
    const app::Dispatched dispatched = app::dispatch(short_study(), {.plan = plan, .threads = 3});
    REQUIRE(dispatched.solved());
    CHECK(dispatched.operation.plan.threads == 3);
    CHECK(dispatched.operation.plan.objective == doctest::Approx(sized.plan->objective).epsilon(1e-5));
    app::write_dispatch(out, dispatched);
    CHECK(std::filesystem::exists(out));
    CHECK_THROWS_AS(app::dispatch(short_study(), {.plan = plan, .window_h = 24, .step_h = 48}), base::InputError);
    CHECK_THROWS_AS(
        app::dispatch(short_study(), {.plan = plan},
                      [](const std::string& phase, double, const std::string&) { return phase != "operate"; }),
        base::Interrupted);
}
