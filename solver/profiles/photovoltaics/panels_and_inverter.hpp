// Direct-current and alternating-current output by PVWatts version 5. Dobos, "PVWatts Version 5 Manual",
// NREL/TP-6A20-62641, 2014.
#pragma once

#include <span>

#include "profiles/combined_loss.hpp"

namespace decawatt::profiles {

// Direct-current output over the panels' rating: from irradiance on the cells, and with a temperature coefficient that
// is negative for silicon.
double pvwatts_dc_frac(double cell_w_per_m2, double cell_deg_c, double temperature_coefficient_per_deg_c);

// Low-light loss of panels as a fraction of their rating: `at_200_frac` at 200 W/m2, falling to zero at 1,000 and at 0
// W/m2. Marion, "Comparison of predictive models for photovoltaic module performance", 33rd IEEE PVSC, 2008, eq. 9 and
// 10. Above 1,000 W/m2 the line of the paper is a gain, which `capped` omits.
double low_light_loss_frac(double cell_w_per_m2, double at_200_frac, bool capped);

// Alternating-current output over the inverter's AC rating, of direct current over its DC rating (AC rating / nominal
// efficiency). Part-load efficiency of the PVWatts reference inverter; never negative (night consumption is neglected),
// and not clipped at the rating.
double inverter_unclipped_frac(double dc_frac, double nominal_efficiency_frac);

}  // namespace decawatt::profiles
