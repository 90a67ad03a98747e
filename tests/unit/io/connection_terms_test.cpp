// What the grid offers a data centre, as tables state it.
#include <doctest/doctest.h>

#include <algorithm>

#include "io/study/describe_connections.hpp"
#include "study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;
using model::Curtailment;

namespace {

using Overrides = std::vector<std::pair<std::string, std::string>>;

// Columns of the hub of the minimal study, whose connection has 140 MW and may grow by 300.
io::StudyRequest with(const Overrides& columns) {
    io::StudyRequest request;
    for (const auto& [column, value] : columns) request.overrides.push_back({"data_centers.hub." + column, value});
    return request;
}

}  // namespace

TEST_CASE("a study that states nothing of the kind has the plain connection") {
    const auto loaded = StudyCopy().read();
    REQUIRE(loaded.study.data_centers.terms.size() == 1);
    const model::ConnectionTerms& terms = loaded.study.data_centers.terms[0];
    CHECK(terms.first_year == 0);
    CHECK(terms.charge_per_mw_year == 0.0);
    CHECK(terms.export_limit_mw == model::kNoLimit);
    CHECK(terms.import_ramp_mw_per_h == model::kNoLimit);
    CHECK(terms.nonfirm.curtailment == Curtailment::none);
    CHECK_FALSE(terms.nonfirm.build.possible());
    CHECK(io::describe_connections(loaded.study).empty());
}

TEST_CASE("terms are read per kW, with their defaults") {
    const auto study = StudyCopy()
                           .read(with({{"connection_first_year", "2028"},
                                       {"connection_charge_per_kw_year", "60"},
                                       {"export_limit_mw", "30"},
                                       {"import_ramp_mw_per_h", "25"},
                                       {"nonfirm_mw", "40"},
                                       {"nonfirm_curtailment", "budget"},
                                       {"nonfirm_h_per_year", "100"},
                                       {"nonfirm_build_limit_mw", "200"},
                                       {"nonfirm_capex_per_kw", "90"},
                                       {"nonfirm_lifetime_years", "40"}}))
                           .study;
    const model::ConnectionTerms& terms = study.data_centers.terms[0];
    CHECK(terms.charge_per_mw_year == 60000.0);
    CHECK(terms.first_year == 2028);
    CHECK(terms.nonfirm.first_year == 2028);  // as that of the connection
    CHECK(terms.export_limit_mw == 30.0);
    CHECK(terms.import_ramp_mw_per_h == 25.0);
    CHECK(terms.nonfirm.curtailment == Curtailment::budget);
    CHECK(terms.nonfirm.hours_per_year == 100.0);
    CHECK(terms.nonfirm.candidate_hours == model::kNoLimit);
    CHECK(terms.nonfirm.build.limit_per_year == 200.0);
    CHECK(terms.nonfirm.build.capex == 90000.0);
    CHECK(terms.nonfirm.build.first_year == study.horizon.first_year);
    CHECK(study.data_centers.build_connection[0].capex != 90000.0);  // the firm part has columns of its own
    CHECK(io::describe_connections(study).find("budget of 100 h") != std::string::npos);
}

TEST_CASE("a note where every step is longer than the hours that may be curtailed") {
    const auto is_noted = [](const char* hours, const char* minutes) {
        io::StudyRequest request =
            with({{"nonfirm_mw", "40"}, {"nonfirm_curtailment", "stress_hours"}, {"nonfirm_h_per_year", hours}});
        request.overrides.push_back({"horizon.step_minutes", minutes});
        return std::ranges::any_of(StudyCopy().read(request).notes, [](const std::string& note) {
            return note.find("no import is curtailed") != std::string::npos;
        });
    };
    CHECK(is_noted("2", "180"));
    CHECK_FALSE(is_noted("3", "180"));
    CHECK_FALSE(is_noted("2", "60"));
}

