#include "adequacy/capacity_credit.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <string_view>
#include <vector>

#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "adequacy/system/places.hpp"
#include "base/error.hpp"
#include "base/nearest_name.hpp"
#include "parallel/blocks.hpp"
#include "parallel/shared_progress.hpp"

namespace decawatt::adequacy {

namespace {
constexpr std::uint64_t kBlock = 20;             // samples in a block of work
constexpr double kNormal95 = 1.959963984540054;  // two-sided 95 % of a normal distribution
constexpr double kSameRisk = 1e-6;  // tolerance of EUE, as a fraction of the difference that the asset makes
constexpr int kMostSteps = 40;
constexpr double kSlopeSteps =
    10.0;  // distance to each side of the root, in tolerances, over which the slope is measured

// The asset to which an entity belongs: "Gas unit 2", "Gas built in 2030" and "Gas (new)" belong to Gas, "Gas built in
// 2030 unit 2" to "Gas built in 2030"; "Gas built in Seoul" is a plant of its own.
std::string part_of(const std::string& entity) {
    constexpr std::string_view kNew = " (new)";
    if (entity.ends_with(kNew)) return entity.substr(0, entity.size() - kNew.size());
    const auto last = entity.find_last_not_of("0123456789");
    const std::string_view words = std::string_view(entity).substr(0, last + 1);
    for (const std::string_view word : {std::string_view(" unit "), std::string_view(" built in ")})
        if (words.ends_with(word) && words.size() < entity.size())
            return std::string(words.substr(0, words.size() - word.size()));
    return entity;
}

bool belongs(const std::string& entity, const std::string& asset) {
    const std::string whole = part_of(entity);
    return entity == asset || whole == asset || part_of(whole) == asset;
}

std::string asset_of(const std::string& entity) {
    return part_of(part_of(entity));
}

// A system without an asset, and the node of that asset.
struct Removal {
    System without;
    NodeIndex node = base::none<NodeIndex>;
    std::int64_t first_hour = std::numeric_limits<std::int64_t>::max();
    double capacity_mw = 0.0;
};

void take(Steps& steps, Removal& removal) {
    removal.capacity_mw += largest(steps);
    if (!steps.empty()) removal.first_hour = std::min(removal.first_hour, steps.front().hour);
    steps.clear();
}

Removal remove(const System& system, const std::string& asset) {
    Removal removal{.without = system};
    const auto each = [&](const std::vector<std::string>& names, const std::vector<NodeIndex>& nodes,
                          const std::function<void(std::size_t)>& clear) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!belongs(names[i], asset)) continue;
            removal.node = nodes[i];
            clear(i);
        }
    };
    System& s = removal.without;
    each(s.units.name, s.units.region, [&](std::size_t i) { take(s.units.capacity[i], removal); });
    each(s.variables.name, s.variables.region, [&](std::size_t i) { take(s.variables.capacity[i], removal); });
    each(s.stores.name, s.stores.region, [&](std::size_t i) {
        take(s.stores.discharge[i], removal);
        s.stores.charge[i].clear();
        s.stores.energy[i].clear();
        for (std::size_t g = 0; g < s.machines.count(); ++g)
            if (s.machines.store[g] == StoreIndex{i}) take(s.machines.power[g], removal);
    });
    each(s.lines.name, s.lines.to, [&](std::size_t i) {
        take(s.lines.forward[i], removal);
        s.lines.reverse[i].clear();
    });
    if (removal.node == base::none<NodeIndex>) {
        std::vector<std::string> known;
        for (const auto* names : {&s.units.name, &s.variables.name, &s.stores.name, &s.lines.name})
            std::ranges::transform(*names, std::back_inserter(known), asset_of);
        throw base::InputError(
            {{"command line", "--credit", 0, asset,
              "an existing plant, store or line, or one that the plan has built" + base::did_you_mean(asset, known)}});
    }
    return removal;
}

