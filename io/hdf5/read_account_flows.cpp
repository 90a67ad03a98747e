#include "io/hdf5/read_account_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/hdf5/file_kind.hpp"
#include "io/hdf5/marginal_emissions.hpp"
#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/hdf5/result_steps.hpp"

namespace decawatt::io {

namespace {

using Names = std::vector<std::string>;

Names names_of(const ResultReader& file, const std::string& entity) {
    return file.has("/" + entity) ? file.texts("/" + entity) : Names{};
}

// Places among `names` of the entries of a variable; an empty text: none.
std::vector<int> places(const ResultReader& file, const std::string& variable, const Names& names, std::size_t count) {
    std::vector<int> all;
    if (count == 0) return all;
    for (const std::string& name : file.texts(variable, count)) {
        const auto found = std::ranges::find(names, name);
        if (found == names.end() && !name.empty()) file.refuse(variable, name, "a name of the file");
        all.push_back(name.empty() ? accounts::kNone : static_cast<int>(found - names.begin()));
    }
    return all;
}

std::vector<double> values_of(const ResultReader& file, const std::string& variable, std::size_t count) {
    return count == 0 ? std::vector<double>{} : file.finite(variable, {count});
}

std::vector<bool> flags_of(const ResultReader& file, const std::string& variable, std::size_t count) {
    std::vector<bool> flags;
    for (const double value : values_of(file, variable, count)) flags.push_back(value != 0.0);
    return flags;
}

// Whether each group counts in its contract.
std::vector<bool> counted(const ResultReader& file, const accounts::Plants& plants, std::size_t contracts) {
    const std::vector<bool> renewable = flags_of(file, "/fleet_renewable", plants.region.size());
    const Names counts = contracts > 0 ? file.texts("/contract_counts", contracts) : Names{};
    std::vector<bool> all(plants.region.size(), false);
    for (std::size_t p = 0; p < all.size(); ++p)
        if (plants.contract[p] != accounts::kNone)
            all[p] =
                counts[static_cast<std::size_t>(plants.contract[p])] == "renewable" ? renewable[p] : plants.clean[p];
    return all;
}

accounts::Entities entities_of(const ResultReader& file, const Names& regions, const Names& centers,
                               const Names& contracts) {
    accounts::Entities all;
    all.regions = regions.size();
    all.contracts = contracts.size();
    const std::size_t fleets = names_of(file, "fleet").size(), stores = names_of(file, "store").size(),
                      lines = names_of(file, "corridor").size(), markets = names_of(file, "market").size();
    all.plants.region = places(file, "/fleet_region", regions, fleets);
    all.plants.behind = places(file, "/fleet_behind", centers, fleets);
    all.plants.contract = places(file, "/fleet_contract", contracts, fleets);
    all.plants.clean = flags_of(file, "/fleet_clean", fleets);
    all.plants.counted = counted(file, all.plants, contracts.size());
    all.plants.emission_t_per_mwh = values_of(file, "/costs/fleet_emission_t_per_mwh", fleets);
    all.stores.region = places(file, "/store_region", regions, stores);
    all.stores.behind = places(file, "/store_behind", centers, stores);
    all.stores.contract = places(file, "/store_contract", contracts, stores);
    all.stores.discharge_efficiency_frac = values_of(file, "/store_discharge_efficiency_frac", stores);
    all.corridors.from = places(file, "/corridor_from", regions, lines);
    all.corridors.to = places(file, "/corridor_to", regions, lines);
    all.corridors.loss_frac = values_of(file, "/corridor_loss_frac", lines);
    all.market_region = places(file, "/market", regions, markets);
    all.center_region = places(file, "/data_center_region", regions, centers.size());
    all.center_contract = places(file, "/data_center_contract", contracts, centers.size());
    return all;
}

// Hours of a calendar year in the series: [first, last).
struct Hours {
    std::size_t first = 0, last = 0;
};

class SeriesReader {
  public:
    explicit SeriesReader(const ResultReader& file)
        : file_(file),
          times_(file.numbers("/time").values),
          step_h_(step_hours(file, times_.size())),
          has_weathers_(file.has("/weather_year")) {
        if (!std::ranges::is_sorted(times_)) file.refuse("/time", "a time before the one above it", "ascending times");
        if (has_weathers_) {
            const std::size_t count = file.extent("/weather_year").front();
            weights_ = file.finite("/weather_weight", {count});
        } else {
            weights_ = {1.0};
        }
    }

