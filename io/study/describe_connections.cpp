#include "io/study/describe_connections.hpp"

#include <fmt/format.h>

#include <cmath>

#include "assets/connection.hpp"
#include "io/study/text_table.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostRows = 24;
constexpr double kKwPerMw = 1000.0;

std::string limit(double value, const char* unit) {
    return std::isfinite(value) ? fmt::format("{:g}{}", value, unit) : "-";
}

std::string rule(const model::NonfirmTerms& terms, bool by_price) {
    switch (terms.curtailment) {
        case model::Curtailment::none:
            return "taken as firm";
        case model::Curtailment::series:
            return "hourly file";
        case model::Curtailment::stress_hours: {
            std::string words =
                fmt::format("{:g} h of highest {}", terms.hours_per_year, by_price ? "price" : "residual demand");
            if (std::isfinite(terms.hours_per_event)) words += fmt::format(", {:g} h in a row", terms.hours_per_event);
            if (std::isfinite(terms.events_per_year)) words += fmt::format(", {:g} events", terms.events_per_year);
            return words;
        }
        case model::Curtailment::budget:
            return fmt::format("budget of {:g} h, allocated by the data centre (optimistic){}", terms.hours_per_year,
                               std::isfinite(terms.candidate_hours)
                                   ? fmt::format(" in {:g} candidate hours", terms.candidate_hours)
                                   : "");
    }
    return "";
}

std::string years(int first, const model::Horizon& horizon) {
    return first > horizon.first_year ? fmt::format("{:d}", first) : "always";
}

bool states_any(const model::ConnectionTerms& terms) {
    return terms.first_year > 0 || terms.charge_per_mw_year > 0.0 || std::isfinite(terms.export_limit_mw) ||
           std::isfinite(terms.import_ramp_mw_per_h) || terms.nonfirm.first_year > 0 ||
           terms.nonfirm.charge_per_mw_year > 0.0 || terms.nonfirm.curtailment != model::Curtailment::none;
}
}  // namespace

std::string describe_connections(const model::Study& study) {
    TextTable table{.rows = {{"connection of", "firm MW", "from", "per kW a year", "non-firm MW", "from",
                              "per kW a year", "curtailed", "export MW", "ramp MW/h"}}};
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const model::ConnectionTerms terms = study.data_centers.terms_of(d);
        if (!states_any(terms)) continue;
        const bool by_price = model::fixed_nonfirm_frac(study, static_cast<model::DataCenterIndex>(d)) != nullptr;
        const assets::ConnectionMw mw = assets::existing_connection(study, d, study.horizon.last_year);
        table.rows.push_back(
            {study.data_centers.name[d], fmt::format("{:g}", mw.firm), years(terms.first_year, study.horizon),
             fmt::format("{:g}", terms.charge_per_mw_year / kKwPerMw), fmt::format("{:g}", mw.nonfirm),
             years(terms.nonfirm.first_year, study.horizon),
             fmt::format("{:g}", terms.nonfirm.charge_per_mw_year / kKwPerMw), rule(terms.nonfirm, by_price),
             limit(terms.export_limit_mw, ""), limit(terms.import_ramp_mw_per_h, "")});
    }
    return table.rows.size() == 1
               ? ""
               : "\nConnections (what exists; costs in " + study.currency + ")\n" + table.text(kMostRows);
}

}  // namespace decawatt::io
