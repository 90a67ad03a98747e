// The command `accounts`: emissions and matching of a result by each accounting method.
#include "cli/accounts.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/accounts.hpp"
#include "app/input_files.hpp"
#include "base/readable.hpp"
#include "cli/commands.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {
using accounts::CenterAccounts;
using base::readable;
using nlohmann::ordered_json;
constexpr double kPercent = 100.0, kPerThousand = 1e-3, kKilogramsPerTonne = 1000.0;

struct Arguments {
    std::string result;
    std::vector<std::string> marginal;  // none, or two
};

std::string text(double value, int decimals) {
    return std::isfinite(value) ? readable(value, decimals) : "-";
}

void print_center(const app::AccountsReport& report, std::size_t d) {
    print_out("\n{}: GWh, kt CO2; matching of its contract and traced clean share in %\n", report.centers[d]);
    print_out("{:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "year", "GWh", "import", "Scope 1",
              "location", "market", "marginal", "hourly", "annual", "clean");
    for (const app::AccountsYear& year : report.years) {
        const CenterAccounts& center = year.accounts.centers[d];
        print_out("{:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", year.year,
                  text(kPerThousand * center.load_mwh, 1), text(kPerThousand * center.import_mwh, 1),
                  text(kPerThousand * center.scope_1_t, 2), text(kPerThousand * center.location_t, 2),
                  text(kPerThousand * center.market_t, 2), text(kPerThousand * center.marginal_import_t, 2),
                  text(kPercent * center.hourly_matching_frac, 1), text(kPercent * center.annual_matching_frac, 1),
                  text(kPercent * center.clean_share_frac, 1));
    }
}

void print_regions(const app::AccountsReport& report) {
    std::size_t width = 6;
    for (const std::string& region : report.regions) width = std::max(width, region.size());
    print_out("\nkg CO2 per MWh of demand: mix with imports traced; residual mix of what no contract counts\n");
    print_out("{:>6} {:<{}} {:>9} {:>9}\n", "year", "region", width, "mix", "residual");
    for (const app::AccountsYear& year : report.years)
        for (std::size_t r = 0; r < report.regions.size(); ++r)
            print_out("{:>6} {:<{}} {:>9} {:>9}\n", year.year, report.regions[r], width,
                      text(kKilogramsPerTonne * year.accounts.region_mix_t_per_mwh[r], 1),
                      text(kKilogramsPerTonne * year.accounts.region_residual_t_per_mwh[r], 1));
}

bool knows_marginal(const app::AccountsReport& report) {
    return std::ranges::none_of(report.years, [](const app::AccountsYear& year) {
        return std::ranges::any_of(year.accounts.centers, [](const CenterAccounts& center) {
            return std::isnan(center.marginal_import_t) || std::isnan(center.marginal_export_t);
        });
    });
}

void print_text(const app::AccountsReport& report, const Options& options) {
    print_out("{}: emission accounts\n", report.study);
    for (std::size_t d = 0; d < report.centers.size(); ++d) print_center(report, d);
    print_out(
        "\nScope 1: plants behind the meter. Scope 2: location (import at the mix of the region), market (load that "
        "the contract does not cover, at the residual mix)");
    print_out("{}\n", report.has_marginal ? ", marginal (import at the change of emissions with one more MWh)."
                                          : "; marginal emissions need --marginal.");
    print_regions(report);
    for (const std::string& market : report.markets_without_factor)
        print_out(
            "\nnote: the market {} has no emission factor; emissions of what is bought from it are not known (-). "
            "State emission_t_per_mwh in markets.csv and run the study again.\n",
            market);
    if (report.has_marginal && !knows_marginal(report))
        print_out(
            "\nnote: marginal emissions are not known (-) in regions without a price and in those joined to a market, "
            "whose price does not follow the carbon price.\n");
    if (!options.out.empty()) print_out("\nresults in {}\n", options.out);
}

