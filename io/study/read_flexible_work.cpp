#include "io/study/read_flexible_work.hpp"

#include <algorithm>

namespace decawatt::io {

namespace {
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// Columns of planning, empty where no row states them: of the same length as the data centres or none.
bool states(const std::vector<Row>& rows, const char* column) {
    return std::ranges::any_of(rows, [&](const Row& row) { return !row.empty(column); });
}

model::PowerCap read_cap(const Row& row) {
    model::PowerCap cap{.frac = row.number("cap_frac"),
                        .event_h = 0.0,
                        .recovery_h = row.number("cap_recovery_h"),
                        .h_per_year = row.number("cap_h_per_year", kNoLimit),
                        .cost_per_mwh = 0.0};
    if (cap.frac <= 0.0) {
        cap.event_h = row.number("cap_event_h", 0.0);
        cap.cost_per_mwh = row.number("cap_cost_per_mwh", 0.0);
        return cap;
    }
    cap.event_h = row.required_number("cap_event_h");
    cap.cost_per_mwh = row.required_number("cap_cost_per_mwh");
    return cap;
}

void read_columns(const Reading& reading, model::Study& study) {
    const std::vector<Row> rows = reading.rows("data_centers");
    const bool catches_up = states(rows, "catch_up_frac"), has_cap = states(rows, "cap_frac");
    for (const Row& row : rows) {
        const double catch_up = row.number("catch_up_frac", kNoLimit);
        if (catches_up) study.flexible.catch_up_frac.push_back(catch_up);
        const model::PowerCap cap = read_cap(row);
        if (has_cap) study.flexible.cap.push_back(cap);
        if (row.number("deferrable_frac") > 0.0 && row.empty("deadline_h"))
            row.fault("deadline_h", "the hours by which work may wait, where deferrable_frac is above 0");
    }
}
}  // namespace

void read_flexible_work(const Reading& reading, model::Study& study) {
    read_columns(reading, study);
    const Names centers = reading.names("data_centers", study.data_centers.name);
    for (const Row& row : reading.rows("work_classes")) {
        const auto center = row.reference<model::DataCenterIndex>("data_center", centers);
        model::WorkClass work{.name = row.text("name"),
                              .data_center = center,
                              .deferrable_frac = row.number("deferrable_frac"),
                              .deadline_h = static_cast<double>(row.integer("deadline_h"))};
        study.flexible.classes.push_back(std::move(work));
    }
    for (const Row& row : reading.rows("work_links")) {
        model::WorkLink link{.from = row.reference<model::DataCenterIndex>("from", centers),
                             .to = row.reference<model::DataCenterIndex>("to", centers),
                             .limit_mw = row.number("limit_mw", kNoLimit),
                             .overhead_frac = row.number("overhead_frac")};
        if (!row.boolean("active")) link.limit_mw = 0.0;  // still declared: the table lists all permitted directions
        if (link.from == base::none<model::DataCenterIndex> || link.to == base::none<model::DataCenterIndex>) continue;
        if (link.from == link.to) row.fault("to", "another data centre, not the origin");
        study.flexible.links.push_back(link);
    }
}

}  // namespace decawatt::io
