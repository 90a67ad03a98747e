// hours STUDY HOURS [THREADS]: builds and solves the program of the first HOURS of each year of a study (0: all), its
// money as of a whole year, and prints one JSON line: size of a stage, time, outcome.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>

#include "io/study/read_study.hpp"
#include "parallel/blocks.hpp"
#include "planning/planning.hpp"

using namespace decawatt;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void cut(std::size_t hours, base::Series& series) {
    base::Series part(hours, series.entities());
    for (std::size_t e = 0; e < series.entities(); ++e) std::copy_n(series.of(e).begin(), hours, part.of(e).begin());
    series = std::move(part);
}

// Each hour then stands for more of its year.
void cut(std::int64_t hours, profiles::YearProfiles& year) {
    if (hours <= 0 || hours >= year.axis.count) return;
    year.weight *= static_cast<double>(year.axis.count) / static_cast<double>(hours);
    year.axis.count = hours;
    for (base::Series* series :
         {&year.region_demand_mw, &year.data_center_it_mw, &year.data_center_mw, &year.data_center_cooling_mw,
          &year.data_center_electrical_loss_mw, &year.resource_frac, &year.site_temperature_deg_c})
        cut(static_cast<std::size_t>(hours), *series);
}

// Rows that hold a column of the hour before or after.
int state_rows(const lp::Chain& chain) {
    Eigen::VectorXi has = Eigen::VectorXi::Zero(chain.rows());
    for (int j = 0; j < chain.B.outerSize(); ++j) {
        if (chain.B.col(j).nonZeros() == 0) continue;
        for (lp::SparseMatrix::InnerIterator entry(chain.A, j); entry; ++entry) has[entry.row()] = 1;
        for (lp::SparseMatrix::InnerIterator entry(chain.B, j); entry; ++entry) has[entry.row()] = 1;
    }
    return has.sum();
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void measure(const char* path, std::int64_t hours, int threads) {
    parallel::set_threads(threads);
    io::StudyRequest request;
    request.path = path;
    const model::Study study = io::read_study(request).study;
    auto start = Clock::now();
    profiles::Profiles profiles = profiles::make_profiles(study, {});
    const double profiles_s = seconds_since(start);
    for (profiles::YearProfiles& year : profiles.years) cut(hours, year);
    start = Clock::now();
    const planning::Program program = planning::build_program(study, profiles);
    const double build_s = seconds_since(start);
    lp::Settings settings;
    settings.tolerance = study.planning.tolerance;
    start = Clock::now();
    const lp::Solution solution = lp::solve(program.staircase, settings, {});
    const double solve_s = seconds_since(start);
    const lp::Chain& chain = program.staircase.chains.front();
    std::int64_t stages = 0;
    for (const lp::Chain& c : program.staircase.chains) stages += c.stages;
    const int iterations = std::max(1, solution.iterations);
    fmt::print(
        "{{\"name\": \"hours\", \"study\": \"{}\", \"stages\": {}, \"rows\": {}, \"state_rows\": {}, \"columns\": {}, "
        "\"nonzeros\": {}, \"local_border\": {}, \"border\": {}, \"linking_rows\": {}, \"threads\": {}, "
        "\"status\": \"{}\", \"iterations\": {}, \"objective\": {:.10g}, \"gap\": {:.3g}, \"profiles_s\": {:.3f}, "
        "\"build_s\": {:.3f}, \"solve_s\": {:.3f}, \"iteration_s\": {:.4f}, \"stage_us\": {:.2f}, \"peak_mb\": {:.0f}, "
        "\"compiler\": \"{}\"}}\n",
        study.name, stages, chain.rows(), state_rows(chain), chain.columns(), chain.A.nonZeros(), chain.local_border(),
        program.staircase.border.size(), program.staircase.linking.size(), parallel::threads(),
        lp::text(solution.status), solution.iterations, solution.certificate.primal_objective * program.money_unit,
        solution.certificate.relative_gap, profiles_s, build_s, solve_s, solve_s / iterations,
        1e6 * solve_s / iterations / static_cast<double>(stages), peak_mb(), __VERSION__);
    if (solution.status != lp::Status::optimal) throw std::runtime_error(solution.message);
}

}  // namespace

int main(int count, char** words) {
    if (count < 3 || count > 4) {
        fmt::print(stderr, "usage: hours STUDY HOURS [THREADS]\n");
        return 2;
    }
    try {
        measure(words[1], std::atoll(words[2]), count == 4 ? std::atoi(words[3]) : 0);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
