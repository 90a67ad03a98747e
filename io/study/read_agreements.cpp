#include "io/study/read_agreements.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/nearest_name.hpp"

namespace decawatt::io {

namespace {
using base::at;

// The columns of a term, which agreements and certificates share.
template <typename Offer>
void read_term(const Row& row, const model::Horizon& horizon, Offer& offer) {
    offer.price_per_mwh = row.number("price_per_mwh");
    offer.escalation_frac_per_year = row.number("escalation_frac_per_year");
    offer.first_year = row.integer("first_year", horizon.first_year);
    offer.last_year = row.integer("last_year", horizon.last_year);
}

// What an agreement states in place of the columns of its plant: its dates, and all that the plant costs.
void refuse_columns(const Reading& reading, const std::string& plant) {
    for (const Row& row : reading.rows("plants")) {
        if (row.raw("name") != plant) continue;
        for (const char* column : {"commissioned", "closed", "build_limit_mw_per_year", "build_first_year",
                                   "build_last_year", "capex_per_kw", "fixed_cost_per_kw_year", "lifetime_years"})
            if (!row.empty(column)) row.fault(column, "nothing: an agreement of agreements.csv states term and price");
    }
}

void read_purchases(const Reading& reading, model::Study& study) {
    const Names names = reading.names("plants", study.plants.name);
    for (const Row& row : reading.rows("agreements")) {
        model::Agreement agreement;
        agreement.plant = row.reference<model::PlantIndex>("plant", names);
        agreement.kind = row.choice_or("kind", model::AgreementKind::pay_as_produced);
        read_term(row, study.horizon, agreement);
        agreement.max_mw = row.number("max_mw");
        agreement.min_mw = row.number("min_mw");
        agreement.side_cost_per_mwh = row.number("side_cost_per_mwh");
        agreement.take_frac = row.number("take_frac", 0.0);
        if (agreement.plant != base::none<model::PlantIndex>) {
            model::ExpansionOption& build = study.plants.build[at(agreement.plant)];
            if (build.possible()) row.fault("plant", "a plant without build_limit_mw: it is bought, not built");
            build = model::option_of(agreement, build.unit_mw);
            refuse_columns(reading, study.plants.name[at(agreement.plant)]);
        }
        study.agreements.push_back(agreement);
    }
}

void read_certificates(const Reading& reading, model::Study& study) {
    const Names contracts = reading.names("contracts", study.contracts.name);
    const Names plants = reading.names("plants", study.plants.name);
    for (const Row& row : reading.rows("certificates")) {
        model::Certificate certificate;
        certificate.name = row.text("name");
        certificate.contract = row.reference<model::ContractIndex>("contract", contracts);
        certificate.matching = row.choice_or("matching", model::CertificateMatching::annual);
        read_term(row, study.horizon, certificate);
        certificate.limit_mwh_per_year = row.number("limit_mwh_per_year", model::kNoLimit);
        certificate.limit_mw = row.number("limit_mw", 0.0);
        certificate.profile = row.reference<model::PlantIndex>("profile", plants);
        study.certificates.push_back(std::move(certificate));
    }
}

// The name of a region or of a data centre.
model::Place read_place(const Row& row, const model::Study& study, const Names& regions, const Names& centers) {
    const std::string name = row.raw("place");
    const bool is_center = centers.find(name).has_value();
    if (is_center && regions.find(name)) row.fault("place", "a name that a region and a data centre do not share");
    model::Place place;
    if (is_center)
        place.data_center = row.reference<model::DataCenterIndex>("place", centers);
    else if (regions.find(name))
        place.region = row.reference<model::RegionIndex>("place", regions);
    else {
        std::vector<std::string> known = study.regions.name;
        known.insert(known.end(), study.data_centers.name.begin(), study.data_centers.name.end());
        row.fault("place", "a name in regions.csv or data_centers.csv" + base::did_you_mean(name, known));
    }
    return place;
}
}  // namespace

void read_agreements(const Reading& reading, model::Study& study) {
    read_purchases(reading, study);
    read_certificates(reading, study);
    const Names regions = reading.names("regions", study.regions.name);
    const Names centers = reading.names("data_centers", study.data_centers.name);
    const Names fuels = reading.names("fuels", study.fuels.name);
    for (const Row& row : reading.rows("firm_capacity"))
        study.firm_capacity.push_back({.place = read_place(row, study, regions, centers),
                                       .first_year = row.year(),
                                       .margin_frac = row.number("margin_frac"),
                                       .spare_units = row.integer("spare_units"),
                                       .connection_credit_frac = row.number("connection_credit_frac"),
                                       .connection_is_unit = row.boolean("connection_is_unit")});
    for (const Row& row : reading.rows("fuel_limits"))
        study.fuel_limits.push_back({.place = read_place(row, study, regions, centers),
                                     .fuel = row.reference<model::FuelIndex>("fuel", fuels),
                                     .limit_mw_thermal = row.number("limit_mw_thermal")});
}

}  // namespace decawatt::io
