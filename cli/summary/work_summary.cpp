#include "cli/summary/work_summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {
using base::readable;
using nlohmann::json;
using planning::YearSummary;

constexpr double kMwhPerGwh = 1e3;

void print_classes(const model::Study& study, const planning::Plan& plan) {
    const auto classes = model::planned_work_classes(study);
    if (classes.empty()) return;
    print_out("\n{:<32} {:>6} {:>11} {:>12} {:>13} {:>12}\n", "deferrable work", "year", "deadline h", "arrived GWh",
              "deferred GWh", "mean wait h");
    for (std::size_t c = 0; c < classes.size(); ++c)
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            const YearSummary& s = plan.summary[y];
            if (!(s.work_arrived_mwh[c] > 0.0)) continue;
            print_out("  {:<30} {:>6} {:>11} {:>12} {:>13} {:>12}\n", classes[c].name, plan.years[y],
                      readable(classes[c].deadline_h, 0), readable(s.work_arrived_mwh[c] / kMwhPerGwh, 1),
                      readable(s.work_deferred_mwh[c] / kMwhPerGwh, 1), readable(s.work_mean_wait_h[c], 2));
        }
}

void print_links(const model::Study& study, const planning::Plan& plan) {
    const auto links = model::used_work_links(study);
    if (links.empty()) return;
    print_out("\n{:<48} {:>6} {:>11} {:>12}\n", "movable work", "year", "moved GWh", "hosted GWh");
    for (std::size_t l = 0; l < links.size(); ++l)
        for (std::size_t y = 0; y < plan.years.size(); ++y)
            print_out("  {:<46} {:>6} {:>11} {:>12}\n", model::link_name(study, links[l]), plan.years[y],
                      readable(plan.summary[y].work_moved_mwh[l] / kMwhPerGwh, 1),
                      readable(plan.summary[y].work_hosted_mwh[l] / kMwhPerGwh, 1));
}

void print_caps(const model::Study& study, const planning::Plan& plan) {
    bool headed = false;
    for (std::size_t d = 0; d < study.flexible.cap.size(); ++d)
        for (std::size_t y = 0; y < plan.years.size() && study.flexible.cap[d].frac > 0.0; ++y) {
            if (!headed) print_out("\n{:<32} {:>6} {:>11} {:>18}\n", "power caps", "year", "cut GWh", "cost");
            headed = true;
            print_out("  {:<30} {:>6} {:>11} {:>18}\n", study.data_centers.name[d], plan.years[y],
                      readable(plan.summary[y].data_center_cut_mwh[d] / kMwhPerGwh, 2),
                      base::readable_money(plan.summary[y].data_center_cut_cost[d], study.currency));
        }
}
}  // namespace

json work_json(const model::Study& study, const planning::Plan& plan, std::size_t year) {
    const YearSummary& s = plan.summary[year];
    json all = json::object();
    const auto classes = model::planned_work_classes(study);
    for (std::size_t c = 0; c < classes.size(); ++c)
        all["waiting"][classes[c].name] = {{"arrived_mwh", s.work_arrived_mwh[c]},
                                           {"deferred_mwh", s.work_deferred_mwh[c]},
                                           {"mean_wait_h", s.work_mean_wait_h[c]}};
    const auto links = model::used_work_links(study);
    for (std::size_t l = 0; l < links.size(); ++l)
        all["moved"][model::link_name(study, links[l])] = {{"moved_mwh", s.work_moved_mwh[l]},
                                                           {"hosted_mwh", s.work_hosted_mwh[l]}};
    for (std::size_t d = 0; d < study.flexible.cap.size(); ++d)
        if (study.flexible.cap[d].frac > 0.0)
            all["cut"][study.data_centers.name[d]] = {{"mwh", s.data_center_cut_mwh[d]},
                                                      {"cost", s.data_center_cut_cost[d]}};
    return all;
}

void print_work(const model::Study& study, const planning::Plan& plan) {
    print_classes(study, plan);
    print_links(study, plan);
    print_caps(study, plan);
}

}  // namespace decawatt::cli
