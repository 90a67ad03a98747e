// adequacy_hours: sampled hours per second of Monte Carlo on three synthetic systems or on a study with a plan, on one
// thread and on several.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>

#include "adequacy/assembly/assemble.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/places.hpp"
#include "benchmarks/made_up_system.hpp"
#include "benchmarks/report.hpp"
#include "benchmarks/study_program.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"

namespace {

using namespace decawatt;

struct Options {
    std::size_t years = 10, weathers = 20;
    std::uint64_t samples = 40;
    int threads = 2, repeat = 3;
};

struct Shares {
    double dispatched = 0.0, short_before_stores = 0.0, lost = 0.0;
};

// Fraction of hours that need simulation, from a few futures.
Shares shares_of(const benchmarks::MadeUp& made) {
    constexpr std::uint32_t kFutures = 4;
    adequacy::Simulator simulator(made.system, made.library, made.uncertainty);
    adequacy::LossRecord record(made.library.years(), adequacy::place_count(made.system));
    Shares shares;
    double hours = 0.0;
    for (std::uint32_t i = 0; i < kFutures; ++i) {
        record.clear();
        simulator.run(adequacy::draw_future(made.uncertainty, made.library, i), record);
        hours += static_cast<double>(simulator.effort().hours);
        shares.dispatched += static_cast<double>(simulator.effort().dispatched);
        shares.short_before_stores += static_cast<double>(simulator.effort().short_hours);
        for (std::size_t y = 0; y < made.library.years(); ++y) shares.lost += record.of(y, 0).hours;
    }
    return {shares.dispatched / hours, shares.short_before_stores / hours, shares.lost / hours};
}

struct Timed {
    benchmarks::Measured wall;
    double processor_s = 0.0;  // of all threads, the least of a repetition
};

Timed timed(const benchmarks::MadeUp& made, const Options& options, int threads) {
    const auto hours = made.library.first_hour(made.library.years()) * static_cast<std::int64_t>(options.samples);
    Timed measured{{"adequacy_hours/" + made.name, hours, threads, {}, 0}, 0.0};
    const adequacy::SamplingSettings settings{.samples = options.samples, .batch = options.samples};
    parallel::set_threads(threads);
    for (int i = 0; i < options.repeat; ++i) {
        adequacy::Sampling state = adequacy::start_sampling(made.system, made.library, settings);
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t processor = std::clock();
        adequacy::run_batch(made.system, made.library, made.uncertainty, settings, parallel::Communicator::alone(),
                            state);
        const double used_s = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
        measured.processor_s = i == 0 ? used_s : std::min(used_s, measured.processor_s);
        measured.wall.seconds.push_back(benchmarks::seconds_since(start));
        measured.wall.checksum = benchmarks::checksum(state.tally.numbers(), benchmarks::kEmptySum);
    }
    return measured;
}

void measure(const benchmarks::MadeUp& made, const Options& options) {
    const Shares shares = shares_of(made);
    double alone = 0.0;
    for (int threads = 1; threads <= options.threads; ++threads) {
        const Timed measured = timed(made, options, threads);
        auto line = benchmarks::report(measured.wall);
        const double hours = line["size"].get<double>(), per_s = hours / line["min_s"].get<double>();
        if (threads == 1) alone = per_s;
        line["processor_s"] = measured.processor_s;
        line["hours_per_s"] = per_s;
        line["hours_per_s_and_core"] = hours / measured.processor_s;
        line["speed_up"] = per_s / alone;
        line["dispatched"] = shares.dispatched;
        line["short_share"] = shares.short_before_stores;
        line["lost_share"] = shares.lost;
        fmt::print("{}\n", line.dump());
    }
}

// A study with the builds of a plan (an empty path: none), on a library of this number of weather years.
benchmarks::MadeUp of_study(const std::string& folder, const std::string& plan, std::size_t weathers) {
    io::LoadedStudy loaded = io::read_study({.path = folder, .variant = {}, .overrides = {}});
    const profiles::WeatherSource weather = io::read_study_weather(loaded);
    loaded.study.adequacy.weather_years = static_cast<int>(weathers);
    std::optional<io::StoredPlan> stored;
    if (!plan.empty()) stored = io::read_fixed_plan(plan, loaded);
    adequacy::Assembly made = adequacy::assemble(loaded.study, stored ? &stored->plan : nullptr, weather, {});
    return {"study", std::move(made.system), std::move(made.library), std::move(made.uncertainty)};
}

}  // namespace

int main(int count, char** words) {
    Options options;
    std::string only, study, plan;
    CLI::App app{"Times sampled hours of adequacy on made-up systems"};
    app.add_option("--years", options.years, "of a future")->check(CLI::PositiveNumber);
    app.add_option("--weathers", options.weathers, "in the library")->check(CLI::PositiveNumber);
    app.add_option("--samples", options.samples, "futures, in blocks of 20")->check(CLI::PositiveNumber);
    app.add_option("--threads", options.threads, "from one to so many")->check(CLI::PositiveNumber);
    app.add_option("--repeat", options.repeat, "repetitions")->check(CLI::PositiveNumber);
    app.add_option("--only", only, "one system: grid, stressed or region");
    app.add_option("--study", study, "a folder with study.toml, in place of the made-up systems");
    app.add_option("--plan", plan, "with --study: the result file of the run whose builds are there");
    CLI11_PARSE(app, count, words);
    try {
        if (!study.empty()) measure(of_study(study, plan, options.weathers), options);
        for (const std::string name : {"grid", "stressed", "region"})
            if (study.empty() && (only.empty() || only == name))
                measure(benchmarks::made_up_system(name, options.years, options.weathers), options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "adequacy_hours: {}\n", error.what());
        return 1;
    }
}
