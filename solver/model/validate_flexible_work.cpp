#include "model/validate_flexible_work.hpp"

#include <algorithm>
#include <cmath>

#include "model/number_text.hpp"
#include "model/outages.hpp"

namespace decawatt::model {

namespace {
constexpr double kRounding = 1e-9;  // for rounded table values

std::string rest_of(double all_frac) {
    return shortest(1.0 - all_frac > kRounding ? 1.0 - all_frac : 0.0);
}
// A class is called by its data centre and its own name.
void check_names(const Study& study, std::vector<Violation>& violations) {
    const auto& classes = study.flexible.classes;
    const auto& names = study.data_centers.name;
    const auto full = [&](std::size_t c) { return names[base::at(classes[c].data_center)] + " " + classes[c].name; };
    for (std::size_t c = 0; c < classes.size(); ++c) {
        if (classes[c].data_center == base::none<DataCenterIndex>) continue;  // reported by its reader
        bool taken = std::ranges::find(names, full(c)) != names.end();
        for (std::size_t other = 0; other < c && !taken; ++other)
            taken = classes[other].data_center != base::none<DataCenterIndex> && full(other) == full(c);
        if (taken)
            violations.push_back({"work_classes", c, "name", classes[c].name,
                                  "another name: " + full(c) + " is a data centre or another class already"});
    }
}
// A deadline within a step would be none. Work that planning does not defer is of no concern.
void check_deadlines(const Study& study, std::vector<Violation>& violations) {
    if (!study.horizon.lengths.empty()) return;  // the deadline is rounded down to whole steps
    const auto check = [&](const char* table, std::size_t entry, double deadline_h) {
        const double steps = deadline_h * base::kSecondsPerHour / study.horizon.step_s;
        if (steps != std::floor(steps))
            violations.push_back(
                {table, entry, "deadline_h", shortest(deadline_h),
                 "whole steps of " + shortest(study.horizon.step_s / 60.0) + " minutes (horizon.step_minutes)"});
    };
    const auto is_planned = [&](DataCenterIndex center) {
        return center != base::none<DataCenterIndex> && std::isfinite(study.flexible.catch_up_of(center));
    };
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const auto index = static_cast<DataCenterIndex>(d);
        if (is_planned(index) && entry_of(study.reliability.deferrable_frac, index, 0.0) > 0.0)
            check("data_centers", d, entry_of(study.reliability.deadline_h, index, 0.0));
    }
    for (std::size_t c = 0; c < study.flexible.classes.size(); ++c)
        if (is_planned(study.flexible.classes[c].data_center) && study.flexible.classes[c].deferrable_frac > 0.0)
            check("work_classes", c, study.flexible.classes[c].deadline_h);
}
}  // namespace

// What waits, moves and is cut are different parts of the load.
void validate_flexible_work(const Study& study, std::vector<Violation>& violations) {
    check_names(study, violations);
    check_deadlines(study, violations);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const auto index = static_cast<DataCenterIndex>(d);
        const auto& classes = study.flexible.classes;
        double all = entry_of(study.reliability.deferrable_frac, index, 0.0) +
                     entry_of(study.reliability.movable_frac, index, 0.0);
        if (all > 1.0 + kRounding) continue;  // said elsewhere
        for (std::size_t c = 0; c < classes.size(); ++c) {
            if (classes[c].data_center != index) continue;
            if (all + classes[c].deferrable_frac > 1.0 + kRounding)
                violations.push_back({"work_classes", c, "deferrable_frac", shortest(classes[c].deferrable_frac),
                                      "at most " + rest_of(all) +
                                          ": with what else waits or moves no more than the load of " +
                                          study.data_centers.name[d]});
            all += classes[c].deferrable_frac;
        }
        const double cap = study.flexible.cap_of(index).frac;
        if (cap > 0.0 && all <= 1.0 + kRounding && all + cap > 1.0 + kRounding)
            violations.push_back({"data_centers", d, "cap_frac", shortest(cap),
                                  "at most " + rest_of(all) + ": with what waits or moves no more than the load"});
    }
}

}  // namespace decawatt::model
