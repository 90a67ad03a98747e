#include "planning/components/component.hpp"

#include <array>

#include "planning/layout.hpp"

namespace decawatt::planning {

std::span<const Component> components() {
    static constexpr std::array all = {
        Component{.name = "regions", .add_rows = add_region_rows, .read = read_regions},
        Component{.name = "data centres",
                  .add_rows = add_data_center_rows,
                  .read = read_data_centers,
                  .relax = relax_data_centers},
        Component{.name = "plants", .add_columns = add_plants, .read = read_plants},
        Component{.name = "connections", .add_columns = add_connections, .read = read_connections},
        Component{.name = "lines", .add_columns = add_lines, .read = read_lines, .relax = relax_interfaces},
        Component{.name = "stores",
                  .add_columns = add_stores,
                  .read = read_stores,
                  .terminal_value = value_stores,
                  .year_end = hold_stores},
        Component{.name = "shedding", .add_columns = add_shedding, .read = read_shedding},
        Component{.name = "contracts",
                  .add_rows = add_contract_rows,
                  .add_columns = add_contract_columns,
                  .read = read_contracts,
                  .relax = relax_contracts},
        Component{.name = "emissions", .relax = relax_emissions},
    };
    return all;
}

}  // namespace decawatt::planning
