// Names of rows and columns that every reader of MPS files takes: letters, digits and '_', no blank, none twice.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::io {

// Letters and digits of ASCII; each run of anything else is one '_', dropped at the ends; at most 60 characters.
std::string mps_word(std::string_view text);

// Hands out words, each once: a second "gas" is "gas_2".
class UniqueWords {
  public:
    std::string add(std::string_view text);

  private:
    std::unordered_set<std::string> used_;
};

// What repeats in every stage of a chain stands between `word` and the stage: word + suffix + stage, as in
// gas_metropolitan.2035w1.h0007. Words have no '.', so names of chains never meet those of the border.
struct ChainNames {
    std::vector<std::string> rows, columns;
    std::vector<std::string> limits;  // per column: the row of its scaled bound
    std::string suffix;               // ".2035w1.h"
    int digits = 4;                   // of the stage, from 0, filled with zeros
};

struct MpsNames {
    std::string objective;
    std::vector<std::string> border, linking;
    std::vector<ChainNames> chains;
};

// What has no name in the program is numbered from 1.
MpsNames make_mps_names(const lp::StaircaseProgram& program);

}  // namespace decawatt::io