// Computes the unserved energy of every future, MWh per year.
class Futures {
  public:
    Futures(const WeatherLibrary& library, const UncertaintySettings& uncertainty, const CreditSettings& settings,
            const parallel::Communicator& ranks, parallel::SharedProgress& progress, const std::string& asset)
        : library_(library),
          uncertainty_(uncertainty),
          settings_(settings),
          ranks_(ranks),
          progress_(progress),
          asset_(asset) {}

    // Throws base::Interrupted.
    std::vector<double> energy(const System& with_names) const {
        const System system = fold_firm(with_names);
        const auto ends = [&] { return !progress_.report(asset_); };
        const auto count = static_cast<std::size_t>((settings_.samples + kBlock - 1) / kBlock);
        std::vector<std::vector<double>> blocks(count);
        parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t b) {
            const auto block = static_cast<std::size_t>(b);
            if (ranks_.owns(block, count)) blocks[block] = energy_of_block(system, block, ends);
        });
        if (progress_.stopped()) throw base::Interrupted("while looking for a capacity credit");
        ranks_.share(blocks);
        std::vector<double> all;
        for (const std::vector<double>& block : blocks) all.insert(all.end(), block.begin(), block.end());
        return all;
    }

  private:
    // Unserved energy of all load: of the grid and of data centres.
    static double lost_mwh(const LossRecord& record, std::size_t year, const System& system) {
        double sum_mwh = record.of(year, kGridPlace).energy_mwh;
        for (std::size_t d = 0; d < system.centers.count(); ++d)
            sum_mwh += record.of(year, place_of(system, CenterIndex{d})).energy_mwh;
        return sum_mwh;
    }
    std::vector<double> energy_of_block(const System& system, std::size_t block,
                                        const std::function<bool()>& ends) const {
        Simulator simulator(system, library_, uncertainty_);
        LossRecord record(library_.years(), place_count(system));
        std::vector<double> energy;
        const std::uint64_t first = block * kBlock, end = std::min(settings_.samples, first + kBlock);
        for (std::uint64_t i = first; i < end && !ends(); ++i) {
            record.clear();
            simulator.run(draw_future(uncertainty_, library_, static_cast<std::uint32_t>(i)), record);
            double sum_mwh = 0.0;
            for (std::size_t y = 0; y < library_.years(); ++y) sum_mwh += lost_mwh(record, y, system);
            energy.push_back(sum_mwh / static_cast<double>(library_.years()));
        }
        return energy;
    }

    const WeatherLibrary& library_;
    const UncertaintySettings& uncertainty_;
    const CreditSettings& settings_;
    const parallel::Communicator& ranks_;
    parallel::SharedProgress& progress_;
    const std::string& asset_;
};

struct Paired {
    double mean, error;
};

Paired difference(const std::vector<double>& left, const std::vector<double>& right) {
    const auto n = static_cast<double>(left.size());
    double sum = 0.0, square = 0.0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const double d = left[i] - right[i];
        sum += d, square += d * d;
    }
    const double mean = sum / n, variance = std::max(0.0, square / n - mean * mean);
    return {mean, n > 1.0 ? std::sqrt(variance / (n - 1.0)) : std::numeric_limits<double>::infinity()};
}

System with_firm(const System& system, const Removal& removal, double mw) {
    System changed = system;
    changed.units.name.emplace_back("firm capacity");
    changed.units.region.push_back(removal.node);
    changed.units.capacity.push_back({{removal.first_hour, mw}});
    changed.units.exposure.emplace_back();
    return changed;
}

// Finds the firm capacity x, between 0 and the asset's capacity, at which EUE, which falls with x, equals a target:
// regula falsi, with a bisection in every third step. `sign` -1: x is load.
class CreditSearch {
  public:
    CreditSearch(const System& start, const Removal& removal, double sign, const Futures& futures,
                 const std::vector<double>& target, const std::function<void()>& step)
        : start_(start), removal_(removal), sign_(sign), futures_(futures), target_(target), step_(step) {}

