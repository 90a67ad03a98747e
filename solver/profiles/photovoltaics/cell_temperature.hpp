// Steady-state cell temperature: models without thermal mass. A model with thermal mass is in fuentes_temperature.hpp.
#pragma once

#include "model/pv_systems.hpp"

namespace decawatt::profiles {

// Ambient conditions of a module: irradiance on its plane, air temperature, wind.
struct ModuleAir {
    double plane_w_per_m2, air_deg_c, wind_m_per_s;
};

// Sandia array performance model. King, Boyson and Kratochvil, "Photovoltaic Array Performance Model", SAND2004-3535,
// eqs. 11 and 12, table 1; wind at 10 m.
double sapm_module_deg_c(const ModuleAir& air, model::SapmMount mount);
double sapm_cell_deg_c(const ModuleAir& air, model::SapmMount mount);

// Faiman, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in Photovoltaics 16, 2008.
// Means of the paper: 25 W/(m2 K), plus 6.84 per m/s of wind at the modules.
struct HeatLoss {
    double still_w_per_m2_k, wind_w_s_per_m3_k;
};
inline constexpr HeatLoss kFaimanLoss{25.0, 6.84};
double faiman_temperature_deg_c(const ModuleAir& air, const HeatLoss& loss);

// PVsyst: absorbed light (0.9) that is not converted to power is lost as heat as in Faiman's model. PVsyst's
// coefficients for free-standing modules: 29 and 0.
inline constexpr HeatLoss kPvsystLoss{29.0, 0.0};
double pvsyst_cell_deg_c(const ModuleAir& air, const HeatLoss& loss, double module_efficiency_frac);

// Cell temperature from the nominal operating cell temperature (800 W/m2, 20 degrees, 1 m/s), as in NREL's SAM: Gilman
// et al., "SAM Photovoltaic Model Technical Reference Update", NREL/TP-6A20-67399, 2018, eq. 10.37; an array up to one
// storey high (0.51 of the wind at 10 m), 0.9 of the light absorbed.
double noct_cell_deg_c(const ModuleAir& air, double noct_deg_c, double module_efficiency_frac);

// Ross, "Interface design considerations for terrestrial solar cell modules", 12th IEEE PVSC, 1976: the difference from
// air temperature is proportional to irradiance.
double ross_cell_deg_c(const ModuleAir& air, double noct_deg_c);

}  // namespace decawatt::profiles
