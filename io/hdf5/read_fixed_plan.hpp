// Reads plans from result files, for dispatch.
#pragma once

#include <filesystem>

#include "io/common/loaded_study.hpp"
#include "planning/analyses/whole_units.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::io {

struct StoredPlan {
    planning::FixedPlan plan;
    std::vector<std::string>
        differences;  // between the plan's study and `loaded`, one text each; empty: the same study
    std::vector<planning::AssetUnits> machines;  // whole machines built; `plan` has their capacities
    std::vector<std::string> limits;             // limits that prevented rounding up
};

// The plan of a result file, for dispatch with the study `loaded`. The study must be that of the plan: files are
// compared by the hashes in /provenance. Only the weather (sites.csv, climate.csv, [weather] in study.toml), the output
// ([output]), finance and overrides may differ; `differences` lists all differences. If the study states machine sizes,
// the plan is in whole machines: as stored in the file or, if that has none or others, rounded here
// (planning::whole_builds). Throws base::InputError if anything else differs, naming every file, or if the file has no
// optimal plan; base::ResourceError if it cannot be read or is incomplete.
StoredPlan read_fixed_plan(const std::filesystem::path& path, const LoadedStudy& loaded);

// The same with capacities as they were sized, not in whole machines.
StoredPlan read_sized_plan(const std::filesystem::path& path, const LoadedStudy& loaded);

}  // namespace decawatt::io
