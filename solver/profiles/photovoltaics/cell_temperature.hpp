// Steady temperature of cells: models without thermal mass. With it: fuentes_temperature.hpp.
#pragma once

#include "model/pv_systems.hpp"

namespace decawatt::profiles {

// What a module is exposed to: irradiance on its plane, air, wind.
struct ModuleAir {
    double plane_w_per_m2, air_deg_c, wind_m_per_s;
};

// Sandia array performance model. King, Boyson and Kratochvil, "Photovoltaic Array Performance Model", SAND2004-3535,
// eqs. 11 and 12, table 1; wind at 10 m.
double sapm_module_deg_c(const ModuleAir& air, model::SapmMount mount);
double sapm_cell_deg_c(const ModuleAir& air, model::SapmMount mount);

// Faiman, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in Photovoltaics 16, 2008.
// The paper's means: 25 W/(m2 K), and 6.84 by each m/s of wind at the modules.
struct HeatLoss {
    double still_w_per_m2_k, wind_w_s_per_m3_k;
};
inline constexpr HeatLoss kFaimanLoss{25.0, 6.84};
double faiman_temperature_deg_c(const ModuleAir& air, const HeatLoss& loss);

// PVsyst: what is absorbed (0.9 of the light) and not made power is lost as Faiman's. PVsyst's own figures: 29 and 0
// for free-standing modules.
inline constexpr HeatLoss kPvsystLoss{29.0, 0.0};
double pvsyst_cell_deg_c(const ModuleAir& air, const HeatLoss& loss, double module_efficiency_frac);

// From the nominal operating cell temperature (800 W/m2, 20 degrees, 1 m/s), as NREL's SAM does: Gilman et al., "SAM
// Photovoltaic Model Technical Reference Update", NREL/TP-6A20-67399, 2018, eq. 10.37; an array up to one storey high
// (0.51 of the wind at 10 m), 0.9 of the light absorbed.
double noct_cell_deg_c(const ModuleAir& air, double noct_deg_c, double module_efficiency_frac);

// Ross, "Interface design considerations for terrestrial solar cell modules", 12th IEEE PVSC, 1976: the excess over the
// air grows with the irradiance alone.
double ross_cell_deg_c(const ModuleAir& air, double noct_deg_c);

}  // namespace decawatt::profiles
