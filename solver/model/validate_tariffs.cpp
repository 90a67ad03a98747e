#include "model/validate_tariffs.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "model/number_text.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

constexpr double kKwPerMw = 1000.0;

std::string hour_text(const TariffHour& hour) {
    static constexpr const char* kDays[] = {"workday", "saturday", "holiday", "major holiday"};
    return "month " + std::to_string(hour.month) + ", " + kDays[static_cast<std::size_t>(hour.day)] + ", hour " +
           std::to_string(hour.hour);
}

// Every kind of hour, until `wrong` finds one at fault.
template <typename Wrong>
std::optional<TariffHour> first_hour(const Wrong& wrong) {
    for (int month = 1; month <= base::kMonthsPerYear; ++month)
        for (int day = 0; day < kDayTypes; ++day)
            for (int hour = 0; hour < base::kHoursPerDay; ++hour)
                if (const TariffHour kind{month, hour, static_cast<DayType>(day)}; wrong(kind)) return kind;
    return std::nullopt;
}

class TariffRules {
  public:
    TariffRules(const Study& study, std::vector<Violation>& violations) : study_(study), violations_(violations) {}

    void check() {
        for (std::size_t t = 0; t < study_.tariffs.name.size(); ++t) {
            check_energy_prices(t);
            check_periods(t);
            check_steps(t);
        }
        check_perspective();
    }

  private:
    void check_energy_prices(std::size_t t) {
        if (!states_energy_price(study_.tariffs, t)) {
            if (study_.tariffs.bundled[t])
                violations_.push_back(
                    {"tariffs", t, "service", study_.tariffs.name[t] + ": bundled service without an energy price",
                     "energy_price_per_mwh in tariff_periods.csv for every hour, or service delivery"});
            return;
        }
        std::size_t covered = 1;
        const auto faulty = first_hour([&](const TariffHour& hour) {
            covered =
                static_cast<std::size_t>(std::ranges::count_if(study_.tariffs.blocks[t], [&](const TariffBlock& block) {
                    return block.energy_price_per_mwh && covers(block, hour);
                }));
            return covered != 1;
        });
        if (faulty)
            violations_.push_back(
                {"tariff_periods", std::nullopt, "energy_price_per_mwh",
                 study_.tariffs.name[t] + ": " + std::to_string(covered) + " prices in " + hour_text(*faulty),
                 "one price for every month, type of day and hour"});
    }

    bool is_used(std::size_t t) const {
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d)
            if (study_.data_centers.tariff_of(d) == static_cast<TariffIndex>(t)) return true;
        return false;
    }

    // A step longer than an hour is in a block as a whole or not at all.
    void check_steps(std::size_t t) {
        const int step_h = study_.horizon.step_s / base::kSecondsPerHour;
        if (step_h <= 1 || !is_used(t) || !study_.horizon.lengths.empty()) return;  // checked with the file
        for (const TariffBlock& block : study_.tariffs.blocks[t])
            for (const auto& [column, hour, start] : {std::tuple("first_hour", block.first_hour, block.first_hour),
                                                      std::tuple("last_hour", block.last_hour, block.last_hour + 1)})
                if (start % step_h != 0)
                    violations_.push_back({"tariff_periods", std::nullopt, column,
                                           study_.tariffs.name[t] + ": " + std::to_string(hour),
                                           "a block of whole steps of " + std::to_string(step_h) +
                                               " hours, or a shorter horizon.step_minutes"});
    }

    // Blocks of one period in pairs: few are stated.
    void check_periods(std::size_t t) {
        const auto& blocks = study_.tariffs.blocks[t];
        for (std::size_t i = 0; i < blocks.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const TariffBlock &a = blocks[j], &b = blocks[i];
                if (a.period != b.period || !a.demand_charge_per_mw_month || !b.demand_charge_per_mw_month) continue;
                check_same(t, a, "ratchet_frac", a.ratchet_frac, b.ratchet_frac);
                check_same(t, a, "minimum_take_frac", a.minimum_take_frac, b.minimum_take_frac);
                bool shared = false;
                for (int month = 1; month <= base::kMonthsPerYear; ++month)
                    shared = shared || (covers_month(a, month) && covers_month(b, month));
                if (shared)
                    check_same(t, a, "demand_charge_per_kw_month", *a.demand_charge_per_mw_month / kKwPerMw,
                               *b.demand_charge_per_mw_month / kKwPerMw);
            }
    }

    void check_same(std::size_t t, const TariffBlock& block, const char* column, double first, double second) {
        if (first != second)
            violations_.push_back({"tariff_periods", std::nullopt, column,
                                   study_.tariffs.name[t] + ", period " + block.period + ": " + shortest(first) +
                                       " and " + shortest(second),
                                   "one value for all blocks of a period that share a month"});
    }

    void check_perspective() {
        if (study_.planning.perspective != Perspective::campus) return;
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) {
            const TariffIndex tariff = study_.data_centers.tariff_of(d);
            const RegionIndex region = study_.data_centers.region[d];
            if (tariff == none<TariffIndex> || region == none<RegionIndex> || market_of(study_, region)) continue;
            violations_.push_back(
                {"data_centers", d, "tariff",
                 study_.tariffs.name[at(tariff)] + " in " + study_.regions.name[at(region)] + ", which is not a market",
                 "a data centre in a region of markets.csv, where planning.perspective is campus: the cost of a "
                 "modelled grid would be counted in addition to the tariff that recovers it"});
        }
    }

    const Study& study_;
    std::vector<Violation>& violations_;
};

}  // namespace

void validate_tariffs(const Study& study, std::vector<Violation>& violations) {
    TariffRules(study, violations).check();
}

}  // namespace decawatt::model