ordered_json number(double value) {
    return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json center_json(const CenterAccounts& center) {
    return {{"load_mwh", number(center.load_mwh)},
            {"import_mwh", number(center.import_mwh)},
            {"export_mwh", number(center.export_mwh)},
            {"scope_1_t", number(center.scope_1_t)},
            {"location_t", number(center.location_t)},
            {"market_t", number(center.market_t)},
            {"marginal_import_t", number(center.marginal_import_t)},
            {"marginal_export_t", number(center.marginal_export_t)},
            {"consumption_t", number(center.consumption_t)},
            {"clean_share_frac", number(center.clean_share_frac)},
            {"hourly_matching_frac", number(center.hourly_matching_frac)},
            {"annual_matching_frac", number(center.annual_matching_frac)}};
}

ordered_json year_json(const app::AccountsReport& report, const app::AccountsYear& year) {
    ordered_json centers = ordered_json::object(), regions = ordered_json::object();
    for (std::size_t d = 0; d < report.centers.size(); ++d) {
        ordered_json center = center_json(year.accounts.centers[d]);
        center["water_m3"] = year.water_m3.empty() ? ordered_json() : number(year.water_m3[d]);
        centers[report.centers[d]] = std::move(center);
    }
    for (std::size_t r = 0; r < report.regions.size(); ++r)
        regions[report.regions[r]] = {{"mix_t_per_mwh", number(year.accounts.region_mix_t_per_mwh[r])},
                                      {"residual_mix_t_per_mwh", number(year.accounts.region_residual_t_per_mwh[r])}};
    const accounts::EmissionBalance& balance = year.accounts.balance;
    return {{"year", year.year},
            {"data_centers", centers},
            {"regions", regions},
            {"balance",
             {{"generation_t", balance.generation_t},
              {"demand_t", balance.demand_t},
              {"data_centers_t", balance.centers_t},
              {"sold_t", balance.sold_t},
              {"spill_t", balance.spill_t},
              {"stored_t", balance.stored_t}}}};
}

void print_json(const app::AccountsReport& report) {
    ordered_json years = ordered_json::array();
    for (const app::AccountsYear& year : report.years) years.push_back(year_json(report, year));
    print_document(ordered_json{
        {"study", report.study}, {"markets_without_emission_factor", report.markets_without_factor}, {"years", years}});
}

int accounts_command(const Arguments& words, const Options& options) {
    std::vector<std::string> inputs = words.marginal;
    inputs.push_back(words.result);
    app::refuse_tables_of_any_study({options.out});
    expect_outputs({options.out}, inputs);
    app::expect_inputs(inputs);
    app::AccountsSettings settings{.result = words.result, .threads = options.threads};
    if (!words.marginal.empty()) {
        settings.marginal_low = words.marginal[0];
        settings.marginal_high = words.marginal[1];
    }
    const app::AccountsReport report = app::accounts_of(settings);
    if (!options.out.empty()) app::write_accounts(options.out, report);
    options.json ? print_json(report) : print_text(report, options);
    return kDone;
}
}  // namespace

Parsed add_accounts_command(CLI::App& app, Options& options) {
    const auto words = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("accounts", "emissions, matching and water of data centres by year");
    command->add_option("result", words->result, "a result file of `run` or `dispatch`")->required();
    command
        ->add_option("--marginal", words->marginal,
                     "two results of `dispatch` that differ in the carbon price, the lower first")
        ->expected(2);
    add_output_option(*command, "--out", options.out, "an HDF5 file with the group /accounts, for `report`");
    command->add_option("--threads", options.threads, "number of threads; 0: all")->check(CLI::Range(0, kMostThreads));
    command->add_flag("--json", options.json, "JSON on standard output");
    return [command, words]() -> Work {
        if (!command->parsed()) return Work();
        return [words](const Options& all) { return accounts_command(*words, all); };
    };
}

}  // namespace decawatt::cli