    std::vector<double> step_h(const Hours& hours) const {
        return {step_h_.begin() + static_cast<std::ptrdiff_t>(hours.first),
                step_h_.begin() + static_cast<std::ptrdiff_t>(hours.last)};
    }
    std::size_t weathers() const { return weights_.size(); }
    double weight(std::size_t weather) const { return weights_[weather]; }
    const std::vector<double>& times() const { return times_; }

    Hours hours_of(int year) const {
        const auto offset_s = static_cast<int>(file_.number_attribute("/", "utc_offset_s").value_or(0.0));
        const auto in_year = [&](double time_s) {
            return base::civil_time(static_cast<base::UtcSeconds>(time_s), offset_s).year;
        };
        const auto first = std::ranges::lower_bound(times_, year, {}, in_year);
        const auto last = std::ranges::upper_bound(times_, year, {}, in_year);
        return {static_cast<std::size_t>(first - times_.begin()), static_cast<std::size_t>(last - times_.begin())};
    }

    // Reads a series once and gives every weather year of every calendar year its part.
    void deal(const std::string& name, std::size_t entities, base::Series accounts::YearFlows::*member,
              const std::vector<Hours>& hours, std::vector<AccountYear>& years) const {
        if (entities == 0) {
            for (std::size_t y = 0; y < years.size(); ++y)
                for (accounts::YearFlows& flows : years[y].weathers)
                    flows.*member = base::Series(hours[y].last - hours[y].first, 0);
            return;
        }
        expect_series(file_, name);
        Extent expected = {times_.size(), entities};
        if (has_weathers_) expected.insert(expected.begin(), weights_.size());
        const std::vector<double> values = file_.finite(name, expected);
        for (std::size_t y = 0; y < years.size(); ++y)
            for (std::size_t w = 0; w < weights_.size(); ++w) {
                base::Series part(hours[y].last - hours[y].first, entities);
                for (std::size_t t = 0; t < part.times(); ++t)
                    for (std::size_t k = 0; k < entities; ++k)
                        part(t, k) = values[(w * times_.size() + hours[y].first + t) * entities + k];
                years[y].weathers[w].*member = std::move(part);
            }
    }

