#include "profiles/wind/wake.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kDirections = 180;
constexpr double kSectorDeg = 360.0 / kDirections;
constexpr double kStepMPerS = 0.25;
constexpr double kMostThrust = 0.999;  // at 1 the air behind would stand still

struct TurbinePosition {
    std::size_t below;
    double share;
};
TurbinePosition place_of_wind(double wind, std::size_t speeds) {
    const double position = std::max(0.0, wind) / kStepMPerS;
    const auto below = std::min(static_cast<std::size_t>(position), speeds - 2);
    return {below, std::min(1.0, position - static_cast<double>(below))};
}
}  // namespace

double thrust_of_power_coefficient(double cp) {
    return std::max(0.0, -0.01453989 + cp * (1.473506 + cp * (-2.330823 + cp * 3.885123)));
}

double overlap_area_m2(double first_radius_m, double second_radius_m, double distance_m) {
    const double large = std::max(first_radius_m, second_radius_m), small = std::min(first_radius_m, second_radius_m);
    if (distance_m >= large + small) return 0.0;
    if (distance_m <= large - small) return std::numbers::pi * small * small;
    // Two segments, either side of the chord through the circles' crossings.
    const double large_arm = (distance_m * distance_m + large * large - small * small) / (2.0 * distance_m);
    const double small_arm = distance_m - large_arm;
    const auto segment = [](double radius, double arm) {
        return radius * radius * std::acos(std::clamp(arm / radius, -1.0, 1.0)) -
               arm * std::sqrt(std::max(0.0, radius * radius - arm * arm));
    };
    return segment(large, large_arm) + segment(small, small_arm);
}

ParkWakes::ParkWakes(FarmLayout layout, PowerCurve curve, std::vector<double> thrust)
    : layout_(std::move(layout)), curve_(std::move(curve)), slowing_(std::move(thrust)) {
    base::expects(layout_.east_m.size() == layout_.north_m.size() && !layout_.east_m.empty(),
                  "a layout has a place for every machine");
    base::expects(layout_.rotor_diameter_m > 0.0 && layout_.wake_decay > 0.0, "a wake starts at a rotor and widens");
    base::expects(slowing_.size() == curve_.wind_m_per_s.size(), "one thrust coefficient for each point of the curve");
    for (double& thrust_or_slowing : slowing_)
        thrust_or_slowing = 1.0 - std::sqrt(1.0 - std::clamp(thrust_or_slowing, 0.0, kMostThrust));
}

std::vector<ParkWakes::Meeting> ParkWakes::meetings(double direction_deg) const {
    const double angle = direction_deg * std::numbers::pi / 180.0, east = std::sin(angle), north = std::cos(angle);
    const std::size_t count = layout_.east_m.size();
    std::vector<double> along(count), across(count);  // downwind, and to the side
    for (std::size_t i = 0; i < count; ++i) {
        along[i] = -(layout_.east_m[i] * east + layout_.north_m[i] * north);
        across[i] = layout_.east_m[i] * north - layout_.north_m[i] * east;
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return along[i]; });

    const double radius = 0.5 * layout_.rotor_diameter_m, area = std::numbers::pi * radius * radius;
    std::vector<Meeting> met;
    for (std::size_t a = 1; a < count; ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const std::size_t down = order[a], up = order[b];
            const double distance = along[down] - along[up], aside = std::abs(across[down] - across[up]);
            const double wake = radius + layout_.wake_decay * distance;
            if (distance <= 0.0 || aside >= wake + radius) continue;
            const double narrowing = radius / wake;
            met.push_back({up, down, narrowing * narrowing * overlap_area_m2(radius, wake, aside) / area});
        }
    return met;
}

void ParkWakes::blow(double wind, const std::vector<Meeting>& meetings, std::vector<double>& winds) const {
    std::ranges::fill(winds, wind);
    // All meetings of a machine come before those in which it stands upwind.
    for (const Meeting& m : meetings) {
        const double slowing = interpolated(curve_.wind_m_per_s, slowing_, winds[m.upwind], 0.0);
        winds[m.downwind] = std::min(winds[m.downwind], winds[m.upwind] * (1.0 - slowing * m.share));
    }
}

double ParkWakes::efficiency(double wind, const std::vector<double>& winds) const {
    const double alone = curve_.output_frac(wind);
    if (alone <= 0.0) return 1.0;
    double sum = 0.0;
    for (const double machine : winds) sum += curve_.output_frac(machine);
    return sum / (alone * static_cast<double>(winds.size()));
}

std::vector<double> ParkWakes::winds_m_per_s(double wind_m_per_s, double direction_deg) const {
    std::vector<double> winds(layout_.east_m.size());
    blow(wind_m_per_s, meetings(direction_deg), winds);
    return winds;
}

double ParkWakes::efficiency_frac(double wind_m_per_s, double direction_deg) const {
    return efficiency(wind_m_per_s, winds_m_per_s(wind_m_per_s, direction_deg));
}

WakeTable::WakeTable(const ParkWakes& wakes)
    : speeds_(static_cast<std::size_t>(std::ceil(wakes.curve_.wind_m_per_s.back() / kStepMPerS)) + 2),
      table_((kDirections + 2) * speeds_, 0.0) {
    std::vector<double> winds(wakes.layout_.east_m.size());
    double* const mean = table_.data() + (kDirections + 1) * speeds_;
    for (std::size_t d = 0; d < kDirections; ++d) {
        const auto met = wakes.meetings(static_cast<double>(d) * kSectorDeg);
        for (std::size_t k = 0; k < speeds_; ++k) {
            const double wind = static_cast<double>(k) * kStepMPerS;
            wakes.blow(wind, met, winds);
            table_[d * speeds_ + k] = wakes.efficiency(wind, winds);
            mean[k] += table_[d * speeds_ + k] / kDirections;
        }
    }
    std::copy_n(table_.begin(), speeds_, table_.begin() + static_cast<std::ptrdiff_t>(kDirections * speeds_));
}

double WakeTable::efficiency_frac(double wind_m_per_s, double direction_deg) const {
    double turned = std::fmod(direction_deg, 360.0);
    if (turned < 0.0) turned += 360.0;
    const double position = turned / kSectorDeg;
    const auto sector = std::min(static_cast<std::size_t>(position), kDirections - 1);
    const double beyond = position - static_cast<double>(sector);
    const auto [k, share] = place_of_wind(wind_m_per_s, speeds_);
    const double *first = table_.data() + sector * speeds_ + k, *next = first + speeds_;
    return (1.0 - beyond) * ((1.0 - share) * first[0] + share * first[1]) +
           beyond * ((1.0 - share) * next[0] + share * next[1]);
}

double WakeTable::mean_efficiency_frac(double wind_m_per_s) const {
    const auto [k, share] = place_of_wind(wind_m_per_s, speeds_);
    const double* const mean = table_.data() + (kDirections + 1) * speeds_ + k;
    return (1.0 - share) * mean[0] + share * mean[1];
}

}  // namespace decawatt::profiles
