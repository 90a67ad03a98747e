#include "planning/components/demand_charges.hpp"

#include <algorithm>
#include <map>

#include "assets/tariff_periods.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/investments.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

using Periods = std::vector<assets::DemandPeriod>;

// Which of the periods an hour is in, those that matter in its month: a bit each would limit their number.
std::vector<bool> periods_of_hour(const Periods& periods, std::size_t month, std::size_t t) {
    std::vector<bool> in(periods.size());
    for (std::size_t p = 0; p < periods.size(); ++p)
        in[p] = periods[p].covers[t] && (periods[p].charge_per_mw[month] > 0.0 || periods[p].ratchet_frac > 0.0);
    return in;
}

struct Class {
    std::size_t month;
    std::vector<bool> in_period;
    PeakClass peak;
};

class Charges {
  public:
    Charges(const Study& study, const profiles::YearProfiles& year, const Units& units, const Layout& layout,
            lp::Border& border, LinkingBuilder& linking)
        : study_(study),
          year_(year),
          units_(units),
          layout_(layout),
          border_(border),
          linking_(linking),
          cost_factor_(units.power_mw * year.weight * discount_factor(study, year.year) / units.money) {}

    std::vector<PeakClass> add(std::size_t d) {
        Periods periods;
        for (auto& period : assets::demand_periods(study_, at(study_.data_centers.tariff_of(d)), year_.axis))
            if (period.is_charged()) periods.push_back(std::move(period));
        most_ = most_import_mw(study_, layout_.investments, d, year_.year) / units_.power_mw;
        if (periods.empty() || most_ <= 0.0) return {};
        name_ =
            study_.data_centers.name[d] + " " + std::to_string(year_.year) + "w" + std::to_string(year_.weather_year);
        std::vector<Class> classes = classes_of(periods);
        for (std::size_t p = 0; p < periods.size(); ++p) bill(d, periods[p], p, classes);
        std::vector<PeakClass> peaks;
        peaks.reserve(classes.size());
        for (Class& one : classes) peaks.push_back(std::move(one.peak));
        return peaks;
    }

  private:
    BorderVariable peak_variable(const std::string& what) { return add_variable(what, 0.0, 0.0, most_, border_); }

    // Twice the most: no bound of what is above peaks, and none of its own where the minimum take is all of it.
    BorderVariable variable(const std::string& what, double cost = 0.0, double lower = 0.0) {
        return add_variable(what, cost, lower, 2.0 * most_, border_);
    }

    std::vector<Class> classes_of(const Periods& periods) {
        const std::vector<int> month = assets::months_of(year_.axis, study_.utc_offset_s);
        std::map<std::pair<std::size_t, std::vector<bool>>, std::size_t> place;
        std::vector<Class> classes;
        for (std::size_t t = 0; t < month.size(); ++t) {
            const auto m = static_cast<std::size_t>(month[t]);
            std::vector<bool> in = periods_of_hour(periods, m, t);
            if (std::ranges::find(in, true) == in.end()) continue;
            const auto [found, fresh] = place.try_emplace({m, in}, classes.size());
            if (fresh) {
                std::string name = name_ + " month " + std::to_string(m + 1);
                for (std::size_t p = 0; p < periods.size(); ++p)
                    if (in[p]) name += " " + periods[p].name;
                classes.push_back(
                    {m, in, {std::vector<bool>(month.size(), false), peak_variable("peak " + name), name}});
            }
            classes[found->second].peak.open[t] = true;
        }
        return classes;
    }

    void at_least(const std::string& what, BorderVariable high, BorderVariable low, double share) {
        const LinkingRow row = linking_.add_row(what, lp::Sense::at_least);
        linking_.add_border(row, high, 1.0);
        linking_.add_border(row, low, -share);
    }

    void bill(std::size_t d, const assets::DemandPeriod& period, std::size_t p, const std::vector<Class>& classes) {
        BorderVariable highest = base::none<BorderVariable>;
        if (period.ratchet_frac > 0.0) {
            highest = variable("year's peak " + name_ + " " + period.name);
            for (const Class& one : classes)
                if (one.in_period[p])
                    at_least("year's peak " + one.peak.name + " " + period.name, highest, one.peak.peak, 1.0);
        }
        for (std::size_t m = 0; m < period.charge_per_mw.size(); ++m)
            if (period.in_month[m] && period.charge_per_mw[m] > 0.0) bill_month(d, period, p, m, classes, highest);
    }