  private:
    const ResultReader& file_;
    std::vector<double> times_, step_h_;
    bool has_weathers_;
    std::vector<double> weights_;
};

struct SeriesField {
    const char* name;
    std::size_t entities;
    base::Series accounts::YearFlows::*member;
};

std::vector<SeriesField> fields_of(const accounts::Entities& all) {
    using Flows = accounts::YearFlows;
    const std::size_t plants = all.plants.region.size(), stores = all.stores.region.size(),
                      lines = all.corridors.from.size(), markets = all.market_region.size(),
                      centers = all.center_region.size();
    return {{"/generation_mw", plants, &Flows::generation_mw},
            {"/charge_mw", stores, &Flows::charge_mw},
            {"/discharge_mw", stores, &Flows::discharge_mw},
            {"/content_mwh", stores, &Flows::content_mwh},
            {"/flow_forward_mw", lines, &Flows::forward_mw},
            {"/flow_reverse_mw", lines, &Flows::reverse_mw},
            {"/demand_mw", all.regions, &Flows::demand_mw},
            {"/unserved_mw", all.regions, &Flows::unserved_mw},
            {"/spill_mw", all.regions, &Flows::spill_mw},
            {"/market_buy_mw", markets, &Flows::buy_mw},
            {"/market_sell_mw", markets, &Flows::sell_mw},
            {"/data_center_load_mw", centers, &Flows::load_mw},
            {"/data_center_unserved_mw", centers, &Flows::center_unserved_mw},
            {"/data_center_import_mw", centers, &Flows::import_mw},
            {"/data_center_spill_mw", centers, &Flows::center_spill_mw},
            {"/deficit_mw", all.contracts, &Flows::deficit_mw},
            {"/excess_mw", all.contracts, &Flows::excess_mw}};
}

// A row of a table by year, or zeros where the file has no such table.
std::vector<double> row_of(const ResultReader& file, const std::string& name, const Extent& expected, std::size_t row) {
    if (expected[1] == 0) return {};
    std::vector<double> values(expected[1], 0.0);
    if (!file.has(name)) return values;
    const std::vector<double> table = file.finite(name, expected);
    std::copy_n(table.begin() + static_cast<std::ptrdiff_t>(row * expected[1]), expected[1], values.begin());
    return values;
}

// t/MWh of what is bought, year × market. 0 where nothing is, and where the file does not know it: what depends on such
// energy is reported by its share, not by its amount.
std::vector<double> bought_emission(const ResultReader& file, const Extent& extent) {
    std::vector<double> factors(extent[0] * extent[1], 0.0);
    if (factors.empty() || !file.has("/summary/market_emission_t")) return factors;
    const std::vector<double> bought = file.finite("/summary/market_buy_mwh", extent),
                              emitted = file.numbers("/summary/market_emission_t", extent);
    for (std::size_t i = 0; i < factors.size(); ++i)
        if (bought[i] > 0.0 && !std::isnan(emitted[i])) factors[i] = emitted[i] / bought[i];
    return factors;
}

void add_annual(const ResultReader& file, AccountFlows& all) {
    const std::size_t years = all.years.size(), markets = all.entities.market_region.size();
    const std::vector<double> factors = bought_emission(file, {years, markets});
    for (std::size_t y = 0; y < years; ++y) {
        AccountYear& year = all.years[y];
        const std::vector<double> certified =
            row_of(file, "/summary/contract_certified_mwh", {years, all.entities.contracts}, y);
        for (accounts::YearFlows& flows : year.weathers) {
            flows.certified_mwh = certified;
            for (std::size_t m = 0; m < markets; ++m)
                flows.market_emission_t_per_mwh.push_back(factors[y * markets + m]);
        }
        if (file.has("/summary/data_center_water_m3"))
            year.water_m3 = row_of(file, "/summary/data_center_water_m3", {years, all.centers.size()}, y);
    }
}
}  // namespace

AccountFlows read_account_flows(const std::filesystem::path& path, const MarginalPair& pair) {
    const ResultReader file(path);
    expect_result(file);
    AccountFlows all;
    all.study = file.attribute("study");
    all.plan_digest = file.text_attribute("/plan", kPlanDigest).value_or("");
    all.regions = names_of(file, "region");
    all.centers = names_of(file, "data_center");
    all.markets = names_of(file, "market");
    all.entities = entities_of(file, all.regions, all.centers, names_of(file, "contract"));
    const SeriesReader series(file);
    std::vector<Hours> hours;
    for (const int year : file.years("/summary/year")) {
        hours.push_back(series.hours_of(year));
        AccountYear& one = all.years.emplace_back();
        one.year = year;
        one.weathers.resize(series.weathers());
        for (std::size_t w = 0; w < one.weathers.size(); ++w) {
            one.weathers[w].weight = series.weight(w);
            one.weathers[w].step_h = series.step_h(hours.back());
        }
    }
    for (const SeriesField& field : fields_of(all.entities))
        series.deal(field.name, field.entities, field.member, hours, all.years);
    add_annual(file, all);
    if (!pair.low.empty()) add_marginal_emissions(file, pair, series.times(), all);
    return all;
}

}  // namespace decawatt::io
