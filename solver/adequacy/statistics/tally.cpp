#include "adequacy/statistics/tally.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
constexpr double kPerMega = 1e6;    // Wh in a MWh, W in a MW
constexpr double kMostMega = 9e11;  // of a place and year: its Wh, and those of ten years, fit into 64 bits

std::uint64_t whole(double mega) {
    base::expects(mega >= 0.0 && mega < kMostMega, "a loss is not negative, and below 9e11 MWh");
    return static_cast<std::uint64_t>(std::llround(mega * kPerMega));
}

std::array<std::uint64_t, kMetrics> amounts(const Loss& loss) {
    return {static_cast<std::uint64_t>(loss.hours), static_cast<std::uint64_t>(loss.days),
            static_cast<std::uint64_t>(loss.events), whole(loss.energy_mwh), whole(loss.depth_mw)};
}

double unit(Metric metric) {
    return metric == Metric::energy || metric == Metric::depth ? 1.0 / kPerMega : 1.0;
}

Wide of_events(Metric metric, const auto& products) {
    base::expects(metric == Metric::hours || metric == Metric::depth, "events have a duration and a depth");
    return metric == Metric::hours ? products.hours : products.depth;
}
}  // namespace

Tally::Tally(std::size_t years, std::size_t places, std::size_t weathers, std::size_t worst_samples,
             std::size_t worst_place)
    : years_(years),
      places_(places),
      weathers_(weathers),
      worst_samples_(worst_samples),
      worst_place_(worst_place),
      of_year_(years * places * kMetrics),
      of_horizon_(places * kMetrics),
      products_((years + 1) * places),
      by_weather_(years * places * kMetrics * weathers),
      weather_count_(years * weathers),
      slot_hours_(places * kSlots),
      lost_wh_((years + 1) * places) {}

void Tally::add(const Future& future, const LossRecord& record) {
    ++samples_;
    for (std::size_t y = 0; y < years_; ++y) ++weather_count_[y * weathers_ + base::at(future.weather[y])];
    for (std::size_t place = 0; place < places_; ++place) add_place(future, record, place);
    for (std::size_t i = 0; i < slot_hours_.size(); ++i)
        slot_hours_[i].add(static_cast<std::uint64_t>(record.slot_hours()[i]));
    std::uint64_t lost_wh = 0;
    for (std::size_t y = 0; y < years_; ++y) lost_wh += whole(record.of(y, worst_place_).energy_mwh);
    worst_.push_back({future.sample, lost_wh});
    keep_worst();
}

void Tally::add_place(const Future& future, const LossRecord& record, std::size_t place) {
    constexpr auto kHours = static_cast<std::size_t>(Metric::hours), kEvents = static_cast<std::size_t>(Metric::events),
                   kEnergy = static_cast<std::size_t>(Metric::energy), kDepth = static_cast<std::size_t>(Metric::depth);
    std::array<std::uint64_t, kMetrics> horizon = {};
    const auto note = [&](std::size_t row, const std::array<std::uint64_t, kMetrics>& of) {
        add_exactly(products_[row].hours, Wide{of[kHours]} * of[kEvents]);
        add_exactly(products_[row].depth, Wide{of[kDepth]} * of[kEvents]);
        lost_wh_[row].add(of[kEnergy]);
    };
    for (std::size_t y = 0; y < years_; ++y) {
        const auto of = amounts(record.of(y, place));
        for (std::size_t m = 0; m < kMetrics; ++m) {
            const std::size_t at = cell(y, place, static_cast<Metric>(m));
            of_year_[at].add(of[m]);
            add_exactly(by_weather_[at * weathers_ + base::at(future.weather[y])], of[m]);
            horizon[m] += of[m];
        }
        note(y * places_ + place, of);
    }
    for (std::size_t m = 0; m < kMetrics; ++m) of_horizon_[place * kMetrics + m].add(horizon[m]);
    note(years_ * places_ + place, horizon);
}

void Tally::keep_worst() {
    const auto worse = [](const WorstSample& a, const WorstSample& b) {
        return a.lost_wh != b.lost_wh ? a.lost_wh > b.lost_wh : a.sample < b.sample;
    };
    std::ranges::sort(worst_, worse);
    worst_.resize(std::min(worst_.size(), worst_samples_));
}

void Tally::merge(const Tally& other) {
    base::expects(years_ == other.years_ && places_ == other.places_ && weathers_ == other.weathers_,
                  "tallies of one study");
    const auto add_moments = [](std::vector<Moments>& sum, const std::vector<Moments>& more) {
        for (std::size_t i = 0; i < sum.size(); ++i) {
            add_exactly(sum[i].sum, more[i].sum);
            add_exactly(sum[i].square, more[i].square);
        }
    };
    samples_ += other.samples_;
    add_moments(of_year_, other.of_year_);
    add_moments(of_horizon_, other.of_horizon_);
    add_moments(slot_hours_, other.slot_hours_);
    for (std::size_t i = 0; i < products_.size(); ++i) {
        add_exactly(products_[i].hours, other.products_[i].hours);
        add_exactly(products_[i].depth, other.products_[i].depth);
        lost_wh_[i].merge(other.lost_wh_[i]);
    }
    for (std::size_t i = 0; i < by_weather_.size(); ++i) add_exactly(by_weather_[i], other.by_weather_[i]);
    for (std::size_t i = 0; i < weather_count_.size(); ++i) weather_count_[i] += other.weather_count_[i];
    worst_.insert(worst_.end(), other.worst_.begin(), other.worst_.end());
    keep_worst();
}

