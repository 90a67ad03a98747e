// The command `headroom`: the constant load that regions can add if it is curtailed at peaks.
#include "app/headroom.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/input_files.hpp"
#include "base/error.hpp"
#include "base/readable.hpp"
#include "cli/commands.hpp"
#include "cli/options/options.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
constexpr double kPercent = 100.0;

struct Arguments {
    std::vector<double> curtailed_frac = app::HeadroomSettings().curtailed_frac;
    bool with_data_centers = false;
};

void print_years(const app::HeadroomReport& report) {
    std::size_t width = 6;
    for (const app::RegionHeadroom& row : report.rows) width = std::max(width, row.region.size());
    int year = 0;
    for (const app::RegionHeadroom& row : report.rows) {
        if (row.year != year) {
            year = row.year;
            print_out("\n{}\n{:<{}} {:>10} {:>10} {:>10}", year, "MW", width, "mean", "peak J-A", "peak D-F");
            for (const double frac : report.curtailed_frac) print_out(" {:>9} %", readable(kPercent * frac));
            print_out("\n");
        }
        print_out("{:<{}} {:>10} {:>10} {:>10}", row.region, width, readable(row.mean_demand_mw, 0),
                  readable(row.peaks.june_to_august_mw, 0), readable(row.peaks.december_to_february_mw, 0));
        for (const profiles::Headroom& h : row.headroom) print_out(" {:>11}", readable(h.load_mw, 0));
        print_out("\n");
    }
}

// Prints curtailment statistics of the last row: all regions in the last year.
void print_curtailment(const app::HeadroomReport& report) {
    const app::RegionHeadroom& row = report.rows.back();
    print_out("\nCurtailment of the load, {} {}\n", row.region, row.year);
    print_out("{:>9} {:>9} {:>8} {:>10} {:>8} {:>8} {:>12}\n", "limit", "MW", "h/year", "events", "mean h", "most h",
              "half served");
    for (std::size_t i = 0; i < row.headroom.size(); ++i) {
        const profiles::Headroom& h = row.headroom[i];
        print_out("{:>7} % {:>9} {:>8} {:>10} {:>8} {:>8} {:>10} %\n", readable(kPercent * report.curtailed_frac[i]),
                  readable(h.load_mw, 0), readable(h.curtailed_h_per_year, 0), readable(h.events_per_year, 1),
                  readable(h.mean_event_h, 1), readable(h.longest_event_h, 0),
                  readable(kPercent * h.half_served_frac, 0));
    }
}

void print_text(const app::HeadroomReport& report, const Options& options) {
    print_out("Constant load that adds nothing to the seasons' peaks if this share of its energy is curtailed.\n");
    print_years(report);
    print_curtailment(report);
    if (!options.out.empty()) print_out("\nresults in {}\n", options.out);
}

void print_json(const app::HeadroomReport& report) {
    nlohmann::json rows = nlohmann::json::array();
    for (const app::RegionHeadroom& row : report.rows)
        for (std::size_t i = 0; i < row.headroom.size(); ++i) {
            const profiles::Headroom& h = row.headroom[i];
            rows.push_back({{"region", row.region},
                            {"year", row.year},
                            {"mean_demand_mw", row.mean_demand_mw},
                            {"june_to_august_peak_mw", row.peaks.june_to_august_mw},
                            {"december_to_february_peak_mw", row.peaks.december_to_february_mw},
                            {"curtailed_frac", report.curtailed_frac[i]},
                            {"headroom_mw", h.load_mw},
                            {"curtailed_mwh_per_year", h.curtailed_mwh_per_year},
                            {"curtailed_h_per_year", h.curtailed_h_per_year},
                            {"events_per_year", h.events_per_year},
                            {"mean_event_h", h.mean_event_h},
                            {"longest_event_h", h.longest_event_h},
                            {"half_served_frac", h.half_served_frac}});
        }
    print_document(nlohmann::json{{"study", report.loaded.study.name}, {"rows", rows}});
}

void expect_shares(const std::vector<double>& limits) {
    for (const double limit : limits)
        if (!(limit > 0.0 && limit < 1.0))
            throw base::InputError({{"command line", "--limits", 0, fmt::format("{}", limit),
                                     "fractions above 0 and below 1 (0.01, not 1)"}});
}

int headroom(const Arguments& words, const Options& options) {
    expect_shares(words.curtailed_frac);
    ProgressBar bar(options.quiet);
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_outputs({options.out}, app::input_files(loaded));
    app::refuse_new_tables({options.out}, loaded);
    const app::HeadroomReport report = app::headroom(std::move(loaded),
                                                     {.curtailed_frac = words.curtailed_frac,
                                                      .with_data_centers = words.with_data_centers,
                                                      .threads = options.threads},
                                                     bar.callback());
    if (!options.out.empty()) app::write_headroom(options.out, report);
    options.json ? print_json(report) : print_text(report, options);
    return kDone;
}

}  // namespace

Parsed add_headroom_command(CLI::App& app, Options& options) {
    const auto words = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("headroom", "constant load that a region can add if it is curtailed at peaks");
    add_study_options(*command, options);
    command
        ->add_option("--limits", words->curtailed_frac, "shares of the load's energy that may be curtailed: 0.005,0.01")
        ->delimiter(',');
    command->add_flag("--data-centers", words->with_data_centers, "demand includes the study's data centres");
    add_output_option(*command, "--out", options.out, "a CSV file with a row for each region, year and limit");
    return [command, words]() -> Work {
        if (!command->parsed()) return Work();
        return [words](const Options& all) { return headroom(*words, all); };
    };
}

}  // namespace decawatt::cli
