// The simulation skips hours without shortage and uses shortcuts. Here every hour is computed in full, for comparison.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "adequacy/simulation/simulator.hpp"
#include "base/random_stream.hpp"
#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;

namespace {

constexpr std::size_t kNodes = 4;

System many_kinds() {
    System system = made::nodes(kNodes);
    system.outages = {made::two_states(150.0, 20.0), made::two_states(300.0, 10.0)};
    system.maintenance = {{"round", {{0, 0.05}, {1000, 0.1}}, 0}};
    system.delays = {{.on_time_probability = 0.5, .mean_h = 200.0}};
    for (std::size_t u = 0; u < 24; ++u) {
        Exposure exposure{.causes = {made::add_cause(system, 0)}};
        if (u % 3 == 0) exposure.maintenance = MaintenanceIndex{0}, exposure.turn = 0.05 * static_cast<double>(u);
        if (u % 8 == 1) exposure.delay = DelayIndex{0}, exposure.delay_stream = static_cast<std::uint32_t>(u);
        made::add_unit(system, u % kNodes, u % kNodes == 0 ? 30.0 : 60.0, exposure);
    }
    for (std::size_t r = 0; r < kNodes; ++r) {
        system.variables.name.emplace_back("sun");
        system.variables.region.push_back(NodeIndex{r});
        system.variables.resource.push_back(ResourceIndex{0});
        system.variables.capacity.push_back({{0, 40.0}, {700, 80.0}});
        system.variables.exposure.push_back(r == 1 ? Exposure{.causes = {made::add_cause(system, 0)}} : Exposure{});
        made::add_line(system, r, (r + 1) % kNodes, 120.0, {.causes = {made::add_cause(system, 1)}});
        made::add_store(system, r, {40.0, 160.0, 0.9, 0.85, r == 2 ? 0.002 : 0.0, 0.5},
                        {.causes = {made::add_cause(system, 1)}});
    }
    system.limits.net_import = {{{0, 130.0}}, {}, {{0, 200.0}}, {}};
    made::add_center(system, 1, {.deferrable_frac = 0.2, .movable_frac = 0.2, .deadline_h = 10, .hosting_mw = 10.0});
    made::add_center(system, 3,
                     {.deferrable_frac = 0.1,
                      .movable_frac = 0.3,
                      .deadline_h = 5,
                      .hosting_mw = 15.0,
                      .nonfirm_mw = 10.0,
                      .generator_mw = 10.0,
                      .generator_h_per_year = 30.0});
    return system;
}

WeatherLibrary library_of(const System& system) {
    WeatherLibrary library({.weathers = 2,
                            .regions = kNodes,
                            .centers = 2,
                            .resources = 1,
                            .temperatures = 0,
                            .hours_of_year = {2184, 2160},
                            .is_leap = {true, false}});
    CHECK(system.centers.count() == 2);
    for (std::size_t w = 0; w < 2; ++w) {
        const auto sun = library.output_frac(WeatherIndex{w}, ResourceIndex{0});
        for (std::size_t t = 0; t < sun.size(); ++t)
            sun[t] = static_cast<float>(std::max(0.0, -std::cos(2.0 * M_PI * static_cast<double>(t) / 24.0)) *
                                        (t / 24 % 5 == w ? 0.3 : 0.9));
        for (std::size_t y = 0; y < 2; ++y) {
            for (std::size_t r = 0; r < kNodes; ++r) {
                const auto load = library.load_mw(WeatherIndex{w}, y, NodeIndex{r});
                for (std::size_t t = 0; t < load.size(); ++t)
                    load[t] = static_cast<float>(235.0 + 45.0 * std::sin(2.0 * M_PI * static_cast<double>(t) / 24.0) +
                                                 20.0 * std::sin(2.0 * M_PI * static_cast<double>(t) / 500.0));
            }
            for (std::size_t d = 0; d < 2; ++d)
                for (float& mw : library.center_mw(WeatherIndex{w}, y, CenterIndex{d})) mw = 50.0F;
        }
    }
    return library;
}

// One future, hour by hour.
class LongWay {
  public:
    LongWay(const System& system, const WeatherLibrary& library)
        : system_(system),
          library_(library),
          tables_(system, library),
          units_(unit_entities(system), tables_),
          variables_(variable_entities(system, variable_rows(system)), tables_),
          network_(network_entities(system), tables_),
          stores_(system, tables_),
          flexible_(system),
          balance_(kNodes) {}

    void run(const UncertaintySettings& uncertainty, const Future& future, LossRecord& record) {
        units_.start(uncertainty.seed, future);
        variables_.start(uncertainty.seed, future);
        network_.start(uncertainty.seed, future);
        stores_.start(uncertainty.seed, future);
        flexible_.start();
        for (std::size_t y = 0; y < library_.years(); ++y) {
            flexible_.start_year();
            for (std::int64_t t = 0; t < library_.hours(y); ++t) walk(future, y, t, record);
        }
        record.finish();
    }

