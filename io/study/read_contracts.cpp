#include "io/study/read_contracts.hpp"

#include "io/study/year_tables.hpp"

namespace decawatt::io {

void read_contracts(const Reading& reading, model::Study& study) {
    model::Contracts& contracts = study.contracts;
    for (const Row& row : reading.rows("contracts")) {
        contracts.name.push_back(row.text("name"));
        contracts.counts_clean.push_back(row.choice("counts") == 0U);
    }
    struct Target {
        const char* column;
        std::vector<model::YearTable>* table;
        double none;  // value for no target
    };
    constexpr double kNone = model::kNoTarget;
    const std::vector<Target> targets = {{"hourly_frac", &contracts.hourly_target_frac, kNone},
                                         {"annual_frac", &contracts.annual_target_frac, kNone},
                                         {"excess_cap_frac", &contracts.excess_cap_frac, kNone},
                                         {"grid_clean_frac", &contracts.grid_clean_frac, 0.0}};
    for (const Target& target : targets) *target.table = year_tables(contracts.name);
    const Names names = reading.names("contracts", contracts.name);
    for (const Row& row : reading.rows("contract_targets")) {
        const auto contract = row.reference<model::ContractIndex>("contract", names);
        const int year = row.year();
        for (const Target& target : targets) {
            if (row.empty(target.column)) continue;  // the value of an earlier year continues to apply
            const bool ends = row.says(target.column, "none");
            const double frac = ends ? target.none : row.required_number(target.column);
            if (contract != base::none<model::ContractIndex>) (*target.table)[base::at(contract)][year] = frac;
        }
    }
}

}  // namespace decawatt::io
