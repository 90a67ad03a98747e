// Assignment of assets to payers, that is contracts and data centres without a contract, and their cost of supply.
#pragma once

#include <vector>

#include "planning/layout.hpp"

namespace decawatt::planning {

// A contract, or a data centre without a contract; both none: the grid, whose assets belong to no supply.
struct Payer {
    model::ContractIndex contract = base::none<model::ContractIndex>;
    model::DataCenterIndex data_center = base::none<model::DataCenterIndex>;
    bool operator==(const Payer&) const = default;
};

// An asset with a contract belongs to it. An asset without one that is behind a data centre belongs to the payer of the
// data centre.
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

// Adds energies and costs of one year; `finish_supply` computes the cost per MWh.
void add_supply_year(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                     const Plan& plan, const Supply& supply, int year, SupplyYear& sums);
double cost_of(const SupplyYear& year);
double per_load(double amount, double load_mwh);  // NaN, written as missing, without load

}  // namespace decawatt::planning
