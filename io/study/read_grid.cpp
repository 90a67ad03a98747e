#include "io/study/read_grid.hpp"

#include "io/study/read_expansion.hpp"
#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
using base::at;

// A line without a reactance must have neither tap ratio nor phase shift.
void read_reactance(const Row& row, model::Lines& lines) {
    lines.reactance_pu.push_back(row.number("reactance_pu", 0.0));
    lines.tap_ratio.push_back(row.number("tap_ratio"));
    lines.phase_shift_deg.push_back(row.number("phase_shift_deg"));
    if (!row.empty("reactance_pu")) return;
    for (const char* column : {"tap_ratio", "phase_shift_deg"})
        if (!row.empty(column)) row.fault(column, "nothing, on a line without reactance_pu");
}

void read_lines(const Reading& reading, model::Study& study) {
    const Names regions = reading.names("regions", study.regions.name);
    model::Lines& lines = study.lines;
    for (const Row& row : reading.rows("lines")) {
        lines.name.push_back(row.text("name"));
        lines.from.push_back(row.reference<model::RegionIndex>("from", regions));
        lines.to.push_back(row.reference<model::RegionIndex>("to", regions));
        lines.capacity_mw.push_back(row.number("capacity_mw"));
        lines.reverse_capacity_mw.push_back(row.number("reverse_capacity_mw", lines.capacity_mw.back()));
        lines.loss_frac.push_back(row.number("loss_frac"));
        lines.availability_frac.push_back(row.number("availability_frac"));
        lines.commissioned.push_back(row.date("commissioned"));
        lines.closed.push_back(row.date("closed"));
        lines.build.push_back(read_build(row, study.horizon));
        read_reactance(row, lines);
    }
}

void read_interfaces(const Reading& reading, model::Study& study) {
    const Names lines = reading.names("lines", study.lines.name);
    model::Interfaces& interfaces = study.interfaces;
    std::map<std::string, std::size_t> place;
    for (const Row& row : reading.rows("interfaces")) {
        const std::string name = row.text("interface");
        const auto [entry, fresh] = place.emplace(name, place.size());
        if (fresh) {
            interfaces.name.push_back(name);
            interfaces.members.emplace_back();
        }
        const double sign = row.choice("direction") == 1U ? -1.0 : 1.0;
        interfaces.members[entry->second].push_back({row.reference<model::LineIndex>("line", lines), sign});
    }
    interfaces.limit_mw = year_tables(interfaces.name);
    const Names names = reading.names("interfaces", interfaces.name);
    for (const Row& row : reading.rows("interface_limits")) {
        const auto interface = row.reference<model::InterfaceIndex>("interface", names);
        const double limit_mw = row.number("limit_mw");
        const int year = row.year();
        if (interface != base::none<model::InterfaceIndex>) interfaces.limit_mw[at(interface)][year] = limit_mw;
    }
}
}  // namespace

void read_grid(const Reading& reading, model::Study& study) {
    read_lines(reading, study);
    read_interfaces(reading, study);
}

}  // namespace decawatt::io
