// The builds of a plan as machines that fail independently.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "../planning/small_study.hpp"
#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/hour/storage_state.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "machines.hpp"
#include "made.hpp"
#include "parallel/blocks.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::tests::SmallStudy;
using doctest::Approx;
using namespace decawatt::adequacy::made;

TEST_CASE("ten machines of 50 MW built by a plan: by hand, by convolution, by sampling") {
    for (const double demand_mw : {360.0, 420.0, 470.0}) {
        CAPTURE(demand_mw);
        const Assembly made = built(study_of(demand_mw), 500.0, 50.0);
        REQUIRE(made.system.units.count() == 11);
        CHECK(made.system.units.name[0] == "gas built in 2030 unit 1");
        const double by_hand = lole_by_hand(demand_mw);
        CHECK(exact_years(made.system, made.library, made.uncertainty).of_year[0].lole_h ==
              Approx(by_hand).epsilon(1e-9));
        const Estimate lole = sampled_lole(made, 3000);
        CHECK(std::abs(lole.mean - by_hand) <= 4.0 * lole.error);
        CHECK(lole.error <= 0.02 * by_hand);
    }
    // As one unit: the whole build is unavailable a tenth of the time.
    const Assembly one = built(study_of(360.0), 500.0, 0.0);
    CHECK(exact_years(one.system, one.library, one.uncertainty).of_year[0].lole_h ==
          Approx(0.1 * kYearHours).epsilon(1e-9));
    REQUIRE(one.notes.size() == 1);
    CHECK(one.notes[0] == "plants.csv states no unit_mw: the capacity built in a year fails as one unit: gas");
    CHECK(built(study_of(360.0), 500.0, 50.0).notes.empty());
}

TEST_CASE("built machines are as reliable as existing units, sample by sample") {
    CHECK(sampled(built(study_of(420.0), 500.0, 50.0), 50) == sampled(existing(study_of(420.0), 500.0, 10), 50));
    CHECK(sampled(built(study_of(420.0), 500.0, 50.0), 50) != sampled(built(study_of(420.0), 500.0, 100.0), 50));
}

TEST_CASE("machines of one asset do not change the random numbers of others") {
    const auto streams = [](const Assembly& made) {
        std::map<std::string, std::uint32_t> all;
        for (std::size_t u = 0; u < made.system.units.count(); ++u)
            for (const CauseIndex cause : made.system.units.exposure[u].causes)
                all[made.system.units.name[u]] = made.system.causes[base::at(cause)].stream;
        return all;
    };
    const auto few = streams(built(study_of(420.0), 100.0, 50.0)), many = streams(built(study_of(420.0), 500.0, 50.0));
    CHECK(many.size() == 11);
    for (const auto& [name, stream] : few) CHECK(many.at(name) == stream);
}

TEST_CASE("a plan not in whole machines has smaller machines; too many are rejected") {
    const System system = built(study_of(420.0), 120.0, 50.0).system;
    REQUIRE(system.units.count() == 4);
    CHECK(system.units.capacity[0][0].mw == Approx(40.0));
    CHECK_THROWS_AS(built(study_of(420.0), 500.0, 0.01), base::InputError);
}

TEST_CASE("a capacity credit includes all machines of an asset, whenever built") {
    const Assembly made = built(study_of(420.0), 500.0, 50.0);
    const CapacityCredit credit = capacity_credit(made.system, "gas", made.library, made.uncertainty, {.samples = 40},
                                                  parallel::Communicator::alone(), {});
    CHECK(credit.capacity_mw == Approx(500.0));
}

TEST_CASE("an added store has machines if it has an outage class") {
    SmallStudy small = study_of(10.0);
    model::Study& study = small.study;
    small.store({.name = "battery", .build_power = machines(20.0), .build_energy = machines(0.0)});
    study.reliability.store_outage = {model::OutageClassIndex{0}};
    planning::FixedPlan plan;
    plan.years = {2030};
    plan.builds = {{assets::CapacityKind::store_power, "battery", 2030, 60.0},
                   {assets::CapacityKind::store_energy, "battery", 2030, 240.0}};
    const System system = assemble(study, &plan, {}, nullptr).system;
    REQUIRE(system.stores.count() == 1);
    REQUIRE(system.machines.count() == 1);
    CHECK(system.machines.exposure[0].machines.size() == 3);
    CHECK(system.machines.power[0][0].mw == 60.0);
    CHECK(system.stores.energy[0][0].mw == 240.0);
    study.reliability.store_outage = {};
    const System firm = assemble(study, &plan, {}, nullptr).system;
    CHECK(firm.machines.count() == 0);
    CHECK(firm.stores.discharge[0][0].mw == 60.0);
}
