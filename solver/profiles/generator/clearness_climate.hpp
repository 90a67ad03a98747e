// Irradiance at a site: global, direct and diffuse irradiance from a daily clearness score and an hourly fluctuation.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/study.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/distributions.hpp"

namespace decawatt::profiles {

// Clear-sky index K of a day: global irradiance over that of a cloudless sky (Haurwitz), both as daily sums. K of month
// m is Phi(a_m + s_m z), bounded by 0 and 1, with a and s such that the month's mean and the spread of daily sums are
// those of the climate table: mean K = stated mean / mean clear day, and var K mean(clear^2) = stated variance - (mean
// K)^2 var(clear).
//
// A month of polar night, or with so little sun that a table rounds it to zero, has no index: its irradiance is zero.
// If the sun stays below 10 degrees all month and the stated mean exceeds Haurwitz's clear sky, the clear sky is moved
// towards the extraterrestrial irradiance.
//
// Throws base::InputError with site and month if a stated mean exceeds a clear sky or is zero in spite of sun, or if a
// spread exceeds that of any index in [0, 1].
class ClearnessClimate {
  public:
    ClearnessClimate(const model::Sites& sites, model::SiteIndex site, const base::TimeAxis& axis, int utc_offset_s,
                     double year_sd_frac);

    // Writes hourly irradiance of the year, on `axis`, into three columns. `day_score` has one score per day, `flicker`
    // one per hour; `year_score` shifts the mean of the whole year, in units of its standard deviation.
    struct Columns {
        std::span<double> ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;
    };
    void irradiance(std::span<const double> day_score, std::span<const double> flicker, double year_score,
                    const Columns& out) const;

    double clear_ghi_w_per_m2(std::size_t hour) const { return hours_[hour].clear_w_per_m2; }

  private:
    struct Hour {
        double zenith_deg, cosine, up_frac, clear_w_per_m2;
    };
    struct Day {
        std::size_t start, first = 0, end = 0;         // hour of the year; hours with light
        double clear_sum_w_per_m2 = 0.0, share = 0.0;  // sum over its hours; share of extraterrestrial irradiance
        double extraterrestrial_w_per_m2;              // normal to the beam
    };
    struct MonthSky {  // means over the days of a month
        double clear_kwh = 0.0, clear_square = 0.0, outside_kwh = 0.0;
        double highest_sine = 0.0;  // of the sun's elevation
    };
    struct IrradianceFault {
        const char* field;
        double found;
        std::string expected;
    };
    std::vector<Hour> hours_;
    std::vector<Day> days_;
    std::vector<std::size_t> month_of_day_;
    double year_sd_frac_;
    std::array<double, model::kMonths> mean_{}, spread_{};  // mean 0: a dark month

    void sum_clear_sky(Day& day) const;
    MonthSky sky_of(std::size_t month) const;
    void brighten(std::size_t month, const MonthSky& sky, double clear_kwh);
    std::optional<IrradianceFault> fit_sunny_month(std::size_t month, double stated, double sd);
    std::optional<IrradianceFault> fit_month(std::size_t month, double stated, double sd);
    void fit(const model::Sites& sites, model::SiteIndex site);
    std::array<ProbitNormal, model::kMonths> day_indices(double year_score) const;
    void hourly_indices(const Day& day, double day_mean, std::span<const double> flicker,
                        std::span<double> index) const;
};

}  // namespace decawatt::profiles
