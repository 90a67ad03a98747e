// solver_kernels STUDY: the parts of one iteration of the solver on a study's program, a JSON line each.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "benchmarks/made_up_states.hpp"
#include "benchmarks/report.hpp"
#include "benchmarks/study_program.hpp"
#include "lp/interior_point.hpp"
#include "lp/iterate.hpp"
#include "parallel/blocks.hpp"

namespace {

using namespace decawatt;

constexpr double kRho = 1e-8, kDelta = 1e-12;  // as in the method
constexpr double kMu = 1.0, kTarget = 0.1;     // of the first iteration
constexpr double kNoWeight = 1e-300;           // of a correction: its addition takes its time and changes no bit
constexpr int kCorrectors = 4;                 // of the whole iteration

struct Kernel {
    const char* name;
    int calls;  // in an iteration
    std::function<void(lp::Iterate&)> work;
};

std::vector<Kernel> kernels() {
    const lp::Aim aim{.primal_step = 0.5, .dual_step = 0.5, .mu = kTarget};
    lp::Weights weights{};
    weights.fill(0.5);
    return {{"factorise", 1,
             [](lp::Iterate& i) { i.factorise(kRho, kDelta, kTarget); }},  // and the predictor's forward pass
            {"predict", 1, [](lp::Iterate& i) { i.predict(kTarget); }},  // border's solve and the rest of the predictor
            {"correct", kCorrectors,
             [=](lp::Iterate& i) {  // a whole solve, and its addition in the next pass
                 i.correct(aim, weights);
                 i.add_correction(kNoWeight, kNoWeight);
             }},
            {"advance", 1, [](lp::Iterate& i) { i.advance(0.0, 0.0); }}};  // step and residuals
}

double processor_s() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double allocated_bytes() {
    const struct mallinfo2 memory = mallinfo2();
    return static_cast<double>(memory.uordblks + memory.hblkhd);
}

// A program in the first iteration, which is repeated with steps of zero: each part always has the same numbers.
struct Subject {
    benchmarks::StudyProgram built;
    lp::Scaling scaling;
    double bytes;
    std::unique_ptr<lp::Iterate> iterate;
    std::vector<std::vector<double>> seconds, processor;  // by kernel

    explicit Subject(const benchmarks::StudyCut& cut)
        : built(benchmarks::build_study(cut)), scaling(lp::choose_scaling(built.program)), bytes(-allocated_bytes()) {
        iterate = std::make_unique<lp::Iterate>(built.program, scaling, lp::Settings{}.segment_stages,
                                                parallel::Communicator::alone());
        bytes += allocated_bytes();
        iterate->start(kMu, nullptr);
        seconds.resize(kernels().size());
        processor.resize(kernels().size());
    }

    void measure() {
        const std::vector<Kernel> all = kernels();
        for (std::size_t k = 0; k < all.size(); ++k) {
            const double processor_before = processor_s();
            const auto start = std::chrono::steady_clock::now();
            all[k].work(*iterate);
            seconds[k].push_back(benchmarks::seconds_since(start));
            processor[k].push_back(processor_s() - processor_before);
        }
    }

    void report() {
        const std::vector<Kernel> all = kernels();
        lp::Solution solution;
        iterate->write(solution);
        const double stages = static_cast<double>(built.stages);
        double iteration_us = 0.0;
        for (std::size_t k = 0; k < all.size(); ++k) {
            auto line = benchmarks::report({std::string("solver_kernels/") + all[k].name, built.stages,
                                            parallel::threads(), seconds[k], benchmarks::checksum(solution)});
            const double fastest = line["min_s"];
            const double fastest_processor = *std::ranges::min_element(processor[k]);
            iteration_us += all[k].calls * 1e6 * fastest_processor / stages;
            line.update({{"study", built.name},
                         {"states", benchmarks::most_states(built.program)},
                         {"us_per_stage", 1e6 * fastest / stages},
                         {"processor_us_per_stage", 1e6 * fastest_processor / stages}});
            if (k + 1 == all.size())
                line.update({{"iteration_processor_us_per_stage", iteration_us}, {"bytes_per_stage", bytes / stages}});
            fmt::print("{}\n", line.dump());
        }
    }
};

// The programs take turns, so that other load on the machine meets all of them.
void measure(benchmarks::StudyCut cut, const std::vector<int>& states, int repeat) {
    std::vector<std::unique_ptr<Subject>> subjects;
    for (const int count : states) {
        cut.states = count;
        subjects.push_back(std::make_unique<Subject>(cut));
    }
    for (int i = 0; i < repeat; ++i)
        for (const auto& subject : subjects) subject->measure();
    for (const auto& subject : subjects) subject->report();
}

}  // namespace

int main(int count, char** words) {
    benchmarks::StudyCut cut;
    std::vector<int> years, states = {0};
    int threads = 1, repeat = 5;
    CLI::App app{"Times the parts of one iteration of the solver, a JSON line each"};
    app.add_option("study", cut.study, "a folder with study.toml, or that file")->required();
    app.add_option("--years", years, "only these years: 2035, or 2033:2035")->delimiter(':')->expected(1, 2);
    app.add_option("--hours", cut.hours, "only the first hours of each year (benchmarks/README.md)")
        ->check(CLI::PositiveNumber);
    app.add_option("--states", states, "with so many states an hour, some made up (benchmarks/README.md): 9,20")
        ->delimiter(',')
        ->check(CLI::NonNegativeNumber);
    app.add_option("--threads", threads, "default: 1; 0: all")->check(CLI::NonNegativeNumber);
    app.add_option("--repeat", repeat, "iterations")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, words);
    if (!years.empty()) cut.years = {years.front(), years.back()};
    try {
        parallel::set_threads(threads);
        measure(cut, states, repeat);
    } catch (const std::exception& error) {
        fmt::print(stderr, "solver_kernels: {}\n", error.what());
        return 1;
    }
}
