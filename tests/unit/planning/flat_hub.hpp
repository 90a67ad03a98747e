// A hub that buys power, certificates and machines, written out by hand as one linear program for Clp, sharing no code
// with planning: years and weather years, a market, a connection with demand charges, agreements of every kind,
// certificates, an engine with limits, targets of the contract, and firm capacity.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/agreements.hpp"

namespace decawatt::tests {

struct HubAgreement {
    model::AgreementKind kind = model::AgreementKind::pay_as_produced;
    bool behind = false;
    double price = 0.0, growth = 0.0, side_cost = 0.0, take = 0.0;
    int first = 0, last = 1;  // years from 0
    double least_mw = 0.0, most_mw = 0.0;
    std::vector<double> profile;  // before the factor of the weather
    bool follows_weather = true;
    double credit = 0.0;
};

struct Hub {
    double rate = 0.0;
    int years = 2;
    std::vector<double> weights, sun_factor;  // by weather year
    std::vector<double> load, price, sun;     // by hour
    double connection_mw = 0.0, import_cost = 0.0, demand_charge = 0.0;
    double unserved_cost = 0.0;
    std::vector<HubAgreement> agreements;
    double sun_most_mw = 0.0, sun_annuity = 0.0;  // a year
    double engine_most_mw = 0.0, engine_annuity = 0.0, engine_cost = 0.0, engine_efficiency = 1.0;
    double engine_hours = 0.0, fuel_limit = 0.0;                         // 0: none
    double hourly_target = 0.0, annual_target = 0.0, excess_cap = -1.0;  // 0, and -1: none
    double annual_price = 0.0, annual_limit = 0.0;                       // of certificates; limit 0: none
    double hourly_price = 0.0, hourly_limit = 0.0;                       // times the sun
    double margin = -1.0, connection_credit = 0.0, unit_mw = 0.0;        // -1: no rule
    int spare_units = 0;
    bool connection_is_unit = false;
};

struct HubResult {
    bool optimal = false;
    double objective = 0.0;
    std::vector<double> agreement_mw;
    double sun_mw = 0.0, engine_mw = 0.0;
    std::map<std::string, int> binding;
};

HubResult solve_flat(const Hub& hub);

}  // namespace decawatt::tests
