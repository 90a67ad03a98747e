#include "accounts/accounts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace decawatt::accounts {
namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kNoResidual = 1e-9;  // of what is generated: below, nothing uncontracted reaches the region
constexpr double kNoUnstated = 1e-9;  // of what is generated: below, nothing without an emission factor arrives

std::size_t index(int place) {
    return static_cast<std::size_t>(place);
}

std::size_t node_of(const Entities& entities, int region, int behind) {
    return behind == kNone ? index(region) : entities.regions + index(behind);
}

// 0 where there is no energy, even if its mix is not known.
double emission_t(double mwh, double t_per_mwh) {
    return mwh == 0.0 ? 0.0 : mwh * t_per_mwh;
}

bool is_counted(const Plants& plants, std::size_t p) {
    return plants.contract[p] != kNone && plants.counted[p];
}

void copy_column(const base::Series& from, std::size_t column, base::Series& to, std::size_t place) {
    std::ranges::copy(from.of(column), to.of(place).begin());
}

Network network_of(const Entities& entities, const YearFlows& flows) {
    Network network;
    network.nodes = entities.regions + entities.center_region.size();
    const Plants& plants = entities.plants;
    for (std::size_t p = 0; p < plants.region.size(); ++p) {
        const double emission = plants.emission_t_per_mwh[p];
        const bool free = !is_counted(plants, p);
        network.sources.push_back(
            {node_of(entities, plants.region[p], plants.behind[p]),
             {emission, free ? emission : 0.0, free ? 1.0 : 0.0, 1.0, plants.clean[p] ? 1.0 : 0.0, 0.0}});
    }
    for (std::size_t m = 0; m < entities.market_region.size(); ++m) {
        const double emission = flows.market_emission_t_per_mwh[m];
        network.sources.push_back({index(entities.market_region[m]),
                                   {emission, emission, 1.0, 1.0, 0.0, entities.states_factor(m) ? 0.0 : 1.0}});
    }
    const Corridors& corridors = entities.corridors;
    for (std::size_t c = 0; c < corridors.from.size(); ++c) {
        network.links.push_back({index(corridors.from[c]), index(corridors.to[c]), corridors.loss_frac[c]});
        network.links.push_back({index(corridors.to[c]), index(corridors.from[c]), corridors.loss_frac[c]});
    }
    for (std::size_t d = 0; d < entities.center_region.size(); ++d) {
        network.links.push_back({index(entities.center_region[d]), entities.regions + d, 0.0});
        network.links.push_back({entities.regions + d, index(entities.center_region[d]), 0.0});
    }
    const Stores& stores = entities.stores;
    for (std::size_t s = 0; s < stores.region.size(); ++s)
        network.stores.push_back(
            {node_of(entities, stores.region[s], stores.behind[s]), stores.discharge_efficiency_frac[s]});
    return network;
}

// Flows in the order of network_of.
NetworkFlows flows_of(const Entities& entities, const YearFlows& year, const Network& network) {
    const std::size_t times = year.load_mw.empty() ? year.demand_mw.times() : year.load_mw.times();
    NetworkFlows flows{base::Series(times, network.sources.size()), base::Series(times, network.links.size()),
                       year.charge_mw, year.discharge_mw, year.content_mwh};
    std::size_t source = 0, link = 0;
    for (std::size_t p = 0; p < entities.plants.region.size(); ++p)
        copy_column(year.generation_mw, p, flows.source_mw, source++);
    for (std::size_t m = 0; m < entities.market_region.size(); ++m)
        copy_column(year.buy_mw, m, flows.source_mw, source++);
    for (std::size_t c = 0; c < entities.corridors.from.size(); ++c) {
        copy_column(year.forward_mw, c, flows.sent_mw, link++);
        copy_column(year.reverse_mw, c, flows.sent_mw, link++);
    }
    for (std::size_t d = 0; d < entities.center_region.size(); ++d, link += 2)
        for (std::size_t t = 0; t < times; ++t) {
            flows.sent_mw(t, link) = std::max(0.0, year.import_mw(t, d));
            flows.sent_mw(t, link + 1) = std::max(0.0, -year.import_mw(t, d));
        }
    return flows;
}

