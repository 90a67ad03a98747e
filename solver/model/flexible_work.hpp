// Computing work of data centres that need not be done where and when it arrives. Planning and the adequacy assessment
// read the same declaration (docs/method/flexible_work.md).
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace decawatt::model {

struct Study;
enum class DataCenterIndex : std::int32_t;
enum class WorkClassIndex : std::int32_t {};
enum class WorkLinkIndex : std::int32_t {};

// Work that may wait, at most until its deadline.
struct WorkClass {
    std::string name;
    DataCenterIndex data_center;
    double deferrable_frac = 0.0;  // of the data centre's load
    double deadline_h = 0.0;       // 0: none waits
    bool operator==(const WorkClass&) const = default;
};

// A direction in which movable work may go.
struct WorkLink {
    DataCenterIndex from, to;
    double limit_mw = std::numeric_limits<double>::infinity();  // at the origin
    double overhead_frac = 0.0;                                 // energy more than at the origin, per MWh moved
    bool operator==(const WorkLink&) const = default;
};

// Power that a data centre may give up, with its computing.
struct PowerCap {
    double frac = 0.0;        // of load
    double event_h = 0.0;     // hours of the whole cap in one event
    double recovery_h = 0.0;  // hours without a cut after which another whole event may follow
    double h_per_year = std::numeric_limits<double>::infinity();  // of the whole cap
    double cost_per_mwh = 0.0;                                    // of computing that is lost
    bool operator==(const PowerCap&) const = default;
};

// Beside `deferrable_frac`, `deadline_h`, `movable_frac` and `hosting_mw` of Reliability. Columns of DataCenters: one
// entry per row, or the whole column empty.
struct FlexibleWork {
    std::vector<WorkClass> classes;  // beside that of the columns of data centres
    std::vector<WorkLink> links;
    // By how much deferred work may raise the draw above the load of the hour, over that load. Infinite: not stated.
    std::vector<double> catch_up_frac;
    std::vector<PowerCap> cap;
    double catch_up_of(DataCenterIndex index) const {
        const auto d = static_cast<std::size_t>(index);
        return d < catch_up_frac.size() ? catch_up_frac[d] : std::numeric_limits<double>::infinity();
    }
    PowerCap cap_of(DataCenterIndex index) const {
        const auto d = static_cast<std::size_t>(index);
        return d < cap.size() ? cap[d] : PowerCap{};
    }
    bool operator==(const FlexibleWork&) const = default;
};

// All classes of the study with work that may wait: of each data centre first that of its columns, which has the name
// of the data centre, then those of its table.
std::vector<WorkClass> work_classes(const Study& study);

// Of those, the classes that planning may let wait: their catch-up capacity is stated and not zero.
std::vector<WorkClass> planned_work_classes(const Study& study);

// Share of the class in the catch-up capacity of its data centre: that of its work in all that may wait there.
double share_of_deferrable(const Study& study, const WorkClass& work);

// Work moves over links with a limit, from data centres with movable work to those that host some.
std::vector<WorkLink> used_work_links(const Study& study);

// "campus -> annex"
std::string link_name(const Study& study, const WorkLink& link);

}  // namespace decawatt::model
