// Air mass of the sun's beam.
#pragma once

namespace decawatt::profiles {

// Relative optical air mass, 1 at the zenith. Kasten and Young, Applied Optics 28(22), 1989, eq. 3. A zenith above 90
// counts as 90.
double relative_air_mass(double zenith_deg);

// The older formula with which DISC was fitted. Kasten, "A new table and approximate formula for relative optical air
// mass", Archiv fuer Meteorologie B 14, 1966. A zenith above 90 counts as 90.
double kasten_1966_air_mass(double zenith_deg);

inline constexpr double kStandardPressurePa = 101325.0;

// Air mass at a pressure: the relative one × pressure / 101325 Pa.
double absolute_air_mass(double relative_air_mass, double pressure_pa);

// Pressure of the standard atmosphere at an elevation (pvlib's alt2pres), for the pressure correction of the air mass.
double standard_pressure_pa(double elevation_m);
double standard_elevation_m(double pressure_pa);  // its inverse

}  // namespace decawatt::profiles
