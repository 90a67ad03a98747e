// solver_kernels STUDY: the parts of one iteration of the solver on a study's program, a JSON line each.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>

#include "benchmarks/report.hpp"
#include "benchmarks/study_program.hpp"
#include "lp/interior_point.hpp"
#include "lp/iterate.hpp"
#include "parallel/blocks.hpp"

namespace {

using namespace decawatt;

constexpr double kRho = 1e-8, kDelta = 1e-12;  // as in the method
constexpr double kMu = 1.0, kTarget = 0.1;     // of the first iteration

struct Kernel {
    const char* name;
    std::function<void()> work;
};

// The first iteration repeatedly, with steps of zero, so that each part always has the same numbers.
void measure(const benchmarks::StudyProgram& built, int repeat) {
    const lp::Scaling scaling = lp::choose_scaling(built.program);
    lp::Iterate iterate(built.program, scaling, lp::Settings{}.segment_stages, parallel::Communicator::alone());
    iterate.start(kMu, nullptr);
    const lp::Aim aim{.primal_step = 0.5, .dual_step = 0.5, .mu = kTarget};
    lp::Weights weights{};
    weights.fill(0.5);
    const std::vector<Kernel> kernels = {
        {"factorise", [&] { iterate.factorise(kRho, kDelta, kTarget); }},  // stages, border, predictor's forward pass
        {"predict", [&] { iterate.predict(kTarget); }},                    // border's solve and backward pass
        {"correct", [&] { iterate.correct(aim, weights); }},               // a whole solve
        {"advance", [&] { iterate.advance(0.0, 0.0); }}};                  // step and residuals
    std::vector<std::vector<double>> seconds(kernels.size());
    for (int i = 0; i < repeat; ++i)
        for (std::size_t k = 0; k < kernels.size(); ++k) {
            const auto start = std::chrono::steady_clock::now();
            kernels[k].work();
            seconds[k].push_back(benchmarks::seconds_since(start));
        }
    lp::Solution solution;
    iterate.write(solution);
    for (std::size_t k = 0; k < kernels.size(); ++k) {
        auto line = benchmarks::report({std::string("solver_kernels/") + kernels[k].name, built.stages,
                                        parallel::threads(), seconds[k], benchmarks::checksum(solution)});
        const double fastest = line["min_s"];
        line["study"] = built.name;
        line["us_per_stage"] = 1e6 * fastest / static_cast<double>(built.stages);
        fmt::print("{}\n", line.dump());
    }
}

}  // namespace

int main(int count, char** words) {
    benchmarks::StudyCut cut;
    std::vector<int> years;
    int threads = 1, repeat = 5;
    CLI::App app{"Times the parts of one iteration of the solver, a JSON line each"};
    app.add_option("study", cut.study, "a folder with study.toml, or that file")->required();
    app.add_option("--years", years, "only these years: 2035, or 2033:2035")->delimiter(':')->expected(1, 2);
    app.add_option("--hours", cut.hours, "only the first hours of each year (benchmarks/README.md)")
        ->check(CLI::PositiveNumber);
    app.add_option("--threads", threads, "default: 1; 0: all")->check(CLI::NonNegativeNumber);
    app.add_option("--repeat", repeat, "iterations")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, words);
    if (!years.empty()) cut.years = {years.front(), years.back()};
    try {
        parallel::set_threads(threads);
        measure(benchmarks::build_study(cut), repeat);
    } catch (const std::exception& error) {
        fmt::print(stderr, "solver_kernels: {}\n", error.what());
        return 1;
    }
}
