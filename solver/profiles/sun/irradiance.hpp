// Irradiance: the three components, and one include for the whole folder: splitting global irradiance
// (decomposition.hpp), clear skies (clear_sky.hpp), onto a tilted plane (transposition.hpp), air mass (air_mass.hpp).
//
// Angles in degrees, zenith from the vertical, azimuth clockwise from north. W/m2, means over the interval whose sun
// position is given. `extraterrestrial_w_per_m2` is that of the day (sun_position.hpp). All functions are total: a sun
// below the horizon gives zero.
#pragma once

#include "profiles/sun/air_mass.hpp"
#include "profiles/sun/clear_sky.hpp"
#include "profiles/sun/decomposition.hpp"
#include "profiles/sun/sun_position.hpp"
#include "profiles/sun/transposition.hpp"
