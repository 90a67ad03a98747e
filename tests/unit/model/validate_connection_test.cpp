// Rules of connections and of data centres without halls, by hand.
#include "model/validate_connection.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/index.hpp"

using namespace decawatt;
using model::Curtailment;
using model::Study;

namespace {

// A campus of 100 MW in a region whose demand is modelled.
Study campus() {
    Study study;
    study.regions.name = {"grid"};
    study.data_centers.name = {"campus"};
    study.data_centers.region = {model::RegionIndex{0}};
    study.data_centers.contract = {base::none<model::ContractIndex>};
    study.data_centers.site = {base::none<model::SiteIndex>};
    study.data_centers.connection_mw = {100.0};
    study.data_centers.build_connection.resize(1);
    study.data_centers.terms.resize(1);
    return study;
}

// The columns that violations name.
std::vector<std::string> columns_in(const Study& study) {
    std::vector<model::Violation> violations;
    validate_connections(study, violations);
    std::vector<std::string> columns;
    columns.reserve(violations.size());
    for (const model::Violation& violation : violations) columns.push_back(violation.column);
    return columns;
}

using Columns = std::vector<std::string>;

}  // namespace

TEST_CASE("the non-firm part is at most the connection, and of what is to be built where planning has no rule") {
    Study study = campus();
    study.reliability.nonfirm_mw = {100.0};
    CHECK(columns_in(study).empty());
    study.reliability.nonfirm_mw = {100.1};
    CHECK(columns_in(study) == Columns{"nonfirm_mw"});
    study.data_centers.build_connection[0].limit = 50.0;
    CHECK(columns_in(study).empty());
    study.data_centers.terms[0].nonfirm.curtailment = Curtailment::stress_hours;
    study.data_centers.terms[0].nonfirm.hours_per_year = 40.0;
    CHECK(columns_in(study) == Columns{"nonfirm_mw"});
}

TEST_CASE("a budget has hours, and as many candidates at least") {
    Study study = campus();
    model::NonfirmTerms& terms = study.data_centers.terms[0].nonfirm;
    terms.curtailment = Curtailment::budget;
    CHECK(columns_in(study) == Columns{"nonfirm_h_per_year"});
    terms.hours_per_year = 40.0;
    CHECK(columns_in(study).empty());
    terms.candidate_hours = 40.0;
    CHECK(columns_in(study).empty());
    terms.candidate_hours = 39.0;
    CHECK(columns_in(study) == Columns{"nonfirm_candidate_h_per_year"});
    terms.candidate_hours = 80.0;
    study.markets.region = {model::RegionIndex{0}};  // whose demand is not known
    CHECK(columns_in(study) == Columns{"nonfirm_curtailment"});
    terms.candidate_hours = model::kNoLimit;
    CHECK(columns_in(study).empty());
    terms.curtailment = Curtailment::stress_hours;
    CHECK(columns_in(study) == Columns{"nonfirm_curtailment"});
    study.fixed.nonfirm = {{model::DataCenterIndex{0}, {1.0}}};  // those of a price need no demand
    CHECK(columns_in(study).empty());
}

TEST_CASE("a series and its rule are stated together, and what may be built has a rule") {
    Study study = campus();
    model::NonfirmTerms& terms = study.data_centers.terms[0].nonfirm;
    terms.curtailment = Curtailment::series;
    CHECK(columns_in(study) == Columns{"nonfirm_curtailment"});
    study.fixed.nonfirm = {{model::DataCenterIndex{0}, {1.0}}};
    CHECK(columns_in(study).empty());
    terms.curtailment = Curtailment::none;
    CHECK(columns_in(study) == Columns{"nonfirm_curtailment"});
    study.fixed.nonfirm.clear();
    CHECK(columns_in(study).empty());
    terms.build.limit = 10.0;
    CHECK(columns_in(study) == Columns{"nonfirm_curtailment"});
}

TEST_CASE("a data centre has a hall, or its load from a file") {
    Study study = campus();
    study.regions = {};  // the rules of other tables are not met here
    study.data_centers.region = {base::none<model::RegionIndex>};
    const auto without_halls = [&] {
        return std::ranges::count_if(model::validate(study), [](const model::Violation& violation) {
            return violation.found == "campus without rows in halls.csv";
        });
    };
    CHECK(without_halls() == 1);
    study.fixed.load = {{model::DataCenterIndex{0}, {1.0}}};
    CHECK(without_halls() == 0);
}

TEST_CASE("a data centre without contract does not have the name of a contract: both pay for assets by name") {
    Study study = campus();
    study.regions = {};
    study.data_centers.region = {base::none<model::RegionIndex>};
    study.fixed.load = {{model::DataCenterIndex{0}, {1.0}}};
    study.contracts.name = {"campus"};
    const auto faults_of_names = [&] {
        return std::ranges::count_if(model::validate(study), [](const model::Violation& violation) {
            return violation.table == "data_centers" && violation.column == "name";
        });
    };
    CHECK(faults_of_names() == 1);
    study.data_centers.contract = {model::ContractIndex{0}};
    CHECK(faults_of_names() == 0);
}
