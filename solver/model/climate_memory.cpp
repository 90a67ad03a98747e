#include "model/climate_memory.hpp"

namespace decawatt::model {

namespace {
// At 120 h the initial state decays by e^-6 within the generator's spin-up of a month; the correlation is positive
// definite in the plane for exponents up to 2.
constexpr double kShortestH = 0.1, kLongestH = 120.0, kShortestKm = 1.0, kLongestKm = 20000.0;
constexpr double kLeastExponent = 0.2, kMostExponent = 2.0, kLeastStretch = 0.1, kMostStretch = 10.0;
constexpr double kMostCoupling = 0.49;  // of mean and swing each, so that the correlation of innovations is below 1

template <auto Member>
double& plain(ClimateMemory& memory) {
    return memory.*Member;
}
template <auto Process, auto Member>
double& reach(ClimateMemory& memory) {
    return memory.*Process.*Member;
}
template <auto Process>
void add_reach(std::vector<MemoryParameter>& all, const std::string& name) {
    all.push_back({name + "_reach_km", reach<Process, &Reach::length_km>, kShortestKm, kLongestKm});
    all.push_back({name + "_reach_exponent", reach<Process, &Reach::exponent>, kLeastExponent, kMostExponent});
    all.push_back(
        {name + "_east_west_stretch", reach<Process, &Reach::east_west_stretch>, kLeastStretch, kMostStretch});
}

std::vector<MemoryParameter> list() {
    using M = ClimateMemory;
    std::vector<MemoryParameter> all = {
        {"temperature_slow_share_frac", plain<&M::temperature_slow_share_frac>, 0.0, 1.0},
        {"temperature_slow_memory_h", plain<&M::temperature_slow_memory_h>, kShortestH, kLongestH},
        {"temperature_fast_memory_h", plain<&M::temperature_fast_memory_h>, kShortestH, kLongestH},
        {"wind_slow_share_frac", plain<&M::wind_slow_share_frac>, 0.0, 1.0},
        {"wind_slow_memory_h", plain<&M::wind_slow_memory_h>, kShortestH, kLongestH},
        {"wind_fast_memory_h", plain<&M::wind_fast_memory_h>, kShortestH, kLongestH},
        {"clearness_memory_h", plain<&M::clearness_memory_h>, kShortestH, kLongestH},
        {"humidity_memory_h", plain<&M::humidity_memory_h>, kShortestH, kLongestH},
        {"flicker_lag1", plain<&M::flicker_lag1>, 0.0, 0.99},
        {"clearness_temperature_mean", plain<&M::clearness_temperature_mean>, -kMostCoupling, kMostCoupling},
        {"clearness_temperature_swing", plain<&M::clearness_temperature_swing>, -kMostCoupling, kMostCoupling},
        {"clearness_wind", plain<&M::clearness_wind>, -kMostCoupling, kMostCoupling},
        {"temperature_year_sd_deg_c", plain<&M::temperature_year_sd_deg_c>, 0.0, 5.0},
        {"wind_year_sd_frac", plain<&M::wind_year_sd_frac>, 0.0, 0.3},
        {"clearness_year_sd_frac", plain<&M::clearness_year_sd_frac>, 0.0, 0.3},
    };
    add_reach<&M::temperature>(all, "temperature");
    add_reach<&M::wind_slow>(all, "wind_slow");
    add_reach<&M::wind_fast>(all, "wind_fast");
    add_reach<&M::clearness>(all, "clearness");
    add_reach<&M::flicker>(all, "flicker");
    add_reach<&M::humidity>(all, "humidity");
    add_reach<&M::year>(all, "year");
    return all;
}
}  // namespace

const std::vector<MemoryParameter>& memory_parameters() {
    static const std::vector<MemoryParameter> all = list();
    return all;
}

}  // namespace decawatt::model
