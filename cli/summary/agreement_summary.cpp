#include "cli/summary/agreement_summary.hpp"

#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::Plan;

constexpr double kMwhPerGwh = 1e3, kMillion = 1e6;

const std::string& name_of(const model::Study& study, const model::Agreement& agreement) {
    return study.plants.name[base::at(agreement.plant)];
}

double bought_mw(const Plan& plan, const model::Agreement& agreement, std::size_t y) {
    for (std::size_t f = 0; f < plan.plants.members.size(); ++f)
        if (plan.plants.members[f].front() == agreement.plant) return plan.capacity.fleet_mw(y, f);
    return 0.0;
}

json year_json(const model::Study& study, const Plan& plan, std::size_t y) {
    const planning::YearSummary& s = plan.summary[y];
    json agreements = json::object();
    for (std::size_t a = 0; a < study.agreements.size(); ++a)
        agreements[name_of(study, study.agreements[a])] = {
            {"kind", model::text(study.agreements[a].kind)}, {"mw", bought_mw(plan, study.agreements[a], y)},
            {"taken_mwh", s.agreement_taken_mwh[a]},         {"produced_mwh", s.agreement_produced_mwh[a]},
            {"paid_mwh", s.agreement_paid_mwh[a]},           {"cost", s.agreement_cost[a]}};
    return agreements;
}

json certificates_json(const model::Study& study, const Plan& plan, std::size_t y) {
    json certificates = json::object();
    for (std::size_t c = 0; c < study.certificates.size(); ++c)
        certificates[study.certificates[c].name] = {{"mwh", plan.summary[y].certificate_mwh[c]},
                                                    {"cost", plan.summary[y].certificate_cost[c]}};
    return certificates;
}

void print_agreement(const model::Study& study, const Plan& plan, std::size_t a) {
    const model::Agreement& agreement = study.agreements[a];
    print_out("\nagreement {} ({})\n{:>6} {:>9} {:>9} {:>13} {:>9} {:>16}\n", name_of(study, agreement),
              model::text(agreement.kind), "year", "MW", "taken GWh", "produced GWh", "paid GWh",
              "cost M" + study.currency);
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        if (!agreement.in_term(plan.years[y])) continue;
        const planning::YearSummary& s = plan.summary[y];
        print_out("{:>6} {:>9} {:>9} {:>13} {:>9} {:>16}\n", plan.years[y], readable(bought_mw(plan, agreement, y), 1),
                  readable(s.agreement_taken_mwh[a] / kMwhPerGwh, 1),
                  readable(s.agreement_produced_mwh[a] / kMwhPerGwh, 1),
                  readable(s.agreement_paid_mwh[a] / kMwhPerGwh, 1), readable(s.agreement_cost[a] / kMillion, 2));
    }
}

void print_certificate(const model::Study& study, const Plan& plan, std::size_t c) {
    print_out("\ncertificates {} of contract {}\n{:>6} {:>11} {:>16}\n", study.certificates[c].name,
              study.contracts.name[base::at(study.certificates[c].contract)], "year", "bought GWh",
              "cost M" + study.currency);
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        if (study.certificates[c].on_offer(plan.years[y]))
            print_out("{:>6} {:>11} {:>16}\n", plan.years[y],
                      readable(plan.summary[y].certificate_mwh[c] / kMwhPerGwh, 1),
                      readable(plan.summary[y].certificate_cost[c] / kMillion, 2));
}

void print_firm_capacity(const model::Study& study, const Plan& plan) {
    print_out("\n{:<44} {:>6} {:>9} {:>12} {:>12} {:>22}\n", "firm capacity", "year", "peak MW", "required MW",
              "credited MW", study.currency + " per kW and year");
    for (const planning::FirmCapacityYear& row : plan.firm_capacity)
        print_out("{:<44} {:>6} {:>9} {:>12} {:>12} {:>22}\n",
                  row.place + (row.without_connection ? " without its connection" : ""), row.year,
                  readable(row.peak_mw, 1), readable(row.required_mw, 1), readable(row.credited_mw, 1),
                  readable(row.price_per_mw_year / 1e3, 2));
}

}  // namespace

void add_agreements(const model::Study& study, const Plan& plan, json& document) {
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        if (!study.agreements.empty()) document["years"][y]["agreements"] = year_json(study, plan, y);
        if (!study.certificates.empty()) document["years"][y]["certificates"] = certificates_json(study, plan, y);
    }
    for (const planning::FirmCapacityYear& row : plan.firm_capacity)
        document["firm_capacity"].push_back({{"place", row.place},
                                             {"year", row.year},
                                             {"without_connection", row.without_connection},
                                             {"peak_mw", row.peak_mw},
                                             {"required_mw", row.required_mw},
                                             {"credited_mw", row.credited_mw},
                                             {"price_per_mw_year", row.price_per_mw_year}});
}

void print_agreements(const model::Study& study, const Plan& plan) {
    for (std::size_t a = 0; a < study.agreements.size(); ++a) print_agreement(study, plan, a);
    for (std::size_t c = 0; c < study.certificates.size(); ++c) print_certificate(study, plan, c);
    if (!plan.firm_capacity.empty()) print_firm_capacity(study, plan);
}

}  // namespace decawatt::cli
