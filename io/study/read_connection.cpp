#include "io/study/read_connection.hpp"

#include "io/study/read_expansion.hpp"
#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
model::NonfirmTerms read_nonfirm(const Row& row, const model::Horizon& horizon, int connection_first_year) {
    model::NonfirmTerms terms;
    if (const auto rule = row.choice("nonfirm_curtailment"))
        terms.curtailment = static_cast<model::Curtailment>(*rule + 1);  // after `none`
    terms.first_year = row.integer("nonfirm_first_year", connection_first_year);
    terms.charge_per_mw_year = kKwPerMw * row.number("nonfirm_charge_per_kw_year");
    terms.hours_per_year = row.number("nonfirm_h_per_year", 0.0);
    terms.hours_per_event = row.number("nonfirm_h_per_event", model::kNoLimit);
    terms.events_per_year = row.number("nonfirm_events_per_year", model::kNoLimit);
    terms.candidate_hours = row.number("nonfirm_candidate_h_per_year", model::kNoLimit);
    terms.build = read_nonfirm_build(row, horizon);
    return terms;
}
}  // namespace

model::ConnectionTerms read_connection_terms(const Row& row, const model::Horizon& horizon) {
    model::ConnectionTerms terms;
    terms.first_year = row.integer("connection_first_year", 0);
    terms.charge_per_mw_year = kKwPerMw * row.number("connection_charge_per_kw_year");
    terms.export_limit_mw = row.number("export_limit_mw", model::kNoLimit);
    terms.import_ramp_mw_per_h = row.number("import_ramp_mw_per_h", model::kNoLimit);
    terms.nonfirm = read_nonfirm(row, horizon, terms.first_year);
    return terms;
}

}  // namespace decawatt::io
