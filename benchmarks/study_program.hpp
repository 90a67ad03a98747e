// The linear program of a study, cut to some years and hours.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "lp/staircase_program.hpp"

namespace decawatt::benchmarks {

struct StudyCut {
    std::string study;                // a folder with study.toml, or that file
    std::pair<int, int> years{0, 0};  // 0: all
    int hours = 0;                    // of each chain, counted in steps; 0: all
    int states = 0;                   // of each chain at least, some made up (made_up_states.hpp)
};

struct StudyProgram {
    lp::StaircaseProgram program;
    std::string name;
    double profiles_s = 0.0, build_s = 0.0;
    std::int64_t stages = 0, rows = 0, columns = 0;
};

// Throws the exceptions of reading and building a study.
StudyProgram build_study(const StudyCut& cut);

double seconds_since(std::chrono::steady_clock::time_point start);

}  // namespace decawatt::benchmarks
