// Links over which work may move, for `check`.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// Classes of work that may wait and links of work_links.csv; empty where the tables are.
std::string describe_flexible_work(const model::Study& study);

}  // namespace decawatt::io
