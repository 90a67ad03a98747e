#include "io/hdf5/results_flexible_work.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using Texts = std::vector<std::string>;
using planning::YearSummary;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct WorkField {
    const char* name;
    const char* entity;
    std::vector<double> YearSummary::*values;
    const char* units;  // "money": currency of the study
    const char* long_name;
};

constexpr std::array kFields = {
    WorkField{"work_arrived_mwh", "work_class", &YearSummary::work_arrived_mwh, "MW h", "deferrable work that arrived"},
    WorkField{"work_deferred_mwh", "work_class", &YearSummary::work_deferred_mwh, "MW h",
              "deferred work: arrivals beyond the work done in the hour"},
    WorkField{"work_mean_wait_h", "work_class", &YearSummary::work_mean_wait_h, "h",
              "mean wait of all deferrable work"},
    WorkField{"work_moved_mwh", "work_link", &YearSummary::work_moved_mwh, "MW h", "work moved, at the origin"},
    WorkField{"work_hosted_mwh", "work_link", &YearSummary::work_hosted_mwh, "MW h", "the same, at the host"},
    WorkField{"data_center_cut_mwh", "data_center", &YearSummary::data_center_cut_mwh, "MW h",
              "load cut under power caps"},
    WorkField{"data_center_cut_cost", "data_center", &YearSummary::data_center_cut_cost, "money",
              "cost of the computing that is lost with it"},
};

bool has_caps(const model::Study& study) {
    return std::ranges::any_of(study.flexible.cap, [](const model::PowerCap& cap) { return cap.frac > 0.0; });
}

}  // namespace

void put_work_coordinates(Group& group, const model::Study& study) {
    Texts classes, links;
    for (const model::WorkClass& work : model::planned_work_classes(study)) classes.push_back(work.name);
    for (const model::WorkLink& link : model::used_work_links(study)) links.push_back(model::link_name(study, link));
    if (!classes.empty())
        group.coordinate("work_class", {kNoUnit, "class of deferrable work"}, std::span<const std::string>(classes));
    if (!links.empty())
        group.coordinate("work_link", {kNoUnit, "direction in which work moves"}, std::span<const std::string>(links));
}

void put_work_tables(Group& root, const model::Study& study) {
    const auto& names = study.data_centers.name;
    Texts center, from, to;
    std::vector<double> deadline_h, frac;
    for (const model::WorkClass& work : model::planned_work_classes(study)) {
        center.push_back(names[base::at(work.data_center)]);
        deadline_h.push_back(work.deadline_h);
        frac.push_back(work.deferrable_frac);
    }
    for (const model::WorkLink& link : model::used_work_links(study)) {
        from.push_back(names[base::at(link.from)]);
        to.push_back(names[base::at(link.to)]);
    }
    if (!center.empty()) {
        root.put("work_class_data_center", {"work_class"}, "data centre", std::span<const std::string>(center));
        root.put("work_class_deadline_h", {"work_class"}, {"h", "maximum wait of the work"}, deadline_h);
        root.put("work_class_deferrable_frac", {"work_class"}, {kFraction, "of the load of its data centre"}, frac);
    }
    if (from.empty()) return;
    root.put("work_link_from", {"work_link"}, "data centre from which work is moved",
             std::span<const std::string>(from));
    root.put("work_link_to", {"work_link"}, "data centre that hosts it", std::span<const std::string>(to));
}

void put_work_summary(Group& group, const ResultSource& source) {
    for (const WorkField& field : kFields) {
        if (!group.has_dimension(field.entity)) continue;
        if (field.entity == std::string("data_center") && !has_caps(source.study)) continue;
        base::Series series(source.plan.years.size(), group.size(field.entity), kNaN);
        for (std::size_t y = 0; y < source.plan.summary.size(); ++y) {
            const std::vector<double>& values = source.plan.summary[y].*field.values;
            for (std::size_t e = 0; e < values.size(); ++e) series(y, e) = values[e];
        }
        const std::string units = field.units == std::string("money") ? source.study.currency : field.units;
        put_year_series(group, field.name, field.entity, {units, field.long_name}, series);
    }
}

}  // namespace decawatt::io
