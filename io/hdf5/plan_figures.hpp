// Annual figures of a plan in a result file, for its finance.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/series.hpp"
#include "model/after_tax_sizing.hpp"

namespace decawatt::io {

// Groups of plants, or of stores. Series are year × group; money is real money of the price year.
struct GroupFigures {
    std::vector<std::string> paid_by;
    std::vector<std::vector<std::string>> members;
    std::vector<bool> buildable;
    base::Series capacity;       // MW of plants, MWh of stores
    base::Series energy_mwh;     // generated or discharged
    base::Series variable_cost;  // with cycling, without fuel and carbon, less credits
    base::Series fuel_cost, carbon_cost, production_credit;
    base::Series augmentation_mwh;       // of stores; empty where none ages
    std::vector<double> annuity_factor;  // after tax over before; of stores: of their energy; empty: before tax

    // The group of an asset that was built; none: -1.
    int group_of(const std::string& asset) const;
};

// A contract, or a data centre without one, by year.
struct SupplyFigures {
    std::string name;
    bool is_contract = false;
    std::vector<double> load_mwh, annuity_cost, fixed_cost, variable_cost, purchase_cost, tariff_cost, agreement_cost,
        certificate_cost, sale_income;
    std::vector<double> purchase_mwh;  // of a data centre: import
    double cost_per_mwh = 0.0;         // over the horizon, as the file states it
};

struct PlanFigures {
    std::optional<model::AfterTaxSizing> after_tax;  // the terms of its annuities; none: before tax
    std::vector<int> years;
    GroupFigures plants, stores;
    std::vector<SupplyFigures> supplies;
};

// Throws base::ResourceError where the file cannot be read or lacks a figure (the series of stores are needed for what
// they discharge).
PlanFigures read_plan_figures(const std::filesystem::path& path);

// The digest of its /plan, by which other files name it; empty: none.
std::string plan_digest_in(const std::filesystem::path& path);

}  // namespace decawatt::io