// Traced amounts, with emissions of NaN where energy without an emission factor arrives.
Traced traced_of(const Network& network, const NetworkFlows& flows, const StepHours& step_h) {
    Traced traced = trace(network, flows, step_h);
    for (std::size_t n = 0; n < network.nodes; ++n)
        for (std::size_t t = 0; t < flows.source_mw.times(); ++t)
            if (traced.mix[kUnstated](t, n) > kNoUnstated * traced.mix[kGenerated](t, n))
                traced.mix[kEmission](t, n) = traced.mix[kUncontractedEmission](t, n) = kNaN;
    return traced;
}

// Residual mix of each node by hour; where no uncontracted generation reaches a node, that of the whole system.
base::Series residual_mix(const Network& network, const NetworkFlows& flows, const Traced& traced) {
    base::Series residual(flows.source_mw.times(), network.nodes);
    for (std::size_t t = 0; t < residual.times(); ++t) {
        double system_t = 0.0, system_mwh = 0.0;
        for (std::size_t s = 0; s < network.sources.size(); ++s) {
            const Amounts& amounts = network.sources[s].per_mwh;
            system_t +=
                emission_t(flows.source_mw(t, s), amounts[kUnstated] > 0.0 ? kNaN : amounts[kUncontractedEmission]);
            system_mwh += network.sources[s].per_mwh[kUncontracted] * flows.source_mw(t, s);
        }
        for (std::size_t n = 0; n < network.nodes; ++n) {
            const double uncontracted = traced.mix[kUncontracted](t, n), generated = traced.mix[kGenerated](t, n);
            if (uncontracted > kNoResidual * generated)
                residual(t, n) = traced.mix[kUncontractedEmission](t, n) * generated / uncontracted;
            else
                residual(t, n) = system_mwh > 0.0 ? system_t / system_mwh : 0.0;
        }
    }
    return residual;
}

// One weather year of a calendar year.
class Account {
  public:
    Account(const Entities& entities, const YearFlows& year)
        : entities_(entities),
          year_(year),
          network_(network_of(entities, year)),
          flows_(flows_of(entities, year, network_)),
          traced_(traced_of(network_, flows_, year.step_h)),
          residual_(residual_mix(network_, flows_, traced_)) {}

    void add_to(YearAccounts& sums) const {
        for (std::size_t d = 0; d < entities_.center_region.size(); ++d) add_center(d, sums.centers[d]);
        for (std::size_t c = 0; c < entities_.contracts; ++c) add_contract(c, sums);
        for (std::size_t d = 0; d < entities_.center_region.size(); ++d)
            if (entities_.center_contract[d] == kNone) add_uncontracted(d, sums.centers[d]);
        add_regions(sums);
        add_balance(sums.balance);
    }

  private:
    double factor(std::size_t t) const { return year_.weight * year_.step_h.at(t); }
    double mwh_of(std::size_t p) const { return year_.weight * energy_mwh(year_.generation_mw, p, year_.step_h); }
    double served_mw(std::size_t t, std::size_t d) const {
        return year_.load_mw(t, d) - year_.center_unserved_mw(t, d);
    }
    double mix(Attribute attribute, std::size_t t, std::size_t node) const { return traced_.mix[attribute](t, node); }

