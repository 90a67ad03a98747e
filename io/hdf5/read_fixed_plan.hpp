// Plans back in from result files, to be operated again.
#pragma once

#include <filesystem>

#include "io/common/loaded_study.hpp"
#include "planning/analyses/whole_units.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::io {

struct StoredPlan {
    planning::FixedPlan plan;
    std::vector<std::string> differences;        // between the plan's study and `loaded`, each in words; none: the same
    std::vector<planning::AssetUnits> machines;  // what is built in whole machines; `plan` has their amounts
    std::vector<std::string> limits;             // that forbid rounding up
};

// The plan of a result file, for operating it under `loaded`. The study must be the plan's: the files of both are
// compared by the hashes in /provenance. What may differ is the weather (sites.csv, climate.csv, [weather] in
// study.toml), what is written ([output]), and whatever overrides change; all of it is named in `differences`. Where
// the study states machines, the plan is that of whole ones: as the file has it or, where it has none or others,
// rounded here (planning::whole_builds). Throws base::InputError where more differs, naming every file, or where the
// file holds no optimal plan; base::ResourceError where it cannot be read or lacks what a plan holds.
StoredPlan read_fixed_plan(const std::filesystem::path& path, const LoadedStudy& loaded);

}  // namespace decawatt::io
