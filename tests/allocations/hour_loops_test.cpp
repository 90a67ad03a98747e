// Loops over hours take no memory: twice the hours take as many allocations, up to what a year or an iteration takes.
#include <doctest/doctest.h>

#include <Eigen/Core>
#include <vector>

#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/places.hpp"
#include "allocations/allocation_count.hpp"
#include "io/study/read_study.hpp"
#include "lp/interior_point.hpp"
#include "parallel/blocks.hpp"
#include "profiles/profiles.hpp"
#include "support/energy_program.hpp"
#include "unit/adequacy/made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using tests::allocations_of;

namespace {

constexpr std::int64_t kHours = 8760;
constexpr double kPerHour = 0.01;  // far below one in an hour, far above what a year takes

System two_regions() {
    System system = made::nodes(2);
    system.outages = {made::two_states(150.0, 20.0)};
    for (std::size_t u = 0; u < 20; ++u) made::add_unit(system, u % 2, 10.0, {.causes = {made::add_cause(system, 0)}});
    made::add_line(system, 0, 1, 20.0, {.causes = {made::add_cause(system, 0)}});
    made::add_store(system, 0, {.mw = 10.0, .mwh = 40.0, .charge_efficiency_frac = 0.9}, {});
    made::add_center(system, 0, {.deferrable_frac = 0.2, .movable_frac = 0.2, .deadline_h = 8, .hosting_mw = 5.0});
    made::add_center(system, 1, {.nonfirm_mw = 5.0, .generator_mw = 5.0, .generator_h_per_year = 100.0});
    return system;
}

// Allocations of one future, after one that has made the space.
std::int64_t of_future(std::size_t years) {
    const System system = two_regions();
    WeatherLibrary library = made::library_of(system, std::vector<std::int64_t>(years, kHours));
    for (std::size_t y = 0; y < years; ++y) {
        for (std::size_t r = 0; r < 2; ++r) {
            const auto load = library.load_mw(WeatherIndex{0}, y, NodeIndex{r});
            for (std::size_t t = 0; t < load.size(); ++t) load[t] = 60.0F + static_cast<float>(t % 24);
        }
        for (std::size_t d = 0; d < 2; ++d)
            for (float& mw : library.center_mw(WeatherIndex{0}, y, CenterIndex{d})) mw = 15.0F;
    }
    Simulator simulator(system, library, {.seed = 1});
    LossRecord record(years, place_count(system));
    const Future future{.sample = 0,
                        .weather = std::vector<WeatherIndex>(years, WeatherIndex{0}),
                        .load_factor = std::vector<double>(years, 1.0),
                        .center_factor = std::vector<double>(years, 1.0)};
    simulator.run(future, record);
    record.clear();
    return allocations_of([&] { simulator.run(future, record); });
}

std::int64_t of_iterations(int stages, int iterations) {
    const lp::StaircaseProgram program = tests::energy_program({.regions = 3, .stages = stages, .chains = 1}, 1);
    return allocations_of([&] { (void)lp::solve(program, {.tolerance = 1e-12, .max_iterations = iterations}, {}); });
}

std::int64_t of_profiles(int last_year) {
    io::StudyRequest request;
    request.path = DECAWATT_SOURCE_DIR "/scenarios/minimal";
    request.last_year = last_year;
    request.first_year = 2028;
    const io::LoadedStudy loaded = io::read_study(request);
    return allocations_of([&] { (void)profiles::make_profiles(loaded.study, {}); });
}

}  // namespace

TEST_CASE("allocations are counted, those of Eigen too") {
    CHECK(allocations_of([] {
              std::vector<double> values(1000, 1.0);
              CHECK(values[999] == 1.0);
          }) >= 1);
    Eigen::VectorXd sum;
    CHECK(allocations_of([&] { sum = Eigen::VectorXd::Ones(1000); }) >= 1);
    CHECK(allocations_of([&] { sum.setZero(); }) == 0);
}

TEST_CASE("the simulation of an hour takes no memory") {
    const std::int64_t one = of_future(1), two = of_future(2);
    MESSAGE(one << " allocations in a year, " << two << " in two");
    CHECK(static_cast<double>(two - one) < kPerHour * static_cast<double>(kHours));
}

TEST_CASE("an iteration of the interior point takes no memory by the stage") {
    const parallel::ThreadCount one_thread(1);
    constexpr int kStages = 1096, kFew = 3, kMore = 6;  // four segments
    const auto of_three = [](int stages) { return of_iterations(stages, kMore) - of_iterations(stages, kFew); };
    const std::int64_t one = of_three(kStages), two = of_three(2 * kStages);
    MESSAGE(one << " allocations in three iterations of " << kStages << " stages, " << two << " of twice as many");
    CHECK(static_cast<double>(two - one) < kPerHour * 3 * kStages);
}

TEST_CASE("profiles take memory by the series, not by the hour") {
    const parallel::ThreadCount one_thread(1);
    const std::int64_t one = of_profiles(2028), two = of_profiles(2029);
    MESSAGE(one << " allocations for a year, " << two << " for two");
    CHECK(static_cast<double>(two - one) < 0.1 * static_cast<double>(kHours));
}
