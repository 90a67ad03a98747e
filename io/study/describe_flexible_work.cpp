#include "io/study/describe_flexible_work.hpp"

#include <fmt/format.h>

#include <cmath>

#include "io/study/text_table.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostRows = 24;  // of one table on a screen

std::string classes(const model::Study& study) {
    TextTable table{.rows = {{"work", "of", "share of the load", "waits, h"}}, .texts = 2};
    for (const model::WorkClass& work : study.flexible.classes)
        table.rows.push_back({work.name, study.data_centers.name[base::at(work.data_center)],
                              fmt::format("{:g}", work.deferrable_frac), fmt::format("{:g}", work.deadline_h)});
    return table.rows.size() == 1 ? "" : "\nWork that may wait\n" + table.text(kMostRows);
}

std::string links(const model::Study& study) {
    TextTable table{.rows = {{"from", "to", "MW", "energy more, per MWh"}}, .texts = 2};
    for (const model::WorkLink& link : study.flexible.links)
        table.rows.push_back({study.data_centers.name[base::at(link.from)], study.data_centers.name[base::at(link.to)],
                              std::isfinite(link.limit_mw) ? fmt::format("{:g}", link.limit_mw) : "-",
                              fmt::format("{:g}", link.overhead_frac)});
    return table.rows.size() == 1 ? "" : "\nLinks over which work may move\n" + table.text(kMostRows);
}
}  // namespace

std::string describe_flexible_work(const model::Study& study) {
    return classes(study) + links(study);
}

}  // namespace decawatt::io
