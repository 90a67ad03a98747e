#include "io/study/read_turbines.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "io/study/curve_file.hpp"

namespace decawatt::io {

namespace {
using Points = std::map<std::string, std::map<double, double>>;

// The curves of a table by name, with points in ascending order.
Points read_points(const Reading& reading, const char* table, const char* place, const char* value) {
    Points curves;
    for (const Row& row : reading.rows(table)) {
        const double x = row.number(place);
        curves[row.text("curve")][x] = row.number(value);
    }
    for (const auto& [name, points] : curves)
        if (points.size() < 2) reading.fault(table, "curve", fmt::format("one point of {}", name), "two or more");
    return curves;
}

struct Layout {
    std::vector<double> east_m, north_m;
};

std::map<std::string, Layout> read_layouts(const Reading& reading) {
    std::map<std::string, Layout> layouts;
    for (const Row& row : reading.rows("wind_layouts")) {
        Layout& layout = layouts[row.text("layout")];
        row.text("machine");  // the name of the row
        layout.east_m.push_back(row.number("east_m"));
        layout.north_m.push_back(row.number("north_m"));
    }
    return layouts;
}

// The entry of a table named by a field; null if it names none.
template <typename Entry>
const Entry* named(const Row& row, const char* column, const std::map<std::string, Entry>& entries, const char* file) {
    if (row.empty(column)) return nullptr;
    const auto found = entries.find(row.text(column));
    if (found != entries.end()) return &found->second;
    row.fault(column, fmt::format("a name in {}", file));
    return nullptr;
}

void split(const std::map<double, double>& points, std::vector<double>& places, std::vector<double>& values) {
    for (const auto& [place, value] : points) {
        places.push_back(place);
        values.push_back(value);
    }
}

struct Library {
    Points curves, caps, wakes;
    std::map<std::string, Layout> layouts;
};

model::WindFarmRules read_rules(const Row& row) {
    model::WindFarmRules rules;
    rules.height_method = row.choice_or("height_method", rules.height_method);
    rules.shear_exponent = row.number("shear_exponent");
    rules.roughness_m = row.number("roughness_m", 0.0);
    rules.displacement_m = row.number("displacement_m");
    rules.air = row.choice_or("air", rules.air);
    rules.curve_density = row.choice_or("curve_density", rules.curve_density);
    rules.smoothing_frac_of_wind = row.number("smoothing_frac_of_wind");
    rules.cut_out_m_per_s = row.number("cut_out_m_per_s", 0.0);
    rules.restart_m_per_s = row.number("restart_m_per_s", 0.0);
    rules.storm_ramp_m_per_s = row.number("storm_ramp_m_per_s", 0.0);
    rules.stop_below_deg_c = row.stated_number("stop_below_deg_c");
    rules.icing_below_deg_c = row.stated_number("icing_below_deg_c");
    rules.icing_humidity_frac = row.number("icing_humidity_frac");
    rules.icing_persistence_h = row.number("icing_persistence_h");
    rules.rotor_diameter_m = row.number("rotor_diameter_m", 0.0);
    rules.wake_decay = row.number("wake_decay");
    rules.degradation_frac_per_year = row.number("degradation_frac_per_year");
    return rules;
}

// The curve of a row, from power_curves.csv or from a separate file.
void read_curve(const Reading& reading, const Row& row, const Points& curves, model::WindFarmRules& rules,
                model::Turbines& turbines) {
    std::vector<double>&wind = turbines.curve_wind_m_per_s.emplace_back(), &power = turbines.curve_frac.emplace_back();
    if (row.empty("curve") == row.empty("curve_file")) {
        row.fault("curve", row.empty("curve") ? "a name in power_curves.csv, or a curve_file"
                                              : "nothing together with "
                                                "curve_file");
        return;
    }
    if (const auto* points = named(row, "curve", curves, "power_curves.csv")) split(*points, wind, power);
    const auto file = reading.raw.curve_files.find(row.text("curve_file"));
    if (file == reading.raw.curve_files.end()) return;
    FileCurve curve = curve_of(file->second, reading.faults);
    if (curve.power_kw.empty()) return;
    const double rated_kw = *std::ranges::max_element(curve.power_kw);
    for (const double kw : curve.power_kw) power.push_back(rated_kw > 0.0 ? kw / rated_kw : 0.0);
    wind = std::move(curve.wind_m_per_s);
    rules.curve_cp = std::move(curve.cp);
    rules.curve_ct = std::move(curve.ct);
}

double cut_out_m_per_s(const std::vector<double>& wind, const std::vector<double>& power) {
    for (std::size_t i = power.size(); i-- > 0;)
        if (power[i] > 0.0) return wind[i];
    return kInfinity;  // no curve; already reported
}

// Checks dependencies between the fields of a row.
void check_rules(const Row& row, const model::WindFarmRules& rules, double hub_height_m, double curve_end_m_per_s) {
    const double cut_out = rules.cut_out_m_per_s > 0.0 ? rules.cut_out_m_per_s : curve_end_m_per_s;
    if (rules.restart_m_per_s > cut_out) row.fault("restart_m_per_s", fmt::format("at most cut-out, {} m/s", cut_out));
    if (rules.storm_ramp_m_per_s >= cut_out)
        row.fault("storm_ramp_m_per_s", fmt::format("less than cut-out, {} m/s", cut_out));
    if (rules.roughness_m > 0.0 && rules.displacement_m + rules.roughness_m >= hub_height_m)
        row.fault("roughness_m", fmt::format("with displacement_m below the hub, {} m", hub_height_m));
    if (rules.displacement_m > 0.0 && rules.roughness_m <= 0.0)
        row.fault("displacement_m", "nothing, without roughness_m");
    if (rules.east_m.empty()) return;
    if (rules.rotor_diameter_m <= 0.0)
        row.fault("rotor_diameter_m",
                  "the rotor diameter of the turbines in the "
                  "layout");
    if (rules.curve_ct.empty() && rules.curve_cp.empty())
        row.fault("layout", "nothing, unless curve_file has a column Ct [-] or Cp [-] for the wakes");
}

void read_losses(const Reading& reading, model::Turbines& turbines) {
    const Names names = reading.names("turbines", turbines.name);
    for (const Row& row : reading.rows("turbine_losses")) {
        const auto turbine = row.reference<model::TurbineIndex>("turbine", names);
        const auto loss = row.choice("loss");
        const double frac = row.number("loss_frac");
        if (turbine == base::none<model::TurbineIndex> || !loss) continue;
        turbines.rules[base::at(turbine)].named_loss_frac.push_back(frac);
    }
}

void read_turbine(const Reading& reading, const Row& row, const Library& library, model::Turbines& turbines) {
    turbines.name.push_back(row.text("name"));
    turbines.hub_height_m.push_back(row.number("hub_height_m"));
    turbines.loss_frac.push_back(row.number("loss_frac"));
    turbines.availability_frac.push_back(row.number("availability_frac"));
    turbines.wake_efficiency_frac.push_back(row.number("wake_efficiency_frac"));
    turbines.smoothing_sd_m_per_s.push_back(row.number("smoothing_sd_m_per_s"));
    turbines.resource_factor.push_back(row.number("resource_factor"));
    model::WindFarmRules rules = read_rules(row);
    read_curve(reading, row, library.curves, rules, turbines);
    if (const auto* cap = named(row, "temperature_cap", library.caps, "temperature_caps.csv"))
        split(*cap, rules.cap_temperature_deg_c, rules.cap_frac);
    if (const auto* wake = named(row, "wake_curve", library.wakes, "wake_curves.csv"))
        split(*wake, rules.wake_wind_m_per_s, rules.wake_wind_frac);
    if (const auto* layout = named(row, "layout", library.layouts, "wind_layouts.csv")) {
        rules.east_m = layout->east_m;
        rules.north_m = layout->north_m;
    }
    check_rules(row, rules, turbines.hub_height_m.back(),
                cut_out_m_per_s(turbines.curve_wind_m_per_s.back(), turbines.curve_frac.back()));
    turbines.rules.push_back(std::move(rules));
}
}  // namespace

void read_turbines(const Reading& reading, model::Turbines& turbines) {
    const Library library = {.curves = read_points(reading, "power_curves", "wind_m_per_s", "power_frac"),
                             .caps = read_points(reading, "temperature_caps", "temperature_deg_c", "power_frac"),
                             .wakes = read_points(reading, "wake_curves", "wind_m_per_s", "wind_frac"),
                             .layouts = read_layouts(reading)};
    for (const Row& row : reading.rows("turbines")) read_turbine(reading, row, library, turbines);
    read_losses(reading, turbines);
}

}  // namespace decawatt::io