    void add_center(std::size_t d, CenterAccounts& sums) const {
        const std::size_t region = index(entities_.center_region[d]), own = entities_.regions + d;
        const bool has_marginal = !year_.marginal_t_per_mwh.empty();
        for (std::size_t t = 0; t < flows_.source_mw.times(); ++t) {
            const double import_mw = year_.import_mw(t, d), bought_mw = std::max(0.0, import_mw);
            const double load_mwh = factor(t) * served_mw(t, d);
            sums.load_mwh += load_mwh;
            sums.import_mwh += factor(t) * bought_mw;
            sums.export_mwh += factor(t) * (bought_mw - import_mw);
            sums.location_t += emission_t(factor(t) * bought_mw, mix(kEmission, t, region));
            sums.consumption_t += emission_t(load_mwh, mix(kEmission, t, own));
            const double generated = mix(kGenerated, t, own);
            if (generated > 0.0) sums.clean_share_frac += load_mwh * mix(kClean, t, own) / generated;  // MWh for now
            const double marginal = has_marginal ? year_.marginal_t_per_mwh(t, region) : kNaN;
            if (!has_marginal || bought_mw > 0.0) sums.marginal_import_t += factor(t) * bought_mw * marginal;
            if (!has_marginal || import_mw < 0.0)
                sums.marginal_export_t -= factor(t) * std::min(0.0, import_mw) * marginal;
        }
        for (std::size_t p = 0; p < entities_.plants.region.size(); ++p)
            if (entities_.plants.behind[p] == static_cast<int>(d))
                sums.scope_1_t += mwh_of(p) * entities_.plants.emission_t_per_mwh[p];
    }

    // Supply behind a data centre's meter that its contract does not count: plants that do not count, other stores.
    double uncounted_mw(std::size_t t, std::size_t d) const {
        double mw = 0.0;
        const Plants& plants = entities_.plants;
        for (std::size_t p = 0; p < plants.region.size(); ++p)
            if (plants.behind[p] == static_cast<int>(d) && !is_counted(plants, p)) mw += year_.generation_mw(t, p);
        const Stores& stores = entities_.stores;
        for (std::size_t s = 0; s < stores.region.size(); ++s)
            if (stores.behind[s] == static_cast<int>(d) && stores.contract[s] == kNone)
                mw += year_.discharge_mw(t, s) - year_.charge_mw(t, s);
        return std::max(0.0, mw);
    }

    // What a contract does not cover is divided among its data centres by their load.
    void add_contract(std::size_t c, YearAccounts& sums) const {
        std::vector<std::size_t> centers;
        for (std::size_t d = 0; d < entities_.center_contract.size(); ++d)
            if (entities_.center_contract[d] == static_cast<int>(c)) centers.push_back(d);
        ContractMatching& matching = sums.contracts[c];
        matching.counted_mwh += year_.weight * year_.certified_mwh[c];
        for (std::size_t p = 0; p < entities_.plants.region.size(); ++p)
            if (entities_.plants.contract[p] == static_cast<int>(c) && entities_.plants.counted[p])
                matching.counted_mwh += mwh_of(p);
        for (std::size_t t = 0; t < flows_.source_mw.times(); ++t) {
            double load_mw = 0.0, served = 0.0, uncounted = 0.0;
            for (const std::size_t d : centers) {
                load_mw += year_.load_mw(t, d);
                served += served_mw(t, d);
                uncounted += uncounted_mw(t, d);
            }
            if (load_mw <= 0.0) continue;
            const double covered_mw = load_mw + year_.excess_mw(t, c) - year_.deficit_mw(t, c);
            const double open_mw = std::max(0.0, served - covered_mw - uncounted);
            matching.load_mwh += factor(t) * load_mw;
            matching.matched_mwh += factor(t) * std::min(load_mw, covered_mw);
            for (const std::size_t d : centers)
                sums.centers[d].market_t += emission_t(factor(t) * year_.load_mw(t, d) / load_mw * open_mw,
                                                       residual_(t, index(entities_.center_region[d])));
        }
    }
    void add_uncontracted(std::size_t d, CenterAccounts& sums) const {
        const std::size_t region = index(entities_.center_region[d]);
        for (std::size_t t = 0; t < flows_.source_mw.times(); ++t)
            sums.market_t += emission_t(factor(t) * std::max(0.0, year_.import_mw(t, d)), residual_(t, region));
    }

