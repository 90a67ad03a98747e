// Outages, delays and flexible load: outages.csv, outage_temperatures.csv, common_outages.csv, delays.csv, and
// additional columns of plants, lines, stores and data centres.
#include "io/study/read_reliability.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace decawatt::io {

namespace {
using base::at;
using base::none;
using model::OutageClassIndex;

// Index of a class in `names`; the class is added at its first row.
std::size_t place_of(const std::string& name, std::vector<std::string>& names) {
    const auto found = std::ranges::find(names, name);
    const auto place = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) names.push_back(name);
    return place;
}

// The probability of leaving full availability in an hour must not exceed 1.
void read_outages(const Reading& reading, model::OutageClasses& classes) {
    const std::size_t faults_before = reading.faults.count();
    for (const Row& row : reading.rows("outages")) {
        const std::size_t c = place_of(row.text("class"), classes.name);
        classes.states.resize(classes.name.size());
        classes.states[c].push_back({.available_frac = row.number("available_frac"),
                                     .mttf_h = row.number("mttf_h"),
                                     .mttr_h = row.number("mttr_h")});
        double failures_per_h = 0.0;
        for (const model::OutageState& state : classes.states[c]) failures_per_h += 1.0 / state.mttf_h;
        if (failures_per_h > 1.0)
            row.fault("mttf_h",
                      fmt::format("longer times: the class fails {:.6g} times an hour, at most 1", failures_per_h));
    }
    // With faulty rates the classes are set to never fail, to avoid consequential faults.
    if (reading.faults.count() > faults_before) classes.states.assign(classes.name.size(), {});
    classes.temperature_deg_c.resize(classes.name.size());
    classes.failure_factor.resize(classes.name.size());
    const Names names = reading.names("outages", classes.name);
    for (const Row& row : reading.rows("outage_temperatures")) {
        const auto index = row.reference<OutageClassIndex>("class", names);
        const double temperature = row.number("temperature_deg_c"), factor = row.number("failure_factor");
        if (index == none<OutageClassIndex>) continue;
        std::vector<double>& points = classes.temperature_deg_c[at(index)];
        if (!points.empty() && temperature <= points.back())
            row.fault("temperature_deg_c", fmt::format("more than the row of the class before, {}", points.back()));
        points.push_back(temperature);
        std::vector<double>& factors = classes.failure_factor[at(index)];
        factors.push_back(factor);
        double failures_per_h = 0.0;
        for (const model::OutageState& state : classes.states[at(index)]) failures_per_h += 1.0 / state.mttf_h;
        if (factor * failures_per_h > 1.0)
            row.fault("failure_factor",
                      fmt::format("at most {:.6g}: the class then fails once an hour", 1.0 / failures_per_h));
    }
    for (const Row& row : reading.rows("outage_temperatures")) {
        const auto index = row.reference<OutageClassIndex>("class", names);
        if (index != none<OutageClassIndex> && std::ranges::max(classes.failure_factor[at(index)]) <= 0.0)
            row.fault("failure_factor", "more than 0 at some temperature of the class");
    }
}

void read_delays(const Reading& reading, model::DelayClasses& delays) {
    for (const Row& row : reading.rows("delays")) {
        delays.name.push_back(row.text("class"));
        delays.on_time_frac.push_back(row.number("on_time_frac"));
        delays.mean_delay_months.push_back(row.number("mean_delay_months"));
    }
}

template <typename Index>
void read_member(const Row& row, const Names& names, std::vector<Index>& members) {
    const auto member = row.reference<Index>("member", names);
    if (member != none<Index>) members.push_back(member);
}

