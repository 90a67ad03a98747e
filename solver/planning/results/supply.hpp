// Who pays for what: the supply of a contract, or of a data centre without one, and what belongs to it.
#pragma once

#include <vector>

#include "planning/layout.hpp"

namespace decawatt::planning {

// A contract, or a data centre without a contract; both none: the grid, which is nobody's supply.
struct Payer {
    model::ContractIndex contract = base::none<model::ContractIndex>;
    model::DataCenterIndex data_center = base::none<model::DataCenterIndex>;
    bool operator==(const Payer&) const = default;
};

// An asset with a contract is paid by it; one without, behind a data centre, by those who pay for the data centre.
Payer payer_of(const model::Study& study, model::ContractIndex contract, model::DataCenterIndex behind);
Payer payer_of(const model::Study& study, const Investment& investment);
Payer payer_of_data_center(const model::Study& study, std::size_t data_center);
std::string payer_name(const model::Study& study, const Payer& payer);  // empty: the grid

struct Supply {
    Payer payer;
    std::vector<std::size_t> data_centers, plants, stores;
};

Supply supply_of(const model::Study& study, const PlantGroups& plants, const StoreGroups& stores, const Payer& payer);

// Capacity of a data centre's connection in a calendar year, MW; `built`: of layout.investments, in MW.
double connection_mw(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                     std::size_t data_center, int year);

// The energies and costs of one year; the cost per MWh is left to `finish_supply`.
void add_supply_year(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                     const Plan& plan, const Supply& supply, int year, SupplyYear& sums);
double cost_of(const SupplyYear& year);
double per_load(double amount, double load_mwh);  // NaN, which results write as missing, where nothing was requested

}  // namespace decawatt::planning
