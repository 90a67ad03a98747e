#include "io/study/describe_agreements.hpp"

#include <fmt/format.h>

#include <cmath>

#include "io/study/text_table.hpp"

namespace decawatt::io {

namespace {
using base::at;
constexpr std::size_t kMostRows = 24;  // of one table on a screen

std::string plain(double value) {
    return std::isfinite(value) ? fmt::format("{:.10g}", value) : "-";
}

template <typename Offer>
std::string term_of(const Offer& offer) {
    return fmt::format("{}-{}", offer.first_year, offer.last_year);
}

std::string growth_of(double frac_per_year) {
    return frac_per_year == 0.0 ? "-" : fmt::format("{:+.10g} %", 100.0 * frac_per_year);
}

std::string agreements(const model::Study& study) {
    if (study.agreements.empty()) return "";
    TextTable table{.rows = {{"agreement", "kind", "supplies", "MW", "years", "price", "a year", "side cost", "take"}},
                    .texts = 3};
    for (const model::Agreement& agreement : study.agreements) {
        const std::size_t p = at(agreement.plant);
        const auto behind = study.plants.behind[p];
        table.rows.push_back(
            {study.plants.name[p], model::text(agreement.kind),
             behind == base::none<model::DataCenterIndex> ? study.regions.name[at(study.plants.region[p])]
                                                          : study.data_centers.name[at(behind)],
             fmt::format("{:.10g} to {:.10g}", agreement.min_mw, agreement.max_mw), term_of(agreement),
             plain(agreement.price_per_mwh), growth_of(agreement.escalation_frac_per_year),
             plain(agreement.side_cost_per_mwh), agreement.take_frac > 0.0 ? plain(agreement.take_frac) : "-"});
    }
    return fmt::format("\nPurchase agreements (prices in {}/MWh)\n", study.currency) + table.text(kMostRows);
}

std::string certificates(const model::Study& study) {
    if (study.certificates.empty()) return "";
    TextTable table{
        .rows = {{"certificates", "contract", "matching", "profile", "MWh a year", "MW", "years", "price", "a year"}},
        .texts = 4};
    for (const model::Certificate& certificate : study.certificates) {
        const bool hourly = certificate.matching == model::CertificateMatching::hourly;
        const bool flat = certificate.profile == base::none<model::PlantIndex>;
        table.rows.push_back(
            {certificate.name, study.contracts.name[at(certificate.contract)], model::text(certificate.matching),
             flat ? "-" : study.plants.name[at(certificate.profile)], plain(certificate.limit_mwh_per_year),
             hourly ? plain(certificate.limit_mw) : "-", term_of(certificate), plain(certificate.price_per_mwh),
             growth_of(certificate.escalation_frac_per_year)});
    }
    return fmt::format("\nCertificates (prices in {}/MWh)\n", study.currency) + table.text(kMostRows);
}

std::string place_name(const model::Study& study, const model::Place& place) {
    return place.data_center == base::none<model::DataCenterIndex> ? study.regions.name[at(place.region)]
                                                                   : study.data_centers.name[at(place.data_center)];
}

std::string firm_capacity(const model::Study& study) {
    if (study.firm_capacity.empty()) return "";
    TextTable table{.rows = {{"firm capacity of", "from", "margin", "spare units", "connection", "it may fail"}},
                    .texts = 1};
    for (const model::FirmCapacity& rule : study.firm_capacity)
        table.rows.push_back(
            {place_name(study, rule.place), std::to_string(rule.first_year), plain(rule.margin_frac),
             std::to_string(rule.spare_units),
             rule.place.data_center == base::none<model::DataCenterIndex> ? "-" : plain(rule.connection_credit_frac),
             rule.connection_is_unit ? "yes" : "no"});
    return "\nFirm capacity (credits as fractions)\n" + table.text(kMostRows);
}

std::string fuel_limits(const model::Study& study) {
    if (study.fuel_limits.empty()) return "";
    TextTable table{.rows = {{"fuel", "at", "MW of heat"}}, .texts = 2};
    for (const model::FuelLimit& limit : study.fuel_limits)
        table.rows.push_back(
            {study.fuels.name[at(limit.fuel)], place_name(study, limit.place), plain(limit.limit_mw_thermal)});
    return "\nLimits of fuels\n" + table.text(kMostRows);
}
}  // namespace

std::string describe_agreements(const model::Study& study) {
    return agreements(study) + certificates(study) + firm_capacity(study) + fuel_limits(study);
}

}  // namespace decawatt::io