void read_common_outages(const Reading& reading, model::Study& study) {
    enum Kind : std::size_t { plant, line, store, connection };
    model::CommonOutages& common = study.reliability.common;
    const Names classes = reading.names("outages", study.reliability.outages.name);
    const Names members[] = {reading.names("plants", study.plants.name), reading.names("lines", study.lines.name),
                             reading.names("stores", study.stores.name),
                             reading.names("data_centers", study.data_centers.name)};
    for (const Row& row : reading.rows("common_outages")) {
        const std::size_t c = place_of(row.text("name"), common.name);
        const auto outage = row.reference<OutageClassIndex>("outage", classes);
        if (c == common.outage.size()) {
            common.outage.push_back(outage);
            common.plants.emplace_back();
            common.lines.emplace_back();
            common.stores.emplace_back();
            common.connections.emplace_back();
        } else if (common.outage[c] != outage) {
            row.fault("outage", fmt::format("the class of the first row of {}", common.name[c]));
        }
        const auto kind = row.choice("kind");
        if (kind == plant) read_member(row, members[plant], common.plants[c]);
        if (kind == line) read_member(row, members[line], common.lines[c]);
        if (kind == store) read_member(row, members[store], common.stores[c]);
        if (kind == connection) read_member(row, members[connection], common.connections[c]);
    }
}

// An additional column of a table; empty if no row states it.
template <typename Entry, typename Read>
std::vector<Entry> column_of(const std::vector<Row>& rows, const char* column, const Read& read) {
    std::vector<Entry> entries;
    if (std::ranges::all_of(rows, [&](const Row& row) { return row.empty(column); })) return entries;
    for (const Row& row : rows) entries.push_back(read(row));
    return entries;
}

template <typename Index>
std::vector<Index> references_of(const std::vector<Row>& rows, const char* column, const Names& names) {
    return column_of<Index>(rows, column, [&](const Row& row) { return row.reference<Index>(column, names); });
}

std::vector<double> numbers_of(const std::vector<Row>& rows, const char* column) {
    return column_of<double>(rows, column, [&](const Row& row) { return row.number(column); });
}

// Names of outage and delay classes.
struct Classes {
    Names outages, delays;
};

void read_equipment_columns(const Reading& reading, const Classes& classes, model::Reliability& all) {
    const std::vector<Row> plants = reading.rows("plants"), lines = reading.rows("lines"),
                           stores = reading.rows("stores");
    all.plant_outage = references_of<OutageClassIndex>(plants, "outage", classes.outages);
    all.line_outage = references_of<OutageClassIndex>(lines, "outage", classes.outages);
    all.store_outage = references_of<OutageClassIndex>(stores, "outage", classes.outages);
    all.plant_delay = references_of<model::DelayClassIndex>(plants, "delay", classes.delays);
    all.line_delay = references_of<model::DelayClassIndex>(lines, "delay", classes.delays);
    all.store_delay = references_of<model::DelayClassIndex>(stores, "delay", classes.delays);
    all.plant_units = column_of<int>(plants, "units", [](const Row& row) { return row.integer("units"); });
    all.store_initial_frac = numbers_of(stores, "initial_frac");
}

void read_flexibility_columns(const Reading& reading, const Classes& classes, model::Reliability& all) {
    const std::vector<Row> centers = reading.rows("data_centers");
    all.connection_outage = references_of<OutageClassIndex>(centers, "connection_outage", classes.outages);
    all.connection_delay = references_of<model::DelayClassIndex>(centers, "connection_delay", classes.delays);
    all.deferrable_frac = numbers_of(centers, "deferrable_frac");
    all.movable_frac = numbers_of(centers, "movable_frac");
    all.deadline_h =
        column_of<double>(centers, "deadline_h", [](const Row& row) { return row.integer("deadline_h", 0); });
    all.hosting_mw = numbers_of(centers, "hosting_mw");
    all.nonfirm_mw = numbers_of(centers, "nonfirm_mw");
    all.generator_mw = numbers_of(centers, "generator_mw");
    all.generator_h_per_year = numbers_of(centers, "generator_h_per_year");
}
}  // namespace

void read_reliability(const Reading& reading, model::Study& study) {
    model::Reliability& all = study.reliability;
    read_outages(reading, all.outages);
    read_delays(reading, all.delays);
    read_common_outages(reading, study);
    const Classes classes{reading.names("outages", all.outages.name), reading.names("delays", all.delays.name)};
    read_equipment_columns(reading, classes, all);
    read_flexibility_columns(reading, classes, all);
}

}  // namespace decawatt::io
