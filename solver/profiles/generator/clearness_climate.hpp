// Sunshine at a site: from a daily score of clearness and an hourly flicker to global, direct and diffuse irradiance.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/generator/distributions.hpp"
#include "profiles/sun/irradiance.hpp"

namespace decawatt::profiles {

// Spread between years of annual global irradiance, relative. With what the daily weather contributes (about 2.5 %) the
// spread is the 4 % of Thevenard and Pelland, "Estimating the uncertainty in long-term photovoltaic yield predictions",
// Solar Energy 91 (2013): 3.9 %.
inline constexpr double kYearClearnessSdFrac = 0.03;

// Clear-sky index K of a day: global irradiance over that of a cloudless sky (Haurwitz), both as daily sums. K of month
// m is Phi(a_m + s_m z), bounded by 0 and 1, with a and s such that the month's mean and the spread of daily sums are
// those of the climate table: mean K = stated mean / mean clear day, and var K mean(clear^2) = stated variance - (mean
// K)^2 var(clear).
//
// Throws base::InputError naming site and month where a stated mean exceeds a clear sky, or a spread what a bounded
// index can have.
class ClearnessClimate {
  public:
    ClearnessClimate(const model::Sites& sites, model::SiteIndex site, const base::TimeAxis& axis, int utc_offset_s);

    // Hourly irradiance of the year (hour by hour, as `axis`). `day_score` has one score a day, `flicker` one an hour;
    // `year_score` moves the mean of the whole year by kYearClearnessSdFrac.
    std::vector<Irradiance> irradiance(std::span<const double> day_score, std::span<const double> flicker,
                                       double year_score) const;

    double clear_ghi_w_per_m2(std::size_t hour) const { return clear_w_per_m2_[hour]; }

  private:
    struct Hour {
        double zenith_deg, up_frac;
    };
    std::vector<Hour> sun_;
    std::vector<double> clear_w_per_m2_, extraterrestrial_w_per_m2_;  // by hour; normal to the beam
    std::vector<std::size_t> month_of_day_;
    std::array<double, model::kMonths> mean_{}, spread_{};

    void fit(const model::Sites& sites, model::SiteIndex site);
    std::array<ProbitNormal, model::kMonths> day_indices(double year_score) const;
    void hourly_indices(std::size_t day, double day_mean, std::span<const double> flicker,
                        std::span<double> index) const;
};

}  // namespace decawatt::profiles
