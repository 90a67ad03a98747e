// A system's powers as entities, in rows.
#pragma once

#include <vector>

#include "adequacy/uncertainty/entity_walk.hpp"

namespace decawatt::adequacy {

std::vector<Entity> unit_entities(const System& system);  // rows: nodes

// Rows: pairs of node and resource that occur, by node, then resource.
struct VariableRow {
    NodeIndex region;
    ResourceIndex resource;
    friend auto operator<=>(const VariableRow&, const VariableRow&) = default;  // NOLINT(modernize-use-nullptr): its 0
};
std::vector<VariableRow> variable_rows(const System& system);
std::vector<Entity> variable_entities(const System& system, const std::vector<VariableRow>& rows);

// Rows: lines forward, lines reverse, net imports, net exports. A net limit without steps is none.
std::vector<Entity> network_entities(const System& system);

// Rows: charge, discharge and energy of all stores. With machines of stores also: the power of each group as it stands,
// that of each as installed, and the discharge of each store as installed.
std::vector<Entity> store_entities(const System& system);

}  // namespace decawatt::adequacy
