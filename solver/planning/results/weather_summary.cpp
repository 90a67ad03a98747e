#include "planning/results/weather_summary.hpp"

#include "planning/results/summary.hpp"
#include "planning/results/supply_summary.hpp"

#include <utility>

namespace decawatt::planning {

void summarise_weather(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan) {
    for (YearDispatch& dispatch : plan.dispatch) {
        WeatherFigures figures{dispatch.year, dispatch.weather_year, dispatch.weight, 0.0, 0.0, 0.0, 0.0, 0.0, {}};
        Plan alone;
        alone.years = {dispatch.year};
        alone.discount_factor = {1.0};
        alone.dispatch.push_back(
            std::move(dispatch));  // moved and returned afterwards, because a year of series is large
        alone.dispatch.front().weight = 1.0;
        summarise(study, layout, built, alone);
        summarise_supply(study, layout, built, alone);
        dispatch = std::move(alone.dispatch.front());
        dispatch.weight = figures.weight;
        const YearSummary& year = alone.summary.front();
        figures.operation_cost = year.operation_cost;
        figures.unserved_cost = year.unserved_cost;
        figures.unserved_mwh = year.unserved_mwh;
        figures.spill_mwh = year.spill_mwh;
        figures.emission_t = year.emission_t;
        figures.contracts = std::move(alone.contracts.front());
        plan.weather.push_back(std::move(figures));
    }
}

}  // namespace decawatt::planning
