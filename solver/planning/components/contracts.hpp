// Contracts: clean energy that is counted against the load of their data centres, with targets and a cap on excess.
//
// counted generation + discharge - charge + deficit - excess = load in every hour, where a target or cap needs it.
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;
class Relaxation;
class TargetRows;

// The linking rows of a contract in one chain and the coefficients with which columns enter them, per program unit of
// power. In the dispatch of a fixed plan, windows have no such rows; costs of columns represent them.
struct ContractTargets {
    bool balance = false;  // whether the chain needs the contract's balance row
    bool deficit_allowed = true, excess_allowed = true;
    LinkingRow hourly_row = base::none<LinkingRow>, annual_row = base::none<LinkingRow>,
               excess_row = base::none<LinkingRow>;
    double deficit = 0.0, clean = 0.0, excess = 0.0;
    double deficit_cost = 0.0, clean_credit = 0.0, excess_cost = 0.0;  // program cost of a unit over an hour
};

struct ContractColumns {
    std::vector<Row> balance;             // by contract
    std::vector<Column> deficit, excess;  // by contract
};

// For one chain; `before`: targets of the previous chain, whose rows this chain may share.
ContractTargets make_contract_targets(TargetRows& rows, std::size_t chain, std::size_t contract,
                                      const ContractTargets* before);

void add_contract_rows(ChainAssembly& chain);
void add_contract_columns(ChainAssembly& chain);  // deficit and excess; must follow all counted columns

// Deficit and excess are computed from the balance, net: a solution may have both in one hour where no target binds.
void read_contracts(const ChainReading& reading, YearDispatch& dispatch);
void relax_contracts(Relaxation& relaxation);

// Removes simultaneous deficit and excess of a contract from `x`, which a solution may have where neither has a cost.
void net_contracts(const ContractColumns& columns, lp::Matrix& x);

// Whether a contract counts the output of a group of plants as its own clean generation.
bool counts(const model::Study& study, const PlantGroups& plants, std::size_t group);

// Hourly load of a contract's data centres, MW, including unserved load.
Hours contract_load_mw(const model::Study& study, const profiles::YearProfiles& year, std::size_t contract);

}  // namespace decawatt::planning
