#include "planning/results/data_center_summary.hpp"

namespace decawatt::planning {

namespace {
struct Sums {
    double facility_mwh = 0.0, it_mwh = 0.0, water_m3 = 0.0;

    void add(const YearDispatch& d, std::size_t t, std::size_t center, double factor) {
        facility_mwh += factor * d.data_center_load_mw(t, center);
        it_mwh += factor * d.data_center_it_mw(t, center);
        if (!d.data_center_water_m3_per_h.empty()) water_m3 += factor * d.data_center_water_m3_per_h(t, center);
    }
    double pue() const { return facility_mwh / it_mwh; }
    double wue_l_per_kwh() const { return water_m3 / it_mwh; }  // m3/MWh are L/kWh; NaN before the first hall
};
}  // namespace

void summarise_data_centers(const model::Study& study, const std::vector<const YearDispatch*>& year, YearSummary& s) {
    const std::size_t count = study.data_centers.name.size(), months = base::kMonthsPerYear;
    s.data_center_pue_month = s.data_center_wue_l_per_kwh_month = base::Series(months, count);
    std::vector<Sums> sums(count * months), years(count);
    for (const YearDispatch* d : year) {
        for (std::size_t t = 0; t < static_cast<std::size_t>(d->axis.count); ++t) {
            const double factor = d->weight * d->axis.step_h(t);
            const base::CivilTime local =
                base::civil_time(d->axis.instant(static_cast<std::int64_t>(t)), study.utc_offset_s);
            for (std::size_t c = 0; c < count; ++c) {
                sums[c * months + static_cast<std::size_t>(local.month - 1)].add(*d, t, c, factor);
                years[c].add(*d, t, c, factor);
            }
        }
    }
    for (std::size_t c = 0; c < count; ++c) {
        s.data_center_pue.push_back(years[c].pue());
        s.data_center_water_m3.push_back(years[c].water_m3);
        s.data_center_wue_l_per_kwh.push_back(years[c].wue_l_per_kwh());
        for (std::size_t m = 0; m < months; ++m) {
            s.data_center_pue_month(m, c) = sums[c * months + m].pue();
            s.data_center_wue_l_per_kwh_month(m, c) = sums[c * months + m].wue_l_per_kwh();
        }
    }
}

}  // namespace decawatt::planning
