// Names of rows and columns that every MPS reader accepts: letters, digits and '_', no blanks, unique.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::io {

// Keeps ASCII letters and digits; replaces each sequence of other characters by one '_', removed at the ends; at most
// 60 characters.
std::string mps_word(std::string_view text);

// Makes words unique: a second "gas" becomes "gas_2".
class UniqueWords {
  public:
    std::string add(std::string_view text);

  private:
    std::unordered_set<std::string> used_;
};

// Names of a chain are word + suffix + stage, as in gas_metropolitan.2035w1.h0007. Words have no '.', so these names
// differ from those of the border.
struct ChainNames {
    std::vector<std::string> rows, columns;
    std::vector<std::string> limits;  // per column: the row of its scaled bound
    std::string suffix;               // ".2035w1.h"
    int digits = 4;                   // digits of the stage number, from 0, with leading zeros
};

struct MpsNames {
    std::string objective;
    std::vector<std::string> border, linking;
    std::vector<ChainNames> chains;
};

// Entries without a name in the program are numbered from 1.
MpsNames make_mps_names(const lp::StaircaseProgram& program);

}  // namespace decawatt::io
