#include "io/hdf5/results_agreements.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using planning::ContractYear;
using planning::FirmCapacityYear;
using planning::Plan;
using planning::YearSummary;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Field {
    const char* name;
    std::vector<double> YearSummary::*values;
    const char* units;  // "money": the study's
    const char* long_name;
};

constexpr std::array kAgreementFields = {
    Field{"agreement_taken_mwh", &YearSummary::agreement_taken_mwh, "MW h", "output taken"},
    Field{"agreement_produced_mwh", &YearSummary::agreement_produced_mwh, "MW h", "output that could be produced"},
    Field{"agreement_paid_mwh", &YearSummary::agreement_paid_mwh, "MW h", "energy that the price is paid for"},
    Field{"agreement_cost", &YearSummary::agreement_cost, "money",
          "what is paid, with side costs; of a virtual agreement less the market's price of its output"},
};
constexpr std::array kCertificateFields = {
    Field{"certificate_mwh", &YearSummary::certificate_mwh, "MW h", "certificates bought"},
    Field{"certificate_cost", &YearSummary::certificate_cost, "money", "what they cost"},
};

template <typename Fields>
void put_fields(Group& group, const Plan& plan, const std::string& entity, const std::string& money,
                const Fields& fields) {
    for (const Field& field : fields) {
        base::Series series(plan.years.size(), group.size(entity), kNaN);
        for (std::size_t y = 0; y < plan.summary.size(); ++y) {
            const std::vector<double>& values = plan.summary[y].*field.values;
            for (std::size_t e = 0; e < values.size(); ++e) series(y, e) = values[e];
        }
        put_year_series(group, field.name, entity,
                        {field.units == std::string("money") ? money : field.units, field.long_name}, series);
    }
}

// The price of every year; NaN out of the term.
template <typename Offers>
base::Series prices_of(const Plan& plan, const Offers& offers) {
    base::Series prices(plan.years.size(), offers.size(), kNaN);
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        for (std::size_t i = 0; i < offers.size(); ++i)
            if (offers[i].first_year <= plan.years[y] && plan.years[y] <= offers[i].last_year)
                prices(y, i) = offers[i].price_in(plan.years[y]);
    return prices;
}

template <typename Year>
base::Series costs_of(const std::vector<std::vector<Year>>& years, std::size_t count, std::size_t entities,
                      double planning::SupplyYear::*cost) {
    base::Series series(count, entities, kNaN);
    for (std::size_t y = 0; y < years.size(); ++y)
        for (std::size_t e = 0; e < years[y].size(); ++e) series(y, e) = years[y][e].*cost;
    return series;
}

void put_purchased(Group& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    std::vector<std::string> plants, kinds;
    for (const model::Agreement& agreement : study.agreements) {
        plants.push_back(study.plants.name[base::at(agreement.plant)]);
        kinds.emplace_back(model::text(agreement.kind));
    }
    group.coordinate("agreement", {kNoUnit, "agreement, by its plant"}, std::span<const std::string>(plants));
    group.put("agreement_kind", {"agreement"}, "what the price is paid for", std::span<const std::string>(kinds));
    put_year_series(group, "agreement_price_per_mwh", "agreement",
                    {per_energy(study.currency), "price of the year; NaN: out of the term"},
                    prices_of(plan, study.agreements));
    put_fields(group, plan, "agreement", study.currency, kAgreementFields);
}

void put_certificates(Group& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    std::vector<std::string> names, contracts;
    for (const model::Certificate& certificate : study.certificates) {
        names.push_back(certificate.name);
        contracts.push_back(study.contracts.name[base::at(certificate.contract)]);
    }
    group.coordinate("certificate", {kNoUnit, "offer of certificates"}, std::span<const std::string>(names));
    group.put("certificate_contract", {"certificate"}, "contract that may buy",
              std::span<const std::string>(contracts));
    put_year_series(group, "certificate_price_per_mwh", "certificate",
                    {per_energy(study.currency), "price of the year; NaN: not available"},
                    prices_of(plan, study.certificates));
    put_fields(group, plan, "certificate", study.currency, kCertificateFields);
}

void put_supply(Group& group, const ResultSource& source) {
    const Plan& plan = source.plan;
    const std::string& money = source.study.currency;
    const std::size_t years = plan.years.size();
    const Meaning agreements = {money, "agreements of its plants, part of the cost of supply"};
    if (group.has_dimension("data_center"))
        put_year_series(
            group, "data_center_agreement_cost", "data_center", agreements,
            costs_of(plan.data_center_supply, years, group.size("data_center"), &planning::SupplyYear::agreement_cost));
    if (!group.has_dimension("contract")) return;
    const std::size_t contracts = group.size("contract");
    put_year_series(group, "contract_agreement_cost", "contract", agreements,
                    costs_of(plan.contracts, years, contracts, &planning::SupplyYear::agreement_cost));
    put_year_series(group, "contract_certificate_cost", "contract", {money, "certificates, part of the cost of supply"},
                    costs_of(plan.contracts, years, contracts, &planning::SupplyYear::certificate_cost));
    base::Series certified(years, contracts, kNaN);
    for (std::size_t y = 0; y < plan.contracts.size(); ++y)
        for (std::size_t c = 0; c < plan.contracts[y].size(); ++c) certified(y, c) = plan.contracts[y][c].certified_mwh;
    put_year_series(group, "contract_certified_mwh", "contract",
                    {kMegawattHour, "counted without power, of virtual agreements and certificates"}, certified);
}

void put_firm_capacity(Group& group, const ResultSource& source) {
    const std::vector<FirmCapacityYear>& rows = source.plan.firm_capacity;
    if (rows.empty()) return;
    std::vector<std::string> names, places;
    std::vector<std::int64_t> years;
    for (const FirmCapacityYear& row : rows) {
        names.push_back(
            fmt::format("{} {}{}", row.place, row.year, row.without_connection ? " without its connection" : ""));
        places.push_back(row.place);
        years.push_back(row.year);
    }
    group.coordinate("firm_capacity", {kNoUnit, "rule of firm capacity of a year"},
                     std::span<const std::string>(names));
    group.put("firm_capacity_place", {"firm_capacity"}, "region or data centre", std::span<const std::string>(places));
    group.put("firm_capacity_year", {"firm_capacity"}, {kNoUnit, "calendar year"}, years);
    const auto put = [&](const char* name, const Meaning& meaning, double FirmCapacityYear::*value) {
        std::vector<double> values;
        values.reserve(rows.size());
        for (const FirmCapacityYear& row : rows) values.push_back(row.*value);
        group.put(name, {"firm_capacity"}, meaning, values);
    };
    put("firm_capacity_peak_mw", {kMegawatt, "highest load of all weather years"}, &FirmCapacityYear::peak_mw);
    put("firm_capacity_required_mw", {kMegawatt, "with margin and spare units"}, &FirmCapacityYear::required_mw);
    put("firm_capacity_credited_mw", {kMegawatt, "credited capacity"}, &FirmCapacityYear::credited_mw);
    put("firm_capacity_price_per_mw_year",
        {source.study.currency + "/MW/year", "price of a MW more that is required, undiscounted"},
        &FirmCapacityYear::price_per_mw_year);
}

}  // namespace

void put_agreements(Group& group, const ResultSource& source) {
    if (!group.has_dimension("year")) return;
    if (!source.study.agreements.empty()) put_purchased(group, source);
    if (!source.study.certificates.empty()) put_certificates(group, source);
    if (!source.study.agreements.empty() || !source.study.certificates.empty()) put_supply(group, source);
    put_firm_capacity(group, source);
}

}  // namespace decawatt::io
