// Moist air.
#pragma once

namespace decawatt::profiles {

// Saturation pressure of water vapour, over ice below 0 degrees. Hyland and Wexler, ASHRAE Transactions 89(2A), 1983.
double saturation_pressure_pa(double temperature_deg_c);

// Wet-bulb temperature from the adiabatic-saturation balance of the ASHRAE Handbook of Fundamentals (2017, ch. 1, eqs.
// 33 and 35, over ice below 0 degrees), solved to 1e-6 K by Newton steps within a bracket. Humidity within 0..1.
double wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac, double pressure_pa);

// Explicit fit at sea level, good to -1..+0.65 K for 5..99 % humidity and -20..50 degrees. Stull, "Wet-bulb temperature
// from relative humidity and air temperature", Journal of Applied Meteorology and Climatology 50, 2011, eq. 1.
double stull_wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac);

// Wet bulb as the temperature of saturated air with equal enthalpy: neglects the enthalpy of the evaporated water, and
// uses Buck's vapour pressure over water. Used in the published PUE tool of Lei and Masanet (Energy 201, 117556, 2020);
// up to 0.2 K below the accurate value.
double isenthalpic_wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac, double pressure_pa);

// Dew point over water; Magnus form with the constants of the WMO guide (WMO-No. 8): 17.62 and 243.12 degrees.
double dew_point_deg_c(double temperature_deg_c, double relative_humidity_frac);

// Pressure of water vapour at a dew point, by the same form.
double dew_point_vapour_pa(double dew_point_deg_c);

// Mass of vapour over mass of dry air.
double humidity_ratio(double vapour_pa, double pressure_pa);

}  // namespace decawatt::profiles