  private:
    void walk(const Future& future, std::size_t year, std::int64_t t, LossRecord& record) {
        const std::int64_t hour = library_.first_hour(year) + t;
        const WeatherIndex weather = future.weather[year];
        const auto of_year = static_cast<std::size_t>(t);
        std::vector<double> surplus(kNodes), load(kNodes), center_load;
        for (std::size_t r = 0; r < kNodes; ++r)
            surplus[r] = -(load[r] = future.load_factor[year] *
                                     static_cast<double>(library_.load_mw(weather, year, NodeIndex{r})[of_year]));
        for (std::size_t u = 0; u < units_.count(); ++u) {
            units_.pass(u, hour + 1, [](std::int64_t, double) {});
            surplus[at(system_.units.region[u])] += units_.value(u);
        }
        const auto leap = static_cast<std::size_t>(library_.leap_hour(year, t));
        for (std::size_t v = 0; v < variables_.count(); ++v) {
            variables_.pass(v, hour + 1, [](std::int64_t, double) {});
            surplus[at(system_.variables.region[v])] +=
                variables_.value(v) * static_cast<double>(library_.output_frac(weather, ResourceIndex{0})[leap]);
        }
        for (std::size_t d = 0; d < 2; ++d) {
            center_load.push_back(future.center_factor[year] *
                                  static_cast<double>(library_.center_mw(weather, year, CenterIndex{d})[of_year]));
            surplus[at(system_.centers.region[d])] -= center_load[d];
        }
        network_.move_to(hour);
        stores_.move_to(hour);
        flexible_.start_hour(hour);
        flexible_.subtract_due(surplus);
        stores_.start_hour();
        stores_.sort();
        balance_.start(surplus, limits());
        if (balance_.unserved_mw() > kNegligibleMw) meet(year, hour, load, center_load, record);
        flexible_.catch_up(balance_);
        stores_.charge(balance_);
    }

    void meet(std::size_t year, std::int64_t hour, std::vector<double>& load, const std::vector<double>& center_load,
              LossRecord& record) {
        std::vector<HourBalance::Resource> resources;
        stores_.offer(resources);
        const std::size_t stores = resources.size();
        flexible_.offer(center_load, resources);
        balance_.use(resources);
        stores_.note(std::span(resources).first(stores));
        flexible_.note(hour, std::span(resources).subspan(stores));
        std::vector<double> unserved(kNodes);
        const std::vector<double> own = load;
        for (std::size_t d = 0; d < 2; ++d)
            load[at(system_.centers.region[d])] += flexible_.remaining_mw(CenterIndex{d});
        if (balance_.unserved_mw() > kNegligibleMw) balance_.share(load, unserved);
        double grid = 0.0;
        for (std::size_t r = 0; r < kNodes; ++r) {
            if (unserved[r] > 0.0) unserved[r] *= own[r] / load[r];  // the rest belongs to data centres
            grid += unserved[r];
        }
        if (grid > kNegligibleMw) record.add(year, 0, hour, 0, grid);
        for (std::size_t r = 0; r < kNodes; ++r)
            if (unserved[r] > kNegligibleMw) record.add(year, 1 + r, hour, 0, unserved[r]);
    }

    std::vector<double> limits() const {
        std::vector<LineCapacity> lines;
        const auto now = network_.values();
        const std::size_t count = system_.lines.count();
        for (std::size_t l = 0; l < count; ++l)
            lines.push_back({system_.lines.from[l], system_.lines.to[l], now[l], now[count + l]});
        std::vector<double> limit(RegionSet{1} << kNodes);
        const std::vector<double> import(now.begin() + static_cast<std::ptrdiff_t>(2 * count), now.end());
        import_limits_mw(lines, import, {}, limit);
        return limit;
    }

    const System& system_;
    const WeatherLibrary& library_;
    OutageTables tables_;
    EntityWalk units_, variables_;
    Levels network_;
    StorageState stores_;
    FlexibleLoad flexible_;
    HourBalance balance_;
};

}  // namespace

namespace {

// The power of every store in machines of their own, some of which are out in most hours.
System in_machines(System system) {
    system.outages.push_back(made::two_states(300.0, 40.0));
    for (std::size_t s = 0; s < system.stores.count(); ++s) {
        Exposure exposure = system.stores.exposure[s];
        for (int machine = 0; machine < 4; ++machine)
            exposure.machines.push_back(made::add_cause(system, system.outages.size() - 1));
        system.machines.store.push_back(StoreIndex{s});
        system.machines.power.push_back(system.stores.discharge[s]);
        system.machines.exposure.push_back(exposure);
        system.stores.charge[s].clear();
        system.stores.discharge[s].clear();
    }
    return system;
}

void check_hours_passed_over(const System& system) {
    const WeatherLibrary library = library_of(system);
    const UncertaintySettings uncertainty{.seed = 5, .growth_sd_frac = 0.03, .center_growth_sd_frac = 0.05};
    Simulator simulator(system, library, uncertainty);
    LongWay long_way(system, library);
    LossRecord quick(2, 1 + kNodes + 2), slow(2, 1 + kNodes + 2);
    double hours = 0.0, dispatched = 0.0, lost = 0.0;
    for (std::uint32_t sample = 0; sample < 12; ++sample) {
        quick.clear(), slow.clear();
        const Future future = draw_future(uncertainty, library, sample);
        simulator.run(future, quick);
        long_way.run(uncertainty, future, slow);
        CAPTURE(sample);
        for (std::size_t y = 0; y < 2; ++y)
            for (std::size_t place = 0; place < 1 + kNodes; ++place) {
                CHECK(quick.of(y, place).hours == slow.of(y, place).hours);
                CHECK(quick.of(y, place).events == slow.of(y, place).events);
                CHECK(quick.of(y, place).energy_mwh == doctest::Approx(slow.of(y, place).energy_mwh).epsilon(1e-7));
            }
        hours += static_cast<double>(simulator.effort().hours);
        dispatched += static_cast<double>(simulator.effort().dispatched);
        lost += quick.of(0, 0).hours + quick.of(1, 0).hours;
    }
    MESSAGE("looked at ", dispatched / hours, ", lost ", lost / hours);
    CHECK(dispatched < 0.8 * hours);
    CHECK(lost > 50.0);
}

}  // namespace

TEST_CASE("skipping hours changes nothing") {
    check_hours_passed_over(many_kinds());
}

TEST_CASE("skipping hours changes nothing with stores in machines") {
    check_hours_passed_over(in_machines(many_kinds()));
}