TEST_CASE("faults of terms, each with its exact words") {
    struct Spoilt {
        Overrides columns;
        const char* message;
    };
    for (const Spoilt& spoilt : std::vector<Spoilt>{
             {{{"nonfirm_mw", "141"}, {"nonfirm_curtailment", "stress_hours"}, {"nonfirm_h_per_year", "100"}},
              "data_centers.csv: nonfirm_mw (row 2): found 141, expected at most 140, the whole connection"},
             {{{"nonfirm_curtailment", "stress_hours"}},
              "data_centers.csv: nonfirm_h_per_year (row 2): found nothing, expected the hours that stress_hours "
              "needs"},
             {{{"nonfirm_curtailment", "budget"}, {"nonfirm_h_per_year", "50"}, {"nonfirm_candidate_h_per_year", "40"}},
              "data_centers.csv: nonfirm_candidate_h_per_year (row 2): found 40, expected at least nonfirm_h_per_year, "
              "50"},
             {{{"nonfirm_build_limit_mw", "50"}, {"nonfirm_capex_per_kw", "90"}, {"nonfirm_lifetime_years", "40"}},
              "data_centers.csv: nonfirm_curtailment (row 2): found nothing, expected a rule for the capacity that "
              "nonfirm_build_limit_mw allows"},
             {{{"nonfirm_curtailment", "series"}},
              "data_centers.csv: nonfirm_curtailment (row 2): found series, expected nonfirm_available_frac of it in "
              "hourly.csv"},
             {{{"nonfirm_build_limit_mw_per_year", "50"},
               {"nonfirm_curtailment", "budget"},
               {"nonfirm_h_per_year", "50"}},
              "data_centers.csv: nonfirm_build_limit_mw (row 2): found nothing, expected a limit for all years "
              "together"}}) {
        CAPTURE(std::string(spoilt.message));
        CHECK(StudyCopy().faults(with(spoilt.columns)) == spoilt.message);
    }
}

TEST_CASE("hours that no rule reads are noted") {
    const auto notes = [](const Overrides& columns) {
        const auto loaded = StudyCopy().read(with(columns));
        return std::ranges::count_if(loaded.notes, [](const std::string& note) {
            return note.find("nonfirm_curtailment") != std::string::npos;
        });
    };
    CHECK(notes({{"nonfirm_mw", "40"}}) == 0);
    CHECK(notes({{"nonfirm_mw", "40"}, {"nonfirm_h_per_year", "100"}}) == 1);
    CHECK(notes({{"nonfirm_mw", "40"}, {"nonfirm_curtailment", "stress_hours"}, {"nonfirm_h_per_year", "100"}}) == 0);
    CHECK(notes({{"nonfirm_curtailment", "stress_hours"}, {"nonfirm_h_per_year", "100"}}) == 1);
    CHECK(notes({{"nonfirm_mw", "40"},
                 {"nonfirm_curtailment", "budget"},
                 {"nonfirm_h_per_year", "100"},
                 {"nonfirm_h_per_event", "4"}}) == 1);
}

TEST_CASE("the non-firm part is read by adequacy alone where no rule curtails it") {
    const auto of_adequacy = [](const Overrides& columns) {
        const auto loaded = StudyCopy().read(with(columns));
        return std::ranges::any_of(loaded.read_by_adequacy_only, [](const std::string& line) {
            return line.starts_with("data_centers.csv") && line.find("nonfirm_mw") != std::string::npos;
        });
    };
    CHECK(of_adequacy({{"nonfirm_mw", "40"}}));
    CHECK(StudyCopy().read(with({{"nonfirm_mw", "40"}})).read_by_planning_only.empty());
    CHECK(StudyCopy().read(with({{"export_limit_mw", "40"}, {"import_ramp_mw_per_h", "10"}})).read_by_planning_only ==
          std::vector<std::string>{"data_centers.csv: export_limit_mw, import_ramp_mw_per_h"});
    CHECK_FALSE(
        of_adequacy({{"nonfirm_mw", "40"}, {"nonfirm_curtailment", "stress_hours"}, {"nonfirm_h_per_year", "100"}}));
}
