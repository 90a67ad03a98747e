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
// power. In the operation of a fixed plan a window of hours has no such rows: what its columns pay stands in their
// place.
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

// Of one chain; `before`: of the chain before it, whose rows it continues.
ContractTargets make_contract_targets(TargetRows& rows, std::size_t chain, std::size_t contract,
                                      const ContractTargets* before);

void add_contract_rows(ChainAssembly& chain);
void add_contract_columns(ChainAssembly& chain);  // deficit and excess, after all that is counted

// Deficit and excess follow from the balance, netted: a solution may hold both in one hour where no target binds.
void read_contracts(const ChainReading& reading, YearDispatch& dispatch);
void relax_contracts(Relaxation& relaxation);

// Where neither costs anything a solution may hold deficit and excess of a contract in one hour: takes both from `x`.
void net_contracts(const ContractColumns& columns, lp::Matrix& x);

// Whether a contract counts the output of a group of plants as its own clean generation.
bool counts(const model::Study& study, const PlantGroups& plants, std::size_t group);

// Hourly draw of a contract's data centres, MW, as requested: unserved load counts.
Hours contract_load_mw(const model::Study& study, const profiles::YearProfiles& year, std::size_t contract);

}  // namespace decawatt::planning
