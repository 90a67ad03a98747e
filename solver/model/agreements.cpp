#include "model/agreements.hpp"

#include <cmath>

namespace decawatt::model {

const char* text(AgreementKind kind) {
    switch (kind) {
        case AgreementKind::pay_as_produced:
            return "pay_as_produced";
        case AgreementKind::pay_as_consumed:
            return "pay_as_consumed";
        case AgreementKind::take_or_pay:
            return "take_or_pay";
        case AgreementKind::baseload:
            return "baseload";
        case AgreementKind::virtual_power:
            return "virtual";
    }
    return "";
}

const char* text(CertificateMatching matching) {
    return matching == CertificateMatching::annual ? "annual" : "hourly";
}

double Agreement::price_in(int year) const {
    return price_per_mwh * std::pow(1.0 + escalation_frac_per_year, year - first_year);
}

double Certificate::price_in(int year) const {
    return price_per_mwh * std::pow(1.0 + escalation_frac_per_year, year - first_year);
}

ExpansionOption option_of(const Agreement& agreement, double unit_mw) {
    ExpansionOption option;
    option.limit = option.limit_per_year = agreement.max_mw;
    option.first_year = option.last_year = agreement.first_year;
    option.lifetime_years = agreement.last_year - agreement.first_year + 1;
    option.unit_mw = unit_mw;
    return option;
}

double taken_cost_per_mwh(const Agreement& agreement, int year) {
    const bool by_use = agreement.kind == AgreementKind::pay_as_consumed;
    return agreement.side_cost_per_mwh + (by_use ? agreement.price_in(year) : 0.0);
}

double produced_cost_per_mwh(const Agreement& agreement, int year) {
    switch (agreement.kind) {
        case AgreementKind::pay_as_produced:
        case AgreementKind::baseload:
        case AgreementKind::virtual_power:
            return agreement.price_in(year);
        case AgreementKind::take_or_pay:
            return agreement.take_frac * agreement.price_in(year);
        case AgreementKind::pay_as_consumed:
            break;
    }
    return 0.0;
}

}  // namespace decawatt::model
