// Emissions and matching of data centres by year, by each accounting method (docs/method/accounts.md).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "accounts/tracing.hpp"

namespace decawatt::accounts {

inline constexpr int kNone = -1;

// The entities of a result. Nodes of the network: the regions, then the data centres, each behind its meter.
struct Plants {                                 // groups
    std::vector<int> region, behind, contract;  // behind: data centre; kNone: none
    std::vector<bool> clean, counted;           // counted: by its contract
    std::vector<double> emission_t_per_mwh;
};

struct Stores {  // groups
    std::vector<int> region, behind, contract;
    std::vector<double> discharge_efficiency_frac;
};

struct Corridors {
    std::vector<int> from, to;  // regions
    std::vector<double> loss_frac;
};

struct Entities {
    std::size_t regions = 0, contracts = 0;
    Plants plants;
    Stores stores;
    Corridors corridors;
    std::vector<int> market_region;
    std::vector<bool> market_states_factor = {};  // an emission factor; empty: all do
    std::vector<int> center_region, center_contract;
    bool states_factor(std::size_t market) const {
        return market_states_factor.empty() || market_states_factor[market];
    }
};

// Series of one calendar year in one weather year, time × entity; as in a result file.
struct YearFlows {
    double weight = 1.0;
    StepHours step_h = 1.0;
    base::Series generation_mw, charge_mw, discharge_mw, content_mwh, forward_mw, reverse_mw;
    base::Series demand_mw, unserved_mw, spill_mw;  // of regions
    base::Series buy_mw, sell_mw;                   // of markets
    base::Series load_mw, center_unserved_mw, import_mw, center_spill_mw;
    base::Series deficit_mw, excess_mw;             // of contracts
    base::Series marginal_t_per_mwh;                // of regions; empty: not known
    std::vector<double> certified_mwh;              // of contracts: of the year, without power
    std::vector<double> market_emission_t_per_mwh;  // of what is bought
};

// Of a data centre in a year, means over the weather years. NaN: not known, or not defined.
struct CenterAccounts {
    double load_mwh = 0.0;  // served
    double import_mwh = 0.0, export_mwh = 0.0;
    double scope_1_t = 0.0;   // of the plants behind its meter
    double location_t = 0.0;  // import × traced mix of its region
    double market_t = 0.0;    // what its contract does not cover × residual mix of its region
    double marginal_import_t = 0.0, marginal_export_t = 0.0;
    double consumption_t = 0.0;                                     // traced: of all that it uses, own plants included
    double clean_share_frac = 0.0;                                  // traced, of what it uses
    double hourly_matching_frac = 0.0, annual_matching_frac = 0.0;  // those of its contract
};

// Of a contract: its load, what it covers of it hour by hour, and what it counts in the year, certificates included.
struct ContractMatching {
    double load_mwh = 0.0, matched_mwh = 0.0, counted_mwh = 0.0;
};

// Where the emissions of generation go: they add to generation_t, but for the rounding of the file.
struct EmissionBalance {
    double generation_t = 0.0;  // of plants, and of what is bought from markets
    double demand_t = 0.0, centers_t = 0.0, sold_t = 0.0, spill_t = 0.0;
    double stored_t = 0.0;  // in stores at the end less at the start, where the iteration has ended
    double rest_t() const { return generation_t - demand_t - centers_t - sold_t - spill_t - stored_t; }
};

struct YearAccounts {
    std::vector<CenterAccounts> centers;
    std::vector<ContractMatching> contracts;
    std::vector<double> region_mix_t_per_mwh;       // demand-weighted mean of what regions use; NaN: no demand
    std::vector<double> region_residual_t_per_mwh;  // likewise of the residual mix
    EmissionBalance balance;
};

// Of one calendar year; where energy of a market without an emission factor arrives, emissions and mixes are NaN; the
// weights of `weathers` add to 1.
YearAccounts account(const Entities& entities, std::span<const YearFlows> weathers);

// t/MWh: the derivative of the price with respect to the carbon price, from the prices of the same system at two carbon
// prices. This is the change of the emissions with one more MWh of demand, because emissions are the derivative of the
// least cost with respect to the carbon price.
base::Series marginal_emission(const base::Series& low_price_per_mwh, const base::Series& high_price_per_mwh,
                               double carbon_difference_per_t);

}  // namespace decawatt::accounts
