#include "io/study/read_tables.hpp"

#include "io/study/hourly_files.hpp"
#include "io/study/read_agreements.hpp"
#include "io/study/read_contracts.hpp"
#include "io/study/read_data_centers.hpp"
#include "io/study/read_finance.hpp"
#include "io/study/read_flexible_work.hpp"
#include "io/study/read_fuels_and_profiles.hpp"
#include "io/study/read_grid.hpp"
#include "io/study/read_markets.hpp"
#include "io/study/read_plants_and_stores.hpp"
#include "io/study/read_pv_systems.hpp"
#include "io/study/read_regions.hpp"
#include "io/study/read_reliability.hpp"
#include "io/study/read_scenarios.hpp"
#include "io/study/read_turbines.hpp"
#include "io/study/read_weather_files.hpp"

namespace decawatt::io {

// In the order in which tables build on one another.
TableContents read_tables(const Reading& reading, model::Study& study) {
    read_regions(reading, study);
    read_markets(reading, study);
    read_tariffs(reading, study.tariffs);
    TableContents contents{.weather_files = read_weather_files(reading, study), .scenarios = read_scenarios(reading)};
    read_grid(reading, study);
    read_fuels_and_profiles(reading, study);
    read_pv_systems(reading, study.month_profiles, study.pv_systems);
    read_turbines(reading, study.turbines);
    read_contracts(reading, study);
    read_data_centers(reading, study);
    read_plants_and_stores(reading, study);
    read_agreements(reading, study);
    read_reliability(reading, study);
    read_flexible_work(reading, study);
    contents.finance = read_finance(reading, study);
    read_hourly(reading, study);
    complete_market_demand(study);
    return contents;
}

}  // namespace decawatt::io
