#include "profiles/photovoltaics/cell_temperature.hpp"

#include <array>
#include <cmath>

#include "base/index.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kReferenceWPerM2 = 1000.0;
constexpr double kNoctWPerM2 = 800.0, kNoctAirDegC = 20.0;
constexpr double kAbsorption = 0.9;

struct SapmRow {
    double a, b, cell_above_module_k;
};
constexpr std::array<SapmRow, 4> kSapm = {
    {{-3.47, -0.0594, 3.0}, {-2.98, -0.0471, 1.0}, {-3.56, -0.0750, 3.0}, {-2.81, -0.0455, 0.0}}};
const SapmRow& sapm_row(model::SapmMount mount) {
    return kSapm[static_cast<std::size_t>(mount)];
}
}  // namespace

double sapm_module_deg_c(const ModuleAir& air, model::SapmMount mount) {
    const SapmRow& row = sapm_row(mount);
    return air.air_deg_c + air.plane_w_per_m2 * std::exp(row.a + row.b * air.wind_m_per_s);
}

double sapm_cell_deg_c(const ModuleAir& air, model::SapmMount mount) {
    return sapm_module_deg_c(air, mount) + air.plane_w_per_m2 / kReferenceWPerM2 * sapm_row(mount).cell_above_module_k;
}

double faiman_temperature_deg_c(const ModuleAir& air, const HeatLoss& loss) {
    return air.air_deg_c + air.plane_w_per_m2 / (loss.still_w_per_m2_k + loss.wind_w_s_per_m3_k * air.wind_m_per_s);
}

double pvsyst_cell_deg_c(const ModuleAir& air, const HeatLoss& loss, double module_efficiency_frac) {
    const double heat_w_per_m2 = air.plane_w_per_m2 * kAbsorption * (1.0 - module_efficiency_frac);
    return faiman_temperature_deg_c({heat_w_per_m2, air.air_deg_c, air.wind_m_per_s}, loss);
}

double noct_cell_deg_c(const ModuleAir& air, double noct_deg_c, double module_efficiency_frac) {
    constexpr double kWindAtArray = 0.51;
    const double wind_loss = 9.5 / (5.7 + 3.8 * kWindAtArray * air.wind_m_per_s);
    return air.air_deg_c + air.plane_w_per_m2 / kNoctWPerM2 * (noct_deg_c - kNoctAirDegC) *
                               (1.0 - module_efficiency_frac / kAbsorption) * wind_loss;
}

double ross_cell_deg_c(const ModuleAir& air, double noct_deg_c) {
    return air.air_deg_c + air.plane_w_per_m2 / kNoctWPerM2 * (noct_deg_c - kNoctAirDegC);
}

}  // namespace decawatt::profiles
