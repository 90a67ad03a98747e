#include "adequacy/future_series.hpp"

#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/places.hpp"

namespace decawatt::adequacy {

FutureSeries future_series(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                           std::uint32_t sample) {
    const auto hours =
        static_cast<std::size_t>(library.first_hour(library.years() - 1) + library.hours(library.years() - 1));
    const std::size_t nodes = system.region.size(), centers = system.centers.count();
    const base::Series by_node(hours, nodes), by_center(hours, centers);
    FutureSeries series{draw_future(uncertainty, library, sample),
                        by_node,
                        by_node,
                        by_node,
                        by_center,
                        by_center,
                        base::Series(hours, system.stores.count()),
                        base::Series(hours, place_count(system))};
    Simulator simulator(system, library, uncertainty);
    LossRecord record(library.years(), place_count(system));
    simulator.run(series.future, record, [&](const Simulator::HourView& view) {
        const auto put = [&](std::span<const double> values, base::Series& to) {
            for (std::size_t i = 0; i < values.size(); ++i) to(static_cast<std::size_t>(view.hour), i) = values[i];
        };
        put(view.units_mw, series.units_mw);
        put(view.weather_mw, series.weather_mw);
        put(view.load_mw, series.load_mw);
        put(view.center_load_mw, series.center_load_mw);
        put(view.waiting_mwh, series.waiting_mwh);
        put(view.content_mwh, series.content_mwh);
        put(view.lost_mw, series.lost_mw);
    });
    return series;
}

}  // namespace decawatt::adequacy
