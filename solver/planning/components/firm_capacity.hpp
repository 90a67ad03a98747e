// Firm capacity: one row a year of what a campus or a region can rely on, N + k.
//
//   Σ credit × capacity + c F ≥ (1 + margin) × peak + k × largest unit
//
// Capacity: nameplate, existing all year and built; F: the firm part of a campus's connection, with credit c. Peak: of
// all weather years. Largest unit: of what exists or may be built and has credit. Where the connection is a unit too, a
// second row holds without it, and with one unit less to spare.
#pragma once

#include <string>
#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct FirmCapacityYear;
struct Layout;
class Relaxation;

struct FirmCapacityRow {
    std::string place;
    int year = 0;
    bool without_connection = false;
    double peak_mw = 0.0, required_mw = 0.0;
    double existing_mw = 0.0;                 // credited, of what exists
    BorderEntries credit_frac = {};           // of investments
    LinkingRow row = base::none<LinkingRow>;  // in percent of required_mw
};

// Into layout.firm_capacity. Not in the operation of a plan, whose capacities are decided.
void add_firm_capacity(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                       Layout& layout, LinkingBuilder& linking);

// `built`: MW of investments; `duals`: of linking rows, in program units; empty: unknown.
std::vector<FirmCapacityYear> read_firm_capacity(const model::Study& study, const Layout& layout, double money_unit,
                                                 const std::vector<double>& built, const lp::Vector& duals);

void relax_firm_capacity(Relaxation& relaxation);

}  // namespace decawatt::planning
