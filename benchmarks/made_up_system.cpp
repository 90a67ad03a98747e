#include "benchmarks/made_up_system.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "base/random_stream.hpp"

namespace decawatt::benchmarks {

namespace {

using namespace adequacy;

constexpr std::size_t kRegions = 6, kNodes = 7, kResources = 5;
constexpr std::int64_t kYearH = 8760;
// Parts of the load, and of the units: the first region imports.
constexpr double kLoadPart[kRegions] = {0.42, 0.12, 0.11, 0.11, 0.17, 0.07};
constexpr std::size_t kUnits[kNodes] = {75, 45, 50, 45, 60, 25, 0};

Steps always(double value) {
    return {{0, value}};
}

CauseIndex add_cause(System& system, OutageIndex outage) {
    system.causes.push_back({.outage = outage, .stream = static_cast<std::uint32_t>(system.causes.size())});
    return CauseIndex{system.causes.size() - 1};
}

void add_units(System& system, std::size_t region, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t number = system.units.count();
        system.units.name.push_back("unit");
        system.units.region.push_back(NodeIndex{region});
        system.units.capacity.push_back(always(200.0 + 100.0 * static_cast<double>(number % 5)));
        Exposure exposure{.causes = {add_cause(system, OutageIndex{0})}};
        if (!system.maintenance.empty()) {
            exposure.maintenance = MaintenanceIndex{number % system.maintenance.size()};
            exposure.turn = static_cast<double>(number) * std::numbers::phi -
                            std::floor(static_cast<double>(number) * std::numbers::phi);
        }
        system.units.exposure.push_back(std::move(exposure));
    }
}

void add_variables(System& system, std::size_t regions, std::size_t resources, double mw) {
    for (std::size_t r = 0; r < regions; ++r)
        for (std::size_t k = 0; k < resources; ++k) {
            system.variables.name.push_back("weather");
            system.variables.region.push_back(NodeIndex{r});
            system.variables.resource.push_back(ResourceIndex{r * resources + k});
            system.variables.capacity.push_back(always(mw));
            system.variables.exposure.emplace_back();
        }
}

void add_lines(System& system) {
    std::size_t left = 15;
    for (std::size_t a = 0; a < kNodes && left > 0; ++a)
        for (std::size_t b = a + 1; b < kNodes && left > 0; ++b) {
            if ((a + b) % 4 == 3 && b < kRegions) continue;
            system.lines.name.push_back("line");
            system.lines.from.push_back(NodeIndex{a});
            system.lines.to.push_back(NodeIndex{b});
            const double mw = a == 0 ? 9000.0 : 4000.0;
            system.lines.forward.push_back(always(mw));
            system.lines.reverse.push_back(always(mw));
            system.lines.exposure.push_back({.causes = {add_cause(system, OutageIndex{1})}});
            --left;
        }
    const double none = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < kNodes; ++r) {
        system.limits.net_import.push_back(always(r % 2 == 1 ? 12000.0 : none));
        system.limits.net_export.push_back(always(r % 2 == 1 ? 15000.0 : none));
    }
}

void add_stores(System& system) {
    for (std::size_t s = 0; s < 14; ++s) {
        system.stores.name.push_back("store");
        system.stores.region.push_back(NodeIndex{s % kNodes});
        const double mw = 300.0 + 50.0 * static_cast<double>(s);
        system.stores.charge.push_back(always(mw));
        system.stores.discharge.push_back(always(mw));
        system.stores.energy.push_back(always(mw * (s % 2 == 0 ? 4.0 : 8.0)));
        system.stores.charge_efficiency_frac.push_back(0.93);
        system.stores.discharge_efficiency_frac.push_back(0.93);
        system.stores.standing_loss_frac_per_h.push_back(s % 2 == 0 ? 1e-4 : 0.0);
        system.stores.initial_frac.push_back(0.5);
        system.stores.exposure.push_back({.causes = {add_cause(system, OutageIndex{1})}});
    }
}

void add_centers(System& system) {
    DataCenters& c = system.centers;
    for (std::size_t d = 0; d < 8; ++d) {
        c.name.push_back("center");
        c.region.push_back(NodeIndex{d % kNodes});
        c.deferrable_frac.push_back(0.1);
        c.movable_frac.push_back(0.2);
        c.deadline_h.push_back(12);
        c.hosting_mw.push_back(50.0);
        c.nonfirm_mw.push_back(50.0);
        c.generator_mw.push_back(100.0);
        c.generator_h_per_year.push_back(100.0);
    }
}

