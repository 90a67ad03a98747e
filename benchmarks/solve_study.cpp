// solve_study STUDY: builds the program of a study, cut to some years and hours, solves it, prints a JSON line.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "base/error.hpp"
#include "benchmarks/made_up_states.hpp"
#include "benchmarks/report.hpp"
#include "benchmarks/study_program.hpp"
#include "io/mps/write_mps.hpp"
#include "lp/interior_point.hpp"
#include "parallel/blocks.hpp"

namespace {

using namespace decawatt;

struct Job {
    std::string study, export_mps;
    std::pair<int, int> years{0, 0};  // 0: all
    int hours = 0;                    // of each chain, counted in steps; 0: all
    int states = 0;                   // of each chain at least
    int threads = 1, repeat = 1;
    double tolerance = 1e-6;
};

Job job_of(int count, char** words) {
    Job job;
    std::vector<int> years;
    CLI::App app{"Builds the linear program of a study, solves it, prints what it took as a JSON line"};
    app.add_option("study", job.study, "a folder with study.toml, or that file")->required();
    app.add_option("--years", years, "only these years: 2035, or 2033:2035")->delimiter(':')->expected(1, 2);
    app.add_option("--hours", job.hours, "only the first hours of each year (benchmarks/README.md)")
        ->check(CLI::PositiveNumber);
    app.add_option("--states", job.states, "so many states an hour, some made up (benchmarks/README.md)")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--threads", job.threads, "default: 1; 0: all")->check(CLI::NonNegativeNumber);
    app.add_option("--repeat", job.repeat, "solve so often")->check(CLI::PositiveNumber);
    app.add_option("--tolerance", job.tolerance, "relative gap and residuals")->check(CLI::PositiveNumber);
    app.add_option("--export-mps", job.export_mps, "write the program, too");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    if (!years.empty()) job.years = {years.front(), years.back()};
    return job;
}

// Processor time of all threads: on a machine with other work it is more precise than wall time.
double processor_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int measure(const Job& job) {
    parallel::set_threads(job.threads);
    const benchmarks::StudyProgram built =
        benchmarks::build_study({.study = job.study, .years = job.years, .hours = job.hours, .states = job.states});
    if (!job.export_mps.empty())
        io::write_mps(job.export_mps, built.program, {built.name, {"written by the benchmark solve_study"}}, {});
    lp::Settings settings;
    settings.tolerance = job.tolerance;
    benchmarks::Measured measured{"solve_study", built.stages, parallel::threads(), {}, 0};
    lp::Solution solution;
    const double processor_before = processor_s();
    for (int i = 0; i < job.repeat; ++i) {
        const auto start = std::chrono::steady_clock::now();
        solution = lp::solve(built.program, settings, {});
        measured.seconds.push_back(benchmarks::seconds_since(start));
    }
    const double processor = (processor_s() - processor_before) / job.repeat;
    measured.checksum = benchmarks::checksum(solution);
    auto line = benchmarks::report(measured);
    const double fastest = line["min_s"], steps = std::max(1, solution.iterations);
    line.update({{"study", built.name},
                 {"status", lp::text(solution.status)},
                 {"tolerance", job.tolerance},
                 {"processor_s", processor},
                 {"iterations", solution.iterations},
                 {"objective", solution.certificate.primal_objective},
                 {"gap", solution.certificate.relative_gap},
                 {"s_per_iteration", fastest / steps},
                 {"us_per_iteration_and_stage", 1e6 * fastest / steps / static_cast<double>(built.stages)},
                 {"processor_us_per_iteration_and_stage", 1e6 * processor / steps / static_cast<double>(built.stages)},
                 {"states", benchmarks::most_states(built.program)},
                 {"rows", built.rows},
                 {"columns", built.columns},
                 {"border", built.program.border.size()},
                 {"linking", built.program.linking.size()},
                 {"profiles_s", built.profiles_s},
                 {"build_s", built.build_s}});
    fmt::print("{}\n", line.dump());
    return solution.status == lp::Status::optimal ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    const Job job = job_of(count, words);
    try {
        return measure(job);
    } catch (const std::exception& error) {
        fmt::print(stderr, "solve_study: {}\n", error.what());
        return 1;
    }
}
