// Purchase agreements and certificates: power and its clean attribute, bought from others for a term of years.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/index.hpp"
#include "model/connection_terms.hpp"
#include "model/expansion_option.hpp"

namespace decawatt::model {

enum class PlantIndex : std::int32_t;
enum class ContractIndex : std::int32_t;

enum class AgreementKind : std::uint8_t {
    pay_as_produced,  // all that the plant could produce, taken or not
    pay_as_consumed,  // what is taken
    take_or_pay,      // what is taken, and at least take_frac of what the plant could produce in a year
    baseload,         // a flat block of power, taken or not
    virtual_power     // the price less the market's for all that the plant could produce; no power is delivered
};
inline constexpr int kAgreementKinds = 5;
const char* text(AgreementKind kind);  // "virtual" of virtual_power

// The output of a plant that is bought and not built: the plant states its profile, whom it supplies and which contract
// counts it. How many MW are bought is decided once, for the whole term.
struct Agreement {
    PlantIndex plant = base::none<PlantIndex>;
    AgreementKind kind = AgreementKind::pay_as_produced;
    double price_per_mwh = 0.0;             // in the first year
    double escalation_frac_per_year = 0.0;  // real
    double side_cost_per_mwh = 0.0;         // of what is taken: network use, ancillary services
    double take_frac = 0.0;                 // take_or_pay
    int first_year = 0, last_year = 0;      // of the term
    double min_mw = 0.0, max_mw = 0.0;
    bool in_term(int year) const { return first_year <= year && year <= last_year; }
    double price_in(int year) const;
    bool operator==(const Agreement&) const = default;
};

// One year to decide in, and the term as the life.
ExpansionOption option_of(const Agreement& agreement, double unit_mw);

// What a MWh that is taken costs beside what the MW cost; of take_or_pay without its price, which depends on the year's
// sum.
double taken_cost_per_mwh(const Agreement& agreement, int year);

// What a MWh that the plant could produce costs, taken or not; of virtual_power before the market's price.
double produced_cost_per_mwh(const Agreement& agreement, int year);

enum class CertificateMatching : std::uint8_t {
    annual,  // counts in the year's matching
    hourly   // counts in its hour, as clean generation does, and in the year's matching
};
inline constexpr int kCertificateMatchings = 2;
const char* text(CertificateMatching matching);

// Certificates of clean energy that a contract may buy without the power; how much is decided year by year, of hourly
// ones hour by hour.
struct Certificate {
    std::string name;
    ContractIndex contract = base::none<ContractIndex>;
    CertificateMatching matching = CertificateMatching::annual;
    double price_per_mwh = 0.0;  // in the first year
    double escalation_frac_per_year = 0.0;
    double limit_mwh_per_year = kNoLimit;         // annual
    double limit_mw = 0.0;                        // hourly: times what is available of the profile
    PlantIndex profile = base::none<PlantIndex>;  // hourly: plant whose availability the offer follows; none: flat
    int first_year = 0, last_year = 0;
    bool on_offer(int year) const { return first_year <= year && year <= last_year; }
    double price_in(int year) const;
    bool operator==(const Certificate&) const = default;
};

}  // namespace decawatt::model
