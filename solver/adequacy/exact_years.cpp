#include "adequacy/exact_years.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "base/time_axis.hpp"

namespace decawatt::adequacy {

using base::at;

namespace {
constexpr std::array kGrids = {10.0, 5.0, 2.0,  1.0,
                               0.5,  0.1, 0.05, 0.01};  // MW, the first on which all capacities lie is used
constexpr double kMostPoints = 2e6;                     // of a capacity table
constexpr double kOnGrid = 1e-6;                        // of a step

template <class Things>
bool any_exposed(const Things& things, bool (*exposed)(const Exposure&)) {
    return std::ranges::any_of(things.exposure, exposed);
}

bool shares_causes(const System& system) {
    std::set<CauseIndex> seen;
    for (const Exposure& exposure : system.units.exposure)
        for (const CauseIndex cause : exposure.causes)
            if (!seen.insert(cause).second) return true;
    return false;
}

bool have_flexible_load(const DataCenters& centers) {
    const auto any = [](const std::vector<double>& column) {
        return std::ranges::any_of(column, [](double value) { return value > 0.0; });
    };
    const bool disconnects =
        std::ranges::any_of(centers.nonfirm, [](const Steps& nonfirm) { return largest(nonfirm) > 0.0; });
    return any(centers.deferrable_frac) || !centers.more_classes.empty() || any(centers.movable_frac) || disconnects ||
           any(centers.generator_mw);
}

void expect_convolvable(const System& system, const UncertaintySettings& uncertainty) {
    const auto late = [](const Exposure& exposure) { return exposure.delay != base::none<DelayIndex>; };
    const auto in_maintenance = [](const Exposure& exposure) {
        return exposure.maintenance != base::none<MaintenanceIndex>;
    };
    const auto weather_fails = [](const Exposure& exposure) { return !exposure.causes.empty(); };
    std::vector<base::InputFault> faults;
    const auto refuse = [&](bool has, const char* what) {
        if (has) faults.push_back({"the study", "--method convolution", 0, what, "a system without"});
    };
    refuse(system.region.size() > 1, "several regions, or a data centre with a node of its own");
    refuse(system.lines.count() > 0, "lines");
    refuse(system.stores.count() > 0, "stores");
    refuse(have_flexible_load(system.centers), "data centres with flexible load");
    refuse(any_exposed(system.units, in_maintenance),
           "maintenance: units whose planned outages rotate are not "
           "independent");
    refuse(any_exposed(system.units, late) || any_exposed(system.variables, late), "delays");
    refuse(any_exposed(system.variables, weather_fails), "weather-driven plants that fail");
    refuse(shares_causes(system), "common outages");
    refuse(std::ranges::any_of(system.causes,
                               [](const Cause& cause) { return cause.temperature != base::none<TemperatureIndex>; }),
           "outages that depend on temperature");
    refuse(uncertainty.growth_sd_frac > 0.0 || uncertainty.center_growth_sd_frac > 0.0, "random growth of demand");
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// The joint states of several causes of one unit.
OutageModel joined(const System& system, const std::vector<CauseIndex>& causes) {
    // Only state probabilities enter the table; states that last one hour reproduce them.
    std::vector<std::pair<double, double>> states = {{1.0, 1.0}};  // fraction, probability
    for (const CauseIndex cause : causes) {
        const OutageModel& model = system.outages[at(system.causes[at(cause)].outage)];
        std::vector<std::pair<double, double>> next;
        for (const auto& [frac, probability] : states) {
            next.emplace_back(frac, probability * model.full_probability());
            for (std::size_t i = 0; i < model.states.size(); ++i)
                next.emplace_back(frac * model.states[i].available_frac, probability * model.state_probability(i));
        }
        states = std::move(next);
    }
    OutageModel all;
    const double full = states.front().second;
    for (std::size_t i = 1; i < states.size(); ++i) all.states.push_back({states[i].first, full, states[i].second});
    return all;
}

class ExactWalk {
  public:
    ExactWalk(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
              const base::Progress& progress)
        : system_(system), library_(library), progress_(progress), levels_(uncertainty.load_levels) {
        if (levels_.empty()) levels_ = {{1.0, 1.0}};
        for (std::size_t u = 0; u < system.units.count(); ++u) {
            const Exposure& exposure = system.units.exposure[u];
            (is_firm(system, exposure) ? firm_ : failing_).push_back(UnitIndex{u});
        }
        for (const UnitIndex u : failing_) {
            model_.push_back(joined(system, system.units.exposure[at(u)].causes));
            for (const Step& step : system.units.capacity[at(u)]) change_.insert(step.hour);
        }
        choose_grid();
    }

    ExactYears run() {
        for (std::size_t y = 0; y < library_.years(); ++y) years_.of_year.push_back(of_year(y));
        return years_;
    }

  private:
    void choose_grid() {
        double total_mw = 0.0;
        std::vector<double> amounts;
        for (std::size_t i = 0; i < failing_.size(); ++i) {
            const Steps& capacity = system_.units.capacity[at(failing_[i])];
            total_mw += largest(capacity);
            for (const Step& step : capacity) {
                amounts.push_back(step.mw);
                for (const model::OutageState& state : model_[i].states)
                    amounts.push_back(step.mw * state.available_frac);
            }
        }
        const auto fits = [&](double grid) {
            return total_mw / grid <= kMostPoints && std::ranges::all_of(amounts, [&](double mw) {
                       return std::abs(mw / grid - std::round(mw / grid)) < kOnGrid;
                   });
        };
        const auto found = std::ranges::find_if(kGrids, fits);
        years_.on_grid = found != kGrids.end();
        years_.grid_mw = years_.on_grid ? *found : std::max(kGrids.back(), total_mw / kMostPoints);
    }

    CapacityTable table_at(std::int64_t hour) const {
        CapacityTable table(years_.grid_mw);
        for (std::size_t i = 0; i < failing_.size(); ++i)
            if (const double mw = at_hour(system_.units.capacity[at(failing_[i])], hour); mw > 0.0)
                table.add(mw, model_[i]);
        table.finish();
        return table;
    }

    ExactLoss of_year(std::size_t y) {
        ExactLoss loss;
        std::vector<double> worst;  // highest loss probability of the day: weather × level
        for (std::int64_t hour = 0; hour < library_.hours(y); ++hour) {
            const std::int64_t of_horizon = library_.first_hour(y) + hour;
            if (!table_ || change_.contains(of_horizon)) table_ = table_at(of_horizon);
            if (hour % base::kHoursPerDay == 0) {
                end_day(worst, loss);
                report(of_horizon);
            }
            add_hour(y, hour, worst, loss);
        }
        end_day(worst, loss);
        return loss;
    }

    void report(std::int64_t hour) const {
        const auto hours =
            static_cast<double>(library_.first_hour(library_.years() - 1) + library_.hours(library_.years() - 1));
        if (progress_ && !progress_("convolution", static_cast<double>(hour) / hours, ""))
            throw base::Interrupted("during the convolution");
    }

    void add_hour(std::size_t y, std::int64_t hour, std::vector<double>& worst, ExactLoss& loss) const {
        worst.resize(library_.weathers() * levels_.size(), 0.0);
        double firm_mw = 0.0;
        for (const UnitIndex u : firm_)
            firm_mw += at_hour(system_.units.capacity[at(u)], library_.first_hour(y) + hour);
        for (std::size_t w = 0; w < library_.weathers(); ++w) {
            const auto of_year = static_cast<std::size_t>(hour);
            const double load = static_cast<double>(library_.load_mw(WeatherIndex{w}, y, NodeIndex{0})[of_year]);
            double other = -firm_mw;
            for (std::size_t d = 0; d < library_.shape().centers; ++d)
                other += static_cast<double>(library_.center_mw(WeatherIndex{w}, y, CenterIndex{d})[of_year]);
            other -= weather_output_mw(WeatherIndex{w}, y, hour);
            for (std::size_t k = 0; k < levels_.size(); ++k) {
                const double net = levels_[k].factor * load + other;
                const double share = levels_[k].probability / static_cast<double>(library_.weathers());
                const double probability = table_->probability_below(net);
                loss.lole_h += share * probability;
                loss.eue_mwh += share * table_->expected_shortage_mw(net);
                double& day = worst[w * levels_.size() + k];
                day = std::max(day, share * probability);
            }
        }
    }

    double weather_output_mw(WeatherIndex w, std::size_t y, std::int64_t hour) const {
        const Variables& all = system_.variables;
        double mw = 0.0;
        for (std::size_t v = 0; v < all.count(); ++v)
            mw += at_hour(all.capacity[v], library_.first_hour(y) + hour) *
                  static_cast<double>(
                      library_.output_frac(w, all.resource[v])[static_cast<std::size_t>(library_.leap_hour(y, hour))]);
        return mw;
    }

    static void end_day(std::vector<double>& worst, ExactLoss& loss) {
        for (double& probability : worst) {
            loss.lole_d += probability;
            probability = 0.0;
        }
    }

    const System& system_;
    const WeatherLibrary& library_;
    const base::Progress& progress_;
    std::vector<model::LoadLevel> levels_;
    std::vector<UnitIndex> firm_, failing_;
    std::vector<OutageModel> model_;  // by failing unit
    std::set<std::int64_t> change_;   // hours in which the capacity of a failing unit changes
    std::optional<CapacityTable> table_;
    ExactYears years_;
};

}  // namespace

ExactYears exact_years(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                       const base::Progress& progress) {
    expect_convolvable(system, uncertainty);
    const System folded = fold_firm(system);  // one series per node for all firm plants
    return ExactWalk(folded, library, uncertainty, progress).run();
}

}  // namespace decawatt::adequacy
