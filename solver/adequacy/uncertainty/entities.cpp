#include "adequacy/uncertainty/entities.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
const Steps kUnlimited = {{0, std::numeric_limits<double>::infinity()}};

void add_limits(const std::vector<Steps>& limits, std::size_t first_row, std::vector<Entity>& all) {
    for (std::size_t r = 0; r < limits.size(); ++r)
        all.push_back({.capacity = limits[r].empty() ? &kUnlimited : &limits[r], .row = first_row + r});
}
}  // namespace

std::vector<Entity> unit_entities(const System& system) {
    const Units& units = system.units;
    base::expects(units.exposure.size() == units.count(), "every unit has its exposure");
    std::vector<Entity> all;
    for (std::size_t u = 0; u < units.count(); ++u)
        all.push_back({&units.capacity[u], base::at(units.region[u]), &units.exposure[u]});
    return all;
}

std::vector<VariableRow> variable_rows(const System& system) {
    std::vector<VariableRow> rows;
    for (std::size_t v = 0; v < system.variables.count(); ++v)
        rows.push_back({system.variables.region[v], system.variables.resource[v]});
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::vector<Entity> variable_entities(const System& system, const std::vector<VariableRow>& rows) {
    const Variables& variables = system.variables;
    base::expects(variables.exposure.size() == variables.count(), "every variable output has its exposure");
    std::vector<Entity> all;
    for (std::size_t v = 0; v < variables.count(); ++v) {
        const auto row = std::ranges::lower_bound(rows, VariableRow{variables.region[v], variables.resource[v]});
        all.push_back({&variables.capacity[v], static_cast<std::size_t>(row - rows.begin()), &variables.exposure[v]});
    }
    return all;
}

std::vector<Entity> network_entities(const System& system) {
    const Lines& lines = system.lines;
    base::expects(lines.exposure.size() == lines.count(), "every line has its exposure");
    std::vector<Entity> all;
    for (std::size_t l = 0; l < lines.count(); ++l) all.push_back({&lines.forward[l], l, &lines.exposure[l]});
    for (std::size_t l = 0; l < lines.count(); ++l)
        all.push_back({&lines.reverse[l], lines.count() + l, &lines.exposure[l]});
    add_limits(system.limits.net_import, all.size(), all);
    add_limits(system.limits.net_export, all.size(), all);
    return all;
}

std::vector<Entity> store_entities(const System& system) {
    const Stores& stores = system.stores;
    base::expects(stores.exposure.size() == stores.count(), "every store has its exposure");
    std::vector<Entity> all;
    for (std::size_t s = 0; s < stores.count(); ++s) all.push_back({&stores.charge[s], s, &stores.exposure[s]});
    for (std::size_t s = 0; s < stores.count(); ++s)
        all.push_back({&stores.discharge[s], stores.count() + s, &stores.exposure[s]});
    for (std::size_t s = 0; s < stores.count(); ++s)
        all.push_back({&stores.energy[s], 2 * stores.count() + s, &stores.exposure[s], false});
    const StoreMachines& machines = system.machines;
    if (machines.count() == 0) return all;
    for (const bool fails : {true, false})
        for (std::size_t g = 0; g < machines.count(); ++g)
            all.push_back({&machines.power[g], all.size(), &machines.exposure[g], fails});
    for (std::size_t s = 0; s < stores.count(); ++s)
        all.push_back({&stores.discharge[s], all.size(), &stores.exposure[s], false});
    return all;
}

}  // namespace decawatt::adequacy
