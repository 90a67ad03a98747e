#include "app/accounts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "app/file_access.hpp"
#include "app/market_factors.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/read_account_flows.hpp"
#include "parallel/blocks.hpp"
#include "planning/results/market_summary.hpp"

namespace decawatt::app {

namespace {
using accounts::CenterAccounts;
using accounts::EmissionBalance;

struct CenterField {
    const char* name;
    double CenterAccounts::*value;
    const char* units;
    const char* long_name;
    bool is_marginal = false;
};

constexpr CenterField kCenterFields[] = {
    {"load_mwh", &CenterAccounts::load_mwh, "MW h", "load served"},
    {"import_mwh", &CenterAccounts::import_mwh, "MW h", "import"},
    {"export_mwh", &CenterAccounts::export_mwh, "MW h", "export"},
    {"scope_1_t", &CenterAccounts::scope_1_t, "t", "Scope 1: plants behind the meter"},
    {"location_t", &CenterAccounts::location_t, "t", "Scope 2, location-based"},
    {"market_t", &CenterAccounts::market_t, "t", "Scope 2, market-based by hour"},
    {"marginal_import_t", &CenterAccounts::marginal_import_t, "t", "marginal emissions of imports", true},
    {"marginal_export_t", &CenterAccounts::marginal_export_t, "t", "marginal emissions that exports avoid", true},
    {"consumption_t", &CenterAccounts::consumption_t, "t", "traced emissions of all energy used"},
    {"clean_share_frac", &CenterAccounts::clean_share_frac, "1", "traced clean share of all energy used"},
    {"hourly_matching_frac", &CenterAccounts::hourly_matching_frac, "1", "hourly matching of the contract"},
    {"annual_matching_frac", &CenterAccounts::annual_matching_frac, "1", "annual matching of the contract"},
};

struct BalanceField {
    const char* name;
    double EmissionBalance::*value;
    const char* long_name;
};

constexpr BalanceField kBalanceFields[] = {
    {"generation_t", &EmissionBalance::generation_t, "emissions of generation and of purchases from markets"},
    {"demand_t", &EmissionBalance::demand_t, "emissions attributed to the demand of regions"},
    {"data_centers_t", &EmissionBalance::centers_t, "emissions attributed to data centres"},
    {"sold_t", &EmissionBalance::sold_t, "emissions attributed to sales to markets"},
    {"spill_t", &EmissionBalance::spill_t, "emissions attributed to spilled energy"},
    {"stored_t", &EmissionBalance::stored_t, "emissions of energy left in stores at the end of the year"},
};

std::vector<double> by_year(const AccountsReport& report, std::size_t count,
                            const std::function<double(const AccountsYear&, std::size_t)>& value) {
    std::vector<double> values;
    for (const AccountsYear& year : report.years)
        for (std::size_t k = 0; k < count; ++k) values.push_back(value(year, k));
    return values;
}

void put_centers(io::Group& group, const AccountsReport& report) {
    if (report.centers.empty()) return;
    group.coordinate("data_center", {"1", "data centre"}, std::span<const std::string>(report.centers));
    for (const CenterField& field : kCenterFields) {
        if (field.is_marginal && !report.has_marginal) continue;
        group.put(
            field.name, {"year", "data_center"}, {field.units, field.long_name},
            std::span<const double>(by_year(report, report.centers.size(), [&](const AccountsYear& y, std::size_t d) {
                return y.accounts.centers[d].*field.value;
            })));
    }
    if (report.years.front().water_m3.empty()) return;
    group.put("water_m3", {"year", "data_center"}, {"m3", "water consumed by cooling"},
              std::span<const double>(by_year(report, report.centers.size(),
                                              [](const AccountsYear& y, std::size_t d) { return y.water_m3[d]; })));
}

void put_regions(io::Group& group, const AccountsReport& report) {
    group.coordinate("region", {"1", "region"}, std::span<const std::string>(report.regions));
    const auto put = [&](const char* name, const char* meaning, std::vector<double> accounts::YearAccounts::*values) {
        group.put(
            name, {"year", "region"}, {"t/(MW h)", meaning},
            std::span<const double>(by_year(report, report.regions.size(), [&](const AccountsYear& y, std::size_t r) {
                return (y.accounts.*values)[r];
            })));
    };
    put("mix_t_per_mwh", "traced mix, mean weighted by demand", &accounts::YearAccounts::region_mix_t_per_mwh);
    put("residual_mix_t_per_mwh", "residual mix, mean weighted by demand",
        &accounts::YearAccounts::region_residual_t_per_mwh);
}

bool is_bought_from(const io::AccountFlows& flows, std::size_t market) {
    for (const io::AccountYear& year : flows.years)
        for (const accounts::YearFlows& weather : year.weathers)
            if (std::ranges::any_of(weather.buy_mw.of(market),
                                    [](double mw) { return mw > planning::kLeastPurchaseMw; }))
                return true;
    return false;
}

// A factor above zero is a stated one, and a market of which nothing is bought needs none.
void mark_stated_factors(const std::string& result, io::AccountFlows& flows) {
    if (flows.markets.empty()) return;
    std::vector<bool> stated = states_emission_factor(result, flows.markets);
    for (const io::AccountYear& year : flows.years)
        for (const accounts::YearFlows& weather : year.weathers)
            for (std::size_t m = 0; m < stated.size(); ++m)
                if (weather.market_emission_t_per_mwh[m] > 0.0) stated[m] = true;
    for (std::size_t m = 0; m < stated.size(); ++m)
        if (!is_bought_from(flows, m)) stated[m] = true;
    flows.entities.market_states_factor = std::move(stated);
}

std::vector<std::string> without_factor(const io::AccountFlows& flows) {
    std::vector<std::string> names;
    for (std::size_t m = 0; m < flows.markets.size(); ++m)
        if (!flows.entities.states_factor(m)) names.push_back(flows.markets[m]);
    return names;
}
}  // namespace

AccountsReport accounts_of(const AccountsSettings& settings) {
    const parallel::ThreadCount count(settings.threads);
    AccountsReport report;
    io::AccountFlows flows;
    {
        const auto lock = file_access();
        flows = io::read_account_flows(settings.result, {settings.marginal_low, settings.marginal_high});
        mark_stated_factors(settings.result, flows);
    }
    report.study = flows.study;
    report.plan_digest = flows.plan_digest;
    report.regions = flows.regions;
    report.centers = flows.centers;
    report.markets_without_factor = without_factor(flows);
    report.has_marginal = !settings.marginal_low.empty();
    report.years.resize(flows.years.size());
    parallel::for_each_block(static_cast<std::int64_t>(flows.years.size()), [&](std::int64_t b) {
        const auto y = static_cast<std::size_t>(b);
        const io::AccountYear& year = flows.years[y];
        report.years[y] = {year.year, accounts::account(flows.entities, year.weathers), year.water_m3};
    });
    return report;
}

void write_accounts(const std::string& path, const AccountsReport& report) {
    const auto lock = file_access();
    io::NetcdfFile file(path);
    {
        io::Group root = file.root();
        root.attribute("Conventions", "CF-1.8");
        root.attribute("title", fmt::format("{}: emission accounts", report.study));
        root.attribute("study", report.study);
        if (!report.plan_digest.empty()) root.attribute("plan_digest", report.plan_digest);
        io::Group group = root.group("accounts");
        if (!report.markets_without_factor.empty())
            group.attribute("markets_without_emission_factor",
                            fmt::format("{}", fmt::join(report.markets_without_factor, ", ")));
        std::vector<std::int64_t> years;
        for (const AccountsYear& year : report.years) years.push_back(year.year);
        group.coordinate("year", {"1", "calendar year"}, std::span<const std::int64_t>(years));
        put_centers(group, report);
        put_regions(group, report);
        for (const BalanceField& field : kBalanceFields)
            group.put(field.name, {"year"}, {"t", field.long_name},
                      std::span<const double>(by_year(report, 1, [&](const AccountsYear& y, std::size_t) {
                          return y.accounts.balance.*field.value;
                      })));
    }
    file.commit();
}

}  // namespace decawatt::app
