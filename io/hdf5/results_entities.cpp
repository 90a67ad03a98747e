// Entities of a result file: names, locations, technologies, contracts, efficiencies.
#include "io/hdf5/results_entities.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <numbers>

#include "io/hdf5/results_flexible_work.hpp"
#include "io/hdf5/unit_names.hpp"
#include "planning/results/supply.hpp"

namespace decawatt::io {

namespace {

using base::at;
using Texts = std::vector<std::string>;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct Table {  // one kind of entity; column names begin with it: fleet_region
    Group& root;
    std::string entity;
    bool exists() const { return root.has_dimension(entity); }
    std::string column(const std::string& name) const { return entity + "_" + name; }
    void put(const std::string& name, const Meaning& meaning, const std::vector<double>& values) const {
        root.put(column(name), {entity}, meaning, values);
    }
    void put(const std::string& name, const std::string& long_name, const Texts& values) const {
        root.put(column(name), {entity}, long_name, std::span<const std::string>(values));
    }
    void put(const std::string& name, const std::string& long_name, const std::vector<bool>& values) const {
        root.put(column(name), {entity}, {kFlag, long_name + " (0 or 1)"},
                 std::vector<std::int64_t>(values.begin(), values.end()));
    }
};

// Names for indices; none gives an empty text.
template <typename Index>
Texts names_of(const std::vector<Index>& indices, const Texts& names) {
    Texts found;
    for (const Index index : indices) found.push_back(index == base::none<Index> ? std::string() : names.at(at(index)));
    return found;
}

template <typename Kind>
Texts texts_of(const std::vector<Kind>& kinds) {
    Texts found;
    for (const Kind kind : kinds) found.emplace_back(model::text(kind));
    return found;
}

template <typename Index>
Texts member_names(const std::vector<std::vector<Index>>& members, const Texts& names) {
    Texts found;
    for (const auto& group : members) found.push_back(fmt::format("{}", fmt::join(names_of(group, names), ",")));
    return found;
}

// The contract or data centre to which each belongs; empty: the grid.
template <typename Entities>
Texts payers_of(const Entities& entities, const model::Study& study) {
    Texts found;
    for (std::size_t i = 0; i < entities.name.size(); ++i)
        found.push_back(
            planning::payer_name(study, planning::payer_of(study, entities.contract[i], entities.behind[i])));
    return found;
}

void put_regions(Group& root, const model::Regions& regions) {
    const Table table{root, "region"};
    if (!table.exists()) return;
    table.put("latitude", {"degrees_north", "latitude"}, regions.latitude_deg);
    table.put("longitude", {"degrees_east", "longitude"}, regions.longitude_deg);
    root.attribute("region_latitude", "standard_name", "latitude");
    root.attribute("region_longitude", "standard_name", "longitude");
}

void put_fleets(Group& root, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    const assets::PlantGroups& fleets = plan.plants;
    const Table table{root, "fleet"};
    if (!table.exists()) return;
    table.put("region", "region", names_of(fleets.region, study.regions.name));
    table.put("behind", "data centre behind whose connection it stands, or nothing",
              names_of(fleets.behind, study.data_centers.name));
    table.put("technology", "technology", texts_of(fleets.technology));
    table.put("contract", "contract, or nothing", names_of(fleets.contract, study.contracts.name));
    table.put("paid_by", "contract, or data centre without one, whose cost of supply it is part of, or nothing",
              payers_of(fleets, study));
    table.put("clean", "whether the technology is clean", fleets.clean);
    table.put("renewable", "whether the technology is renewable", fleets.renewable);
    table.put("buildable", "whether it may be built", fleets.buildable);
    table.put("members", "plants that form this fleet, separated by commas",
              member_names(fleets.members, study.plants.name));
}

void put_stores(Group& root, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    const assets::StoreGroups& stores = plan.stores;
    const Table table{root, "store"};
    if (!table.exists()) return;
    table.put("region", "region", names_of(stores.region, study.regions.name));
    table.put("behind", "data centre behind whose connection it stands, or nothing",
              names_of(stores.behind, study.data_centers.name));
    table.put("technology", "technology", texts_of(stores.technology));
    table.put("contract", "contract, or nothing", names_of(stores.contract, study.contracts.name));
    table.put("paid_by", "contract, or data centre without one, whose cost of supply it is part of, or nothing",
              payers_of(stores, study));
    table.put("buildable", "whether it may be built", stores.buildable);
    table.put("charge_efficiency_frac", {kFraction, "charging efficiency"}, stores.charge_efficiency_frac);
    table.put("discharge_efficiency_frac", {kFraction, "discharging efficiency"}, stores.discharge_efficiency_frac);
    table.put("standing_loss_frac_per_h", {"h-1", "standing loss"}, stores.standing_loss_frac_per_h);
    table.put("members", "stores that are dispatched as this one, separated by commas",
              member_names(stores.members, study.stores.name));
}

// Parameters of the voltage law for a corridor, which is then a single line; NaN for transport lines.
void put_voltage_law(const Table& table, const ResultSource& source) {
    const model::Lines& lines = source.study.lines;
    std::vector<double> drop, shift;
    for (const auto& members : source.plan.corridors.members) {
        const std::size_t line = at(members.front());
        const bool law = lines.has_reactance(line);
        drop.push_back(law ? lines.reactance_pu[line] * lines.tap_ratio[line] / source.study.planning.base_mva
                           : kNoValue);
        shift.push_back(law ? lines.phase_shift_deg[line] * std::numbers::pi / 180.0 : kNoValue);
    }
    table.put("angle_drop_rad_per_mw",
              {"rad MW-1", "reactance times tap ratio over base, of a line that obeys the voltage law"}, drop);
    table.put("phase_shift_rad", {"rad", "phase shift, of a line that obeys the voltage law"}, shift);
}

void put_corridors(Group& root, const ResultSource& source) {
    const assets::Corridors& corridors = source.plan.corridors;
    const Table table{root, "corridor"};
    if (!table.exists()) return;
    table.put("from", "region whose export is positive", names_of(corridors.from, source.study.regions.name));
    table.put("to", "region whose import is positive", names_of(corridors.to, source.study.regions.name));
    table.put("loss_frac", {kFraction, "loss, as a fraction of the flow sent"}, corridors.loss_frac);
    table.put("members", "lines that are dispatched as one, separated by commas",
              member_names(corridors.members, source.study.lines.name));
    put_voltage_law(table, source);
}

// A corridor counts in an interface with the sign of its lines, reversed for lines opposite to their corridor.
double sign_in(const model::Interfaces::Member& member, const ResultSource& source, std::size_t corridor) {
    const assets::Corridors& corridors = source.plan.corridors;
    for (const model::LineIndex line : corridors.members[corridor])
        if (line == member.line)
            return source.study.lines.from[at(line)] == corridors.from[corridor] ? member.sign : -member.sign;
    return 0.0;
}

void put_interfaces(Group& root, const ResultSource& source) {
    const model::Interfaces& interfaces = source.study.interfaces;
    if (!root.has_dimension("interface") || !root.has_dimension("corridor")) return;
    std::vector<double> signs;
    for (const auto& members : interfaces.members)
        for (std::size_t c = 0; c < source.plan.corridors.name.size(); ++c) {
            double sign = 0.0;
            for (const auto& member : members)
                if (const double own = sign_in(member, source, c); own != 0.0) sign = own;
            signs.push_back(sign);
        }
    root.put("interface_sign", {"interface", "corridor"},
             {kFraction, "sign with which the net flow of a corridor counts, 0: not at all"}, signs);
}

void put_data_centers(Group& root, const ResultSource& source) {
    const model::DataCenters& centers = source.study.data_centers;
    const Table table{root, "data_center"};
    if (!table.exists()) return;
    table.put("region", "region", names_of(centers.region, source.study.regions.name));
    table.put("contract", "contract, or nothing", names_of(centers.contract, source.study.contracts.name));
    table.put("cooling", "cooling", texts_of(centers.cooling));
    table.put("may_shed", "whether load may be left unserved", centers.may_shed);
}

void put_contracts(Group& root, const model::Contracts& contracts) {
    const Table table{root, "contract"};
    if (!table.exists()) return;
    Texts counts;
    for (const bool clean : contracts.counts_clean) counts.emplace_back(clean ? "clean" : "renewable");
    table.put("counts", "what the contract counts: clean or renewable", counts);
}

void put_names(Group& group, const std::string& entity, const std::string& long_name, const Texts& names) {
    if (!names.empty()) group.coordinate(entity, {kNoUnit, long_name}, std::span<const std::string>(names));
}

}  // namespace

void put_entity_coordinates(Group& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    put_names(group, "region", "region", study.regions.name);
    put_names(group, "fleet", "fleet: plants that are dispatched as one", plan.plants.name);
    put_names(group, "store", "store", plan.stores.name);
    put_names(group, "corridor", "corridor: lines that are dispatched as one", plan.corridors.name);
    put_names(group, "data_center", "data centre", study.data_centers.name);
    put_names(group, "contract", "contract", study.contracts.name);
    put_names(group, "market", "market: the region that trades at its prices",
              names_of(study.markets.region, study.regions.name));
    put_names(group, "interface", "interface: a limit on the net flow over some lines", study.interfaces.name);
    put_work_coordinates(group, study);
}

void put_year_coordinate(Group& group, const planning::Plan& plan) {
    if (plan.years.empty()) return;
    const std::vector<std::int64_t> years(plan.years.begin(), plan.years.end());
    group.coordinate("year", {kNoUnit, "calendar year at the study's offset"}, years);
}

void put_entity_tables(Group& root, const ResultSource& source) {
    put_regions(root, source.study.regions);
    put_fleets(root, source);
    put_stores(root, source);
    put_corridors(root, source);
    put_interfaces(root, source);
    put_data_centers(root, source);
    put_contracts(root, source.study.contracts);
    put_work_tables(root, source.study);
}

}  // namespace decawatt::io
