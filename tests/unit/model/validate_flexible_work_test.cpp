// Shares of a data centre's load that wait, move or are cut, by hand.
#include "model/validate_flexible_work.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/index.hpp"

using namespace decawatt;
using model::Study;

namespace {

// A hub with deferrable and movable load, a class of work and a cap on its power.
Study hub(double waits, double moves, double of_class, double cap) {
    Study study;
    study.data_centers.name = {"hub"};
    study.reliability.deferrable_frac = {waits};
    study.reliability.movable_frac = {moves};
    study.reliability.deadline_h = {8.0};
    if (of_class > 0.0) {
        model::WorkClass work;
        work.name = "batch";
        work.data_center = model::DataCenterIndex{0};
        work.deferrable_frac = of_class;
        work.deadline_h = 4.0;
        study.flexible.classes = {work};
    }
    study.flexible.cap = {{.frac = cap}};
    return study;
}

std::vector<model::Violation> found_in(const Study& study) {
    std::vector<model::Violation> violations;
    validate_flexible_work(study, violations);
    return violations;
}

}  // namespace

TEST_CASE("deferrable, movable and capped load together are no more than the load") {
    CHECK(found_in(hub(0.5, 0.2, 0.2, 0.1)).empty());
    CHECK(found_in(hub(0.5, 0.2, 0.3, 0.0)).empty());
    CHECK(found_in(hub(0.1, 0.2, 0.7, 0.0)).empty());  // 1 but for rounding
    const auto wide = found_in(hub(0.5, 0.2, 0.2, 0.2));
    REQUIRE(wide.size() == 1);
    CHECK(wide[0].table == "data_centers");
    CHECK(wide[0].column == "cap_frac");
    CHECK(wide[0].found == "0.2");
    CHECK(wide[0].expected.starts_with("at most 0.1"));
    const auto none_left = found_in(hub(0.5, 0.2, 0.3, 0.2));
    REQUIRE(none_left.size() == 1);
    CHECK(none_left[0].column == "cap_frac");
    CHECK(none_left[0].expected.starts_with("at most 0:"));
    const auto classes = found_in(hub(0.5, 0.2, 0.4, 0.2));
    REQUIRE(classes.size() == 1);  // the cap is said once the classes are right
    CHECK(classes[0].table == "work_classes");
    CHECK(classes[0].column == "deferrable_frac");
    CHECK(classes[0].expected.starts_with("at most 0.3"));
    CHECK(found_in(hub(0.8, 0.4, 0.0, 0.2)).empty());  // said by the rule of its own columns
}

TEST_CASE("a deadline is whole steps where planning lets work wait") {
    Study study = hub(0.5, 0.0, 0.2, 0.0);
    study.horizon.step_s = 2 * base::kSecondsPerHour;
    study.flexible.catch_up_frac = {1.0};
    CHECK(found_in(study).empty());
    study.reliability.deadline_h = {7.0};
    REQUIRE(found_in(study).size() == 1);
    CHECK(found_in(study)[0].table == "data_centers");
    CHECK(found_in(study)[0].expected.starts_with("whole steps of 120 minutes"));
    study.flexible.classes[0].deadline_h = 5.0;
    CHECK(found_in(study).size() == 2);
    study.flexible.classes[0].deferrable_frac = 0.0;
    CHECK(found_in(study).size() == 1);
    study.reliability.deferrable_frac = {0.0};
    CHECK(found_in(study).empty());
}

TEST_CASE("every class has a unique name") {
    Study study = hub(0.1, 0.0, 0.1, 0.0);
    study.flexible.classes.push_back(study.flexible.classes[0]);
    auto found = found_in(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 1U);
    study.flexible.classes[1].name = "other";
    CHECK(found_in(study).empty());
    study.data_centers.name.emplace_back("hub other");
    study.reliability.deferrable_frac.push_back(0.0);
    study.reliability.movable_frac.push_back(0.0);
    study.reliability.deadline_h.push_back(0.0);
    found = found_in(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 1U);
    CHECK(found[0].expected.find("hub other is a data centre or another class already") != std::string::npos);
}
