#include "cli/summary/connection_summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {
using base::readable;

constexpr double kMwhPerGwh = 1e3;

double nonfirm_mw(const planning::Plan& plan, std::size_t year, std::size_t d) {
    return plan.capacity.nonfirm_mw.empty() ? 0.0 : plan.capacity.nonfirm_mw(year, d);
}

// A budget is optimistic: the data centre chooses the hours.
std::string rule_text(model::Curtailment curtailment) {
    return curtailment == model::Curtailment::budget ? "budget, optimistic" : text(curtailment);
}
}  // namespace

nlohmann::json nonfirm_json(const model::Study& study, const planning::Plan& plan, std::size_t year) {
    nlohmann::json all = nlohmann::json::object();
    const planning::YearSummary& s = plan.summary[year];
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (const double mw = nonfirm_mw(plan, year, d); mw > 0.0)
            all[study.data_centers.name[d]] = {
                {"mw", mw},
                {"curtailment", text(study.data_centers.terms_of(d).nonfirm.curtailment)},
                {"import_mwh", s.data_center_nonfirm_mwh[d]},
                {"curtailed_h", s.data_center_curtailed_h[d]},
                {"curtailment_events", s.data_center_curtailment_events[d]}};
    return all;
}

void print_nonfirm(const model::Study& study, const planning::Plan& plan) {
    bool headed = false;
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            const double mw = nonfirm_mw(plan, y, d);
            if (!(mw > 0.0)) continue;
            if (!headed)
                print_out("\n{:<28} {:>6} {:>12} {:>12} {:>12} {:>8}  {}\n", "non-firm connections", "year",
                          "non-firm MW", "import GWh", "curtailed h", "events", "rule");
            headed = true;
            const planning::YearSummary& s = plan.summary[y];
            print_out("  {:<26} {:>6} {:>12} {:>12} {:>12} {:>8}  {}\n", study.data_centers.name[d], plan.years[y],
                      readable(mw, 0), readable(s.data_center_nonfirm_mwh[d] / kMwhPerGwh, 0),
                      readable(s.data_center_curtailed_h[d], 1), readable(s.data_center_curtailment_events[d], 1),
                      rule_text(study.data_centers.terms_of(d).nonfirm.curtailment));
        }
}

}  // namespace decawatt::cli
