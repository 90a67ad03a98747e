#include "benchmarks/study_program.hpp"

#include <tuple>

#include "benchmarks/cut_program.hpp"
#include "benchmarks/made_up_states.hpp"
#include "io/study/read_study.hpp"
#include "planning/program.hpp"

namespace decawatt::benchmarks {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

StudyProgram build_study(const StudyCut& cut) {
    io::StudyRequest request;
    request.path = cut.study;
    std::tie(request.first_year, request.last_year) = cut.years;
    const model::Study study = io::read_study(request).study;
    StudyProgram built;
    built.name = study.name;
    auto start = std::chrono::steady_clock::now();
    const profiles::Profiles profiles = profiles::make_profiles(study, {});
    built.profiles_s = seconds_since(start);
    start = std::chrono::steady_clock::now();
    built.program = planning::build_program(study, profiles).staircase;
    built.build_s = seconds_since(start);
    if (cut.hours > 0) cut_stages(built.program, cut.hours);
    add_states(built.program, cut.states);
    for (const lp::Chain& chain : built.program.chains) {
        built.stages += chain.stages;
        built.rows += std::int64_t{chain.stages} * chain.rows();
        built.columns += std::int64_t{chain.stages} * chain.columns();
    }
    return built;
}

}  // namespace decawatt::benchmarks