// Load by day, week and season with a little weather; output of a sun and of a wind, by resource.
void fill(const MadeUp& made, WeatherLibrary& library, double load_mw) {
    const auto& shape = library.shape();
    const auto turn = [](double hours, double period) { return std::cos(2.0 * std::numbers::pi * hours / period); };
    for (std::size_t w = 0; w < library.weathers(); ++w) {
        const auto number = static_cast<std::uint32_t>(w);
        const base::RandomStream noise(7, base::Purpose::test, number, 0);
        for (std::size_t y = 0; y < library.years(); ++y)
            for (std::size_t t = 0; t < static_cast<std::size_t>(library.hours(y)); ++t) {
                const auto h = static_cast<double>(t);
                const double form = 0.72 + 0.1 * turn(h, 4380.0) - 0.1 * turn(h - 3.0, 24.0) + 0.03 * turn(h, 168.0) +
                                    0.03 * noise.normals(t / 24)[0];
                for (std::size_t r = 0; r < shape.regions; ++r)
                    library.load_mw(WeatherIndex{w}, y, NodeIndex{r})[t] =
                        static_cast<float>(r < kRegions && made.name != "region" ? load_mw * kLoadPart[r] * form
                                           : made.name == "region"               ? load_mw * form
                                                                                 : 0.0);
                for (std::size_t d = 0; d < shape.centers; ++d)
                    library.center_mw(WeatherIndex{w}, y, CenterIndex{d})[t] = 250.0F;
            }
        for (std::size_t k = 0; k < shape.resources; ++k) {
            const base::RandomStream gust(8, base::Purpose::test, number, static_cast<std::uint32_t>(k));
            for (std::size_t t = 0; t < library.output_frac(WeatherIndex{w}, ResourceIndex{k}).size(); ++t) {
                const double sun = std::max(0.0, -turn(static_cast<double>(t), 24.0)), wind = gust.uniform(t / 12);
                library.output_frac(WeatherIndex{w}, ResourceIndex{k})[t] =
                    static_cast<float>(k % 2 == 0 ? 0.7 * sun : wind * wind);
            }
        }
    }
}

WeatherLibrary library_of(const System& system, std::size_t resources, std::size_t years, std::size_t weathers) {
    return WeatherLibrary({.weathers = weathers,
                           .regions = system.region.size(),
                           .centers = system.centers.count(),
                           .resources = resources,
                           .hours_of_year = std::vector<std::int64_t>(years, kYearH),
                           .is_leap = {}});
}

System grid() {
    System system;
    system.region = {"A", "B", "C", "D", "E", "F", "hub"};
    system.study_regions = kRegions;
    system.outages = {{"unit", {{.mttf_h = 1000.0, .mttr_h = 60.0}}, {}, {}},
                      {"line", {{.mttf_h = 8760.0, .mttr_h = 20.0}}, {}, {}}};
    for (std::uint32_t o = 0; o < 4; ++o)  // in spring and autumn more than else
        system.maintenance.push_back({"round", {{0, 0.04}, {2160, 0.12}, {4000, 0.03}, {6000, 0.12}, {8000, 0.04}}, o});
    for (std::size_t r = 0; r < kNodes; ++r) add_units(system, r, kUnits[r]);
    add_variables(system, kRegions, kResources, 800.0);
    add_lines(system);
    add_stores(system);
    add_centers(system);
    return system;
}

System one_region() {
    System system;
    system.region = {"A"};
    system.study_regions = 1;
    system.outages = {{"unit", {{.mttf_h = 1000.0, .mttr_h = 60.0}}, {}, {}}};
    add_units(system, 0, 60);
    add_variables(system, 1, 2, 2000.0);
    return system;
}

}  // namespace

MadeUp made_up_system(const std::string& name, std::size_t years, std::size_t weathers) {
    constexpr double kGridMw = 114e3, kStressedMw = 134e3, kRegionMw = 23.5e3;
    const bool region = name == "region";
    if (!region && name != "grid" && name != "stressed") throw std::invalid_argument("no made-up system " + name);
    MadeUp made{name, region ? one_region() : grid(), WeatherLibrary(WeatherLibrary::Shape{}), {}};
    made.library = library_of(made.system, region ? 2 : kRegions * kResources, years, weathers);
    made.uncertainty = {.seed = 1, .growth_sd_frac = 0.005, .center_growth_sd_frac = 0.02};
    fill(made, made.library, region ? kRegionMw : name == "grid" ? kGridMw : kStressedMw);
    return made;
}

}  // namespace decawatt::benchmarks