    void bill_month(std::size_t d, const assets::DemandPeriod& period, std::size_t p, std::size_t m,
                    const std::vector<Class>& classes, BorderVariable highest) {
        std::vector<const Class*> of_month;
        for (const Class& one : classes)
            if (one.month == m && one.in_period[p]) of_month.push_back(&one);
        const double cost = cost_factor_ * period.charge_per_mw[m];
        if (of_month.size() == 1 && !exists(highest) && period.minimum_take_frac <= 0.0) {
            border_.cost[index_of(of_month.front()->peak.peak)] += cost;
            return;
        }
        const std::string name = name_ + " month " + std::to_string(m + 1) + " " + period.name;
        const double existing = assets::planned_connection(study_, d, year_.year).total() / units_.power_mw;
        const BorderVariable billed = variable("billed " + name, cost, period.minimum_take_frac * existing);
        for (const Class* one : of_month)
            at_least("billed peak " + name + " of " + one->peak.name, billed, one->peak.peak, 1.0);
        if (exists(highest)) at_least("ratchet " + name, billed, highest, period.ratchet_frac);
        if (period.minimum_take_frac > 0.0) add_minimum(d, "minimum take " + name, billed, period.minimum_take_frac);
    }

    // Of what is built beside what is there.
    void add_minimum(std::size_t d, const std::string& name, BorderVariable billed, double share) {
        LinkingRow row = base::none<LinkingRow>;
        for (std::size_t b = 0; b < layout_.investments.size(); ++b) {
            const Investment& investment = layout_.investments[b];
            if (!is_connection(investment.kind) || investment.group != d || !investment.in_service(year_.year))
                continue;
            if (!exists(row)) {
                row = linking_.add_row(name, lp::Sense::at_least);
                linking_.add_to_rhs(
                    row, share * assets::planned_connection(study_, d, year_.year).total() / units_.power_mw);
                linking_.add_border(row, billed, 1.0);
            }
            linking_.add_border(row, static_cast<BorderVariable>(b), -share);
        }
    }

    const Study& study_;
    const profiles::YearProfiles& year_;
    const Units& units_;
    const Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
    const double cost_factor_;  // program cost of a unit whose MW costs 1 in the month
    double most_ = 0.0;
    std::string name_;
};

}  // namespace

const std::vector<PeakClass>& DemandChargeLayout::of(std::size_t chain, std::size_t data_center) const {
    static const std::vector<PeakClass> none;
    return classes.empty() ? none : classes[chain][data_center];
}

bool peaks_are_states(const Study& study, const Layout& layout, std::size_t data_center,
                      const profiles::YearProfiles& year) {
    bool charged = false;
    for (const assets::DemandPeriod& period :
         assets::demand_periods(study, at(study.data_centers.tariff_of(data_center)), year.axis)) {
        if (!period.is_charged()) continue;
        if (period.ratchet_frac > 0.0 && !layout.demand_charges.windowed) return false;
        charged = true;
    }
    if (layout.demand_charges.is_operation) return charged;
    return charged && std::ranges::none_of(layout.investments, [&](const Investment& investment) {
               return is_connection(investment.kind) && investment.group == data_center && investment.alive(year.year);
           });
}

void add_demand_charges(const Study& study, const profiles::Profiles& profiles, const Units& units, Layout& layout,
                        lp::Border& border, LinkingBuilder& linking) {
    if (study.data_centers.tariff.empty()) return;
    const std::size_t centers = study.data_centers.name.size();
    auto& classes = layout.demand_charges.classes;
    for (const profiles::YearProfiles& year : profiles.years) {
        classes.emplace_back(centers);
        for (std::size_t d = 0; d < centers; ++d)
            if (has_tariff(study, d) && !peaks_are_states(study, layout, d, year))
                classes.back()[d] = Charges(study, year, units, layout, border, linking).add(d);
    }
}

}  // namespace decawatt::planning