Evidence Tally::evidence(Metric metric, std::size_t year, std::size_t place) const {
    const std::size_t at = cell(year, place, metric);
    const auto part = [&](const auto& all, std::size_t row) {
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(row * weathers_);
        return std::vector(first, first + static_cast<std::ptrdiff_t>(weathers_));
    };
    return {samples_, of_year_[at].sum, of_year_[at].square, part(by_weather_, at), part(weather_count_, year), {}};
}

Evidence Tally::evidence(Metric metric, std::size_t place) const {
    Evidence all{0, 0, 0, std::vector<Wide>(weathers_), std::vector<std::uint64_t>(weathers_), {}};
    for (std::size_t y = 0; y < years_; ++y) all.add(evidence(metric, y, place));
    for (std::size_t y = 0; y < years_; ++y) all.by_year.push_back(of_year_[cell(y, place, metric)].sum);
    const Moments& horizon = of_horizon_[place * kMetrics + static_cast<std::size_t>(metric)];
    all.samples = samples_, all.sum = horizon.sum, all.square = horizon.square;
    return all;
}

Estimate Tally::of(Metric metric, std::size_t year, std::size_t place) const {
    return estimate(sums_of(evidence(metric, year, place)), unit(metric));
}

Estimate Tally::per_year(const Evidence& evidence, Metric metric) const {
    return estimate(sums_of(evidence), unit(metric) / static_cast<double>(years_));
}

Estimate Tally::per_year(Metric metric, std::size_t place) const {
    return per_year(evidence(metric, place), metric);
}

Estimate Tally::event_mean(Metric hours_or_depth, std::size_t year, std::size_t place) const {
    return estimate_ratio(evidence(hours_or_depth, year, place), evidence(Metric::events, year, place),
                          of_events(hours_or_depth, products_[year * places_ + place]), unit(hours_or_depth));
}

Estimate Tally::event_mean(Metric hours_or_depth, std::size_t place) const {
    return estimate_ratio(evidence(hours_or_depth, place), evidence(Metric::events, place),
                          of_events(hours_or_depth, products_[years_ * places_ + place]), unit(hours_or_depth));
}

std::uint64_t Tally::weather_draws(std::size_t weather) const {
    std::uint64_t draws = 0;
    for (std::size_t y = 0; y < years_; ++y) draws += weather_count_[y * weathers_ + weather];
    return draws;
}

double Tally::weather_mean(Metric metric, std::size_t place, std::size_t weather) const {
    Wide sum = 0;
    for (std::size_t y = 0; y < years_; ++y)
        add_exactly(sum, by_weather_[cell(y, place, metric) * weathers_ + weather]);
    const std::uint64_t draws = weather_draws(weather);
    if (draws == 0) return std::numeric_limits<double>::quiet_NaN();
    return unit(metric) * static_cast<double>(sum) / static_cast<double>(draws);
}

std::vector<Estimate> Tally::loss_probability(std::size_t place, std::span<const double> hours_of_slot) const {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Estimate> probability(kSlots, {kNan, kNan, kNan});
    for (std::size_t s = 0; s < kSlots; ++s) {
        if (hours_of_slot[s] <= 0.0 || samples_ == 0) continue;
        const Moments& moments = slot_hours_[place * kSlots + s];
        const Sums sums{static_cast<double>(samples_),
                        static_cast<double>(moments.sum),
                        static_cast<double>(moments.square),
                        {},
                        {},
                        {}};
        probability[s] = estimate(sums, 1.0 / hours_of_slot[s]);
        probability[s].error_total = kNan;  // not kept by weather year
    }
    return probability;
}

const Distribution& Tally::lost_wh(std::size_t year, std::size_t place) const {
    return lost_wh_[year * places_ + place];
}

const Distribution& Tally::lost_wh(std::size_t place) const {
    return lost_wh_[years_ * places_ + place];
}

void Tally::put(StateWriter& out) const {
    out.put(samples_);
    for (const auto* moments : {&of_year_, &of_horizon_, &slot_hours_})
        for (const Moments& m : *moments) out.put(m.sum), out.put(m.square);
    for (const Products& p : products_) out.put(p.hours), out.put(p.depth);
    out.put_all(by_weather_);
    out.put_all(weather_count_);
    for (const Distribution& distribution : lost_wh_) distribution.put(out);
    out.put(std::uint64_t{worst_.size()});
    for (const WorstSample& w : worst_) out.put(std::uint64_t{w.sample}), out.put(w.lost_wh);
}

void Tally::get(StateReader& in) {
    in.get(samples_);
    for (auto* moments : {&of_year_, &of_horizon_, &slot_hours_})
        for (Moments& m : *moments) in.get(m.sum), in.get(m.square);
    for (Products& p : products_) in.get(p.hours), in.get(p.depth);
    in.get_all(by_weather_);
    in.get_all(weather_count_);
    for (Distribution& distribution : lost_wh_) distribution = Distribution::get(in);
    worst_.resize(in.size(2));
    for (WorstSample& w : worst_) w.sample = static_cast<std::uint32_t>(in.word()), in.get(w.lost_wh);
}

StateBuffer Tally::numbers() const {
    StateWriter out;
    put(out);
    return out.take();
}

}  // namespace decawatt::adequacy
