#include "model/flexible_work.hpp"

#include <cmath>

#include "model/outages.hpp"
#include "model/study.hpp"

namespace decawatt::model {

using base::at;

std::vector<WorkClass> work_classes(const Study& study) {
    std::vector<WorkClass> classes;
    const auto add = [&](const WorkClass& one) {
        if (one.deferrable_frac > 0.0 && one.deadline_h > 0.0) classes.push_back(one);
    };
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const auto index = static_cast<DataCenterIndex>(d);
        add({study.data_centers.name[d], index, entry_of(study.reliability.deferrable_frac, index, 0.0),
             entry_of(study.reliability.deadline_h, index, 0.0)});
        for (const WorkClass& one : study.flexible.classes)
            if (one.data_center == index)
                add({study.data_centers.name[d] + " " + one.name, index, one.deferrable_frac, one.deadline_h});
    }
    return classes;
}

std::vector<WorkClass> planned_work_classes(const Study& study) {
    std::vector<WorkClass> classes = work_classes(study);
    std::erase_if(classes, [&](const WorkClass& one) {
        const double catch_up = study.flexible.catch_up_of(one.data_center);
        return !std::isfinite(catch_up) || catch_up <= 0.0;
    });
    return classes;
}

double share_of_deferrable(const Study& study, const WorkClass& work) {
    double all = 0.0;
    for (const WorkClass& one : work_classes(study))
        if (one.data_center == work.data_center) all += one.deferrable_frac;
    return work.deferrable_frac / all;
}

std::vector<WorkLink> used_work_links(const Study& study) {
    std::vector<WorkLink> links = study.flexible.links;
    std::erase_if(links, [&](const WorkLink& link) {
        return link.limit_mw <= 0.0 || entry_of(study.reliability.movable_frac, link.from, 0.0) <= 0.0 ||
               entry_of(study.reliability.hosting_mw, link.to, 0.0) <= 0.0;
    });
    return links;
}

std::string link_name(const Study& study, const WorkLink& link) {
    return study.data_centers.name[at(link.from)] + " -> " + study.data_centers.name[at(link.to)];
}

}  // namespace decawatt::model
