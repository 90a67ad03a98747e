#include "adequacy/assembly/add_data_centers.hpp"

namespace decawatt::adequacy {

void add_data_centers(Assembling& work) {
    const model::Reliability& r = work.study.reliability;
    const auto value = [](const std::vector<double>& column, std::size_t d) {
        return column.empty() ? 0.0 : column[d];
    };
    DataCenters& all = work.system.centers;
    for (std::size_t d = 0; d < work.study.data_centers.name.size(); ++d) {
        all.name.push_back(work.study.data_centers.name[d]);
        all.region.push_back(work.node_of_center[d]);
        all.deferrable_frac.push_back(value(r.deferrable_frac, d));
        all.movable_frac.push_back(value(r.movable_frac, d));
        all.deadline_h.push_back(static_cast<std::int64_t>(value(r.deadline_h, d)));
        all.hosting_mw.push_back(value(r.hosting_mw, d));
        all.nonfirm.push_back(nonfirm_of(work, CenterIndex{d}));
        all.generator_mw.push_back(value(r.generator_mw, d));
        all.generator_h_per_year.push_back(value(r.generator_h_per_year, d));
    }
    const model::FlexibleWork& work_of = work.study.flexible;
    all.catch_up_frac = work_of.catch_up_frac;
    for (const model::WorkClass& one : work_of.classes)
        all.more_classes.push_back(
            {CenterIndex{base::at(one.data_center)}, one.deferrable_frac, static_cast<std::int64_t>(one.deadline_h)});
    for (const model::WorkLink& link : work_of.links)
        all.links.push_back({CenterIndex{base::at(link.from)}, CenterIndex{base::at(link.to)}, link.limit_mw});
}

}  // namespace decawatt::adequacy