    void add_regions(YearAccounts& sums) const {
        for (std::size_t r = 0; r < entities_.regions; ++r)
            for (std::size_t t = 0; t < flows_.source_mw.times(); ++t) {
                const double mwh = factor(t) * (year_.demand_mw(t, r) - year_.unserved_mw(t, r));
                sums.region_mix_t_per_mwh[r] += emission_t(mwh, mix(kEmission, t, r));  // t for now
                sums.region_residual_t_per_mwh[r] += emission_t(mwh, residual_(t, r));
                sums.balance.demand_t += emission_t(mwh, mix(kEmission, t, r));
            }
    }
    void add_balance(EmissionBalance& sums) const {
        for (std::size_t t = 0; t < flows_.source_mw.times(); ++t) {
            for (std::size_t s = 0; s < network_.sources.size(); ++s) {
                const Amounts& amounts = network_.sources[s].per_mwh;
                sums.generation_t += emission_t(factor(t) * flows_.source_mw(t, s),
                                                amounts[kUnstated] > 0.0 ? kNaN : amounts[kEmission]);
            }
            for (std::size_t r = 0; r < entities_.regions; ++r)
                sums.spill_t += emission_t(factor(t) * year_.spill_mw(t, r), mix(kEmission, t, r));
            for (std::size_t m = 0; m < entities_.market_region.size(); ++m)
                sums.sold_t +=
                    emission_t(factor(t) * year_.sell_mw(t, m), mix(kEmission, t, index(entities_.market_region[m])));
            for (std::size_t d = 0; d < entities_.center_region.size(); ++d) {
                const double emission = mix(kEmission, t, entities_.regions + d);
                sums.centers_t += emission_t(factor(t) * served_mw(t, d), emission);
                sums.spill_t += emission_t(factor(t) * year_.center_spill_mw(t, d), emission);
            }
        }
        sums.stored_t += std::isnan(sums.generation_t) ? kNaN : year_.weight * traced_.unclosed_t;
    }

    const Entities& entities_;
    const YearFlows& year_;
    Network network_;
    NetworkFlows flows_;
    Traced traced_;
    base::Series residual_;
};

double demand_mwh(std::span<const YearFlows> weathers, std::size_t region) {
    double sum = 0.0;
    for (const YearFlows& year : weathers)
        for (std::size_t t = 0; t < year.demand_mw.times(); ++t)
            sum += year.weight * year.step_h.at(t) * (year.demand_mw(t, region) - year.unserved_mw(t, region));
    return sum;
}

double ratio(double amount, double of) {
    return of > 0.0 ? amount / of : kNaN;
}
}  // namespace

YearAccounts account(const Entities& entities, std::span<const YearFlows> weathers) {
    YearAccounts sums;
    sums.centers.resize(entities.center_region.size());
    sums.contracts.resize(entities.contracts);
    sums.region_mix_t_per_mwh.assign(entities.regions, 0.0);
    sums.region_residual_t_per_mwh.assign(entities.regions, 0.0);
    for (const YearFlows& year : weathers) Account(entities, year).add_to(sums);
    for (std::size_t r = 0; r < entities.regions; ++r) {
        const double mwh = demand_mwh(weathers, r);
        sums.region_mix_t_per_mwh[r] = ratio(sums.region_mix_t_per_mwh[r], mwh);
        sums.region_residual_t_per_mwh[r] = ratio(sums.region_residual_t_per_mwh[r], mwh);
    }
    for (std::size_t d = 0; d < sums.centers.size(); ++d) {
        CenterAccounts& center = sums.centers[d];
        center.clean_share_frac = ratio(center.clean_share_frac, center.load_mwh);
        const int contract = entities.center_contract[d];
        const ContractMatching matching = contract == kNone ? ContractMatching{} : sums.contracts[index(contract)];
        center.hourly_matching_frac = ratio(matching.matched_mwh, matching.load_mwh);
        center.annual_matching_frac = ratio(matching.counted_mwh, matching.load_mwh);
    }
    return sums;
}

base::Series marginal_emission(const base::Series& low_price_per_mwh, const base::Series& high_price_per_mwh,
                               double carbon_difference_per_t) {
    base::Series marginal(low_price_per_mwh.times(), low_price_per_mwh.entities());
    for (std::size_t r = 0; r < marginal.entities(); ++r)
        for (std::size_t t = 0; t < marginal.times(); ++t)
            marginal(t, r) = (high_price_per_mwh(t, r) - low_price_per_mwh(t, r)) / carbon_difference_per_t;
    return marginal;
}

}  // namespace decawatt::accounts
