#include "planning/components/component.hpp"

#include <array>

#include "planning/layout.hpp"

namespace decawatt::planning {

std::span<const Component> components() {
    // Order matters: shedding bounds spill by the must-run output added before it, contracts bound excess and deficit
    // by the columns added before them. Components with output, charging or flow must precede shedding.
    static constexpr std::array all = {
        Component{.add_rows = add_region_rows, .read = read_regions},
        Component{.add_rows = add_data_center_rows, .read = read_data_centers, .relax = relax_data_centers},
        Component{.add_rows = add_flexible_rows,
                  .add_columns = add_flexible_columns,
                  .read = read_flexible_work,
                  .owed = value_work,
                  .year_end = hold_work},
        Component{.add_rows = add_budget_rows},
        Component{.add_rows = add_fuel_limit_rows},
        Component{.add_columns = add_plants, .read = read_plants},
        Component{.add_columns = add_budget_columns, .terminal_value = value_budgets},
        Component{.add_columns = add_fuel_limit_columns},
        Component{.add_columns = add_connections, .read = read_connections, .relax = relax_connections},
        Component{.add_rows = add_tariff_rows,
                  .add_columns = add_tariff_columns,
                  .owed = value_peaks,
                  .only_rises = mark_peaks},
        Component{.add_columns = add_markets, .read = read_markets},
        Component{.add_columns = add_lines, .read = read_lines, .relax = relax_interfaces},
        Component{
            .add_columns = add_stores, .read = read_stores, .terminal_value = value_stores, .year_end = hold_stores},
        Component{.add_columns = add_shedding, .read = read_shedding},
        Component{.add_columns = add_certificates, .read = read_certificates},
        Component{.add_rows = add_contract_rows,
                  .add_columns = add_contract_columns,
                  .read = read_contracts,
                  .relax = relax_contracts},
        Component{.relax = relax_emissions},
        Component{.relax = relax_firm_capacity},
    };
    return all;
}

}  // namespace decawatt::planning