    Credit find(const Paired& at_zero, double tolerance_mw) const {
        double low = 0.0, high = removal_.capacity_mw, f_low = at_zero.mean;
        Paired at_high = at(high);
        double f_high = at_high.mean;
        Paired last = at_high;
        double x = high;
        if ((f_low > 0.0) == (f_high > 0.0)) {
            Credit credit = interval(x, last, slope(low, f_low, high, f_high));
            credit.beyond = std::abs(f_high) > kSameRisk * std::abs(f_low);
            return credit;
        }
        for (int i = 0; i < kMostSteps && high - low > tolerance_mw; ++i) {
            x = (low * f_high - high * f_low) / (f_high - f_low);
            if (i % 3 == 2) x = 0.5 * (low + high);  // bisection, because regula falsi is slow where one side is flat
            last = at(x);
            if (last.mean == 0.0) break;
            if ((last.mean > 0.0) == (f_low > 0.0))
                low = x, f_low = last.mean;
            else
                high = x, f_high = last.mean;
        }
        // The slope is measured around the root, because the final bracket may be too narrow for a difference quotient.
        const double step_mw = kSlopeSteps * tolerance_mw;
        return interval(x, last, slope(x - step_mw, at(x - step_mw).mean, x + step_mw, at(x + step_mw).mean));
    }

  private:
    Paired at(double x) const {
        step_();
        return difference(futures_.energy(with_firm(start_, removal_, sign_ * x)), target_);
    }
    static double slope(double low, double f_low, double high, double f_high) {
        return std::abs(f_high - f_low) / std::max(high - low, 1e-12);
    }
    static Credit interval(double x, const Paired& at_x, double steepness) {
        const double half =
            steepness > 0.0 ? kNormal95 * at_x.error / steepness : std::numeric_limits<double>::infinity();
        return {x, x - half, x + half};
    }

    const System& start_;
    const Removal& removal_;
    double sign_;
    const Futures& futures_;
    const std::vector<double>& target_;
    const std::function<void()>& step_;
};

double mean_of(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

}  // namespace

CapacityCredit capacity_credit(const System& system, const std::string& asset, const WeatherLibrary& library,
                               const UncertaintySettings& uncertainty, const CreditSettings& settings,
                               const parallel::Communicator& ranks, const base::Progress& progress) {
    base::expects(settings.samples > 1, "a credit needs two samples at least");
    const Removal removal = remove(system, asset);
    parallel::SharedProgress shared(progress, "capacity credit", 1.0);
    const Futures futures(library, uncertainty, settings, ranks, shared, asset);
    const std::function<void()> step =
        [&] {  // the number of steps is not known: each adds a tenth of the remaining progress
            if (!shared.add(0.1 * (1.0 - shared.share()), asset))
                throw base::Interrupted("while looking for a capacity credit");
        };
    step();
    const std::vector<double> with = futures.energy(system);
    step();
    const std::vector<double> without = futures.energy(removal.without);
    const Paired gain = difference(without, with);
    CapacityCredit credit;
    credit.capacity_mw = removal.capacity_mw;
    credit.eue_with_mwh = mean_of(with);
    credit.eue_without_mwh = mean_of(without);
    credit.difference_mwh = gain.mean;
    credit.difference_error_mwh = gain.error;
    credit.significant = gain.mean > kNormal95 * gain.error;
    if (!credit.significant) return credit;
    const double tolerance_mw = settings.tolerance_frac * removal.capacity_mw;
    credit.elcc = CreditSearch(system, removal, -1.0, futures, without, step).find({-gain.mean, 0.0}, tolerance_mw);
    credit.efc = CreditSearch(removal.without, removal, 1.0, futures, with, step).find({gain.mean, 0.0}, tolerance_mw);
    return credit;
}

}  // namespace decawatt::adequacy
