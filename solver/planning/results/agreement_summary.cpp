#include "planning/results/agreement_summary.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::planning {

using base::at;
using model::AgreementKind;

namespace {

std::size_t group_of(const PlantGroups& plants, model::PlantIndex plant) {
    for (std::size_t f = 0; f < plants.members.size(); ++f)
        if (plants.members[f].front() == plant) return f;
    throw base::LogicError("a plant with an agreement is a group of its own");
}

double market_value(const model::Study& study, const YearDispatch& d, model::PlantIndex plant, std::size_t group) {
    const auto market = model::market_of(study, study.plants.region[at(plant)]);
    const auto price = model::hours_of_year(study, study.markets.buy_price_per_mwh[*market], d.year);
    double value = 0.0;
    for (std::size_t t = 0; t < price.size(); ++t) value += d.axis.step_h(t) * price[t] * d.available_mw(t, group);
    return value;
}

double paid_mwh(const model::Agreement& agreement, double taken_mwh, double produced_mwh) {
    switch (agreement.kind) {
        case AgreementKind::pay_as_consumed:
            return taken_mwh;
        case AgreementKind::take_or_pay:
            return std::max(taken_mwh, agreement.take_frac * produced_mwh);
        case AgreementKind::pay_as_produced:
        case AgreementKind::baseload:
        case AgreementKind::virtual_power:
            break;
    }
    return produced_mwh;
}

}  // namespace

AgreementYear agreement_year(const model::Study& study, const PlantGroups& plants, const YearDispatch& d,
                             const model::Agreement& agreement) {
    AgreementYear year;
    const std::size_t f = group_of(plants, agreement.plant);
    year.taken_mwh = d.axis.mean_step_h() * base::weighted_sum(d.axis, d.generation_mw.of(f));
    year.produced_mwh = d.axis.mean_step_h() * base::weighted_sum(d.axis, d.available_mw.of(f));
    year.paid_mwh = paid_mwh(agreement, year.taken_mwh, year.produced_mwh);
    year.cost = agreement.price_in(d.year) * year.paid_mwh + agreement.side_cost_per_mwh * year.taken_mwh;
    if (agreement.kind == AgreementKind::virtual_power) year.cost -= market_value(study, d, agreement.plant, f);
    return year;
}

double certificate_cost(const model::Study& study, const YearDispatch& d, std::size_t certificate) {
    return study.certificates[certificate].price_in(d.year) * d.certificate_mwh[certificate];
}

void add_agreements_and_certificates(const model::Study& study, const Layout& layout, const YearDispatch& d,
                                     YearSummary& s) {
    for (auto* values : {&s.agreement_taken_mwh, &s.agreement_produced_mwh, &s.agreement_paid_mwh, &s.agreement_cost})
        values->resize(study.agreements.size(), 0.0);
    for (std::size_t a = 0; a < study.agreements.size(); ++a) {
        const AgreementYear year = agreement_year(study, layout.groups.plants, d, study.agreements[a]);
        s.agreement_taken_mwh[a] += d.weight * year.taken_mwh;
        s.agreement_produced_mwh[a] += d.weight * year.produced_mwh;
        s.agreement_paid_mwh[a] += d.weight * year.paid_mwh;
        s.agreement_cost[a] += d.weight * year.cost;
    }
    s.certificate_mwh.resize(study.certificates.size(), 0.0);
    s.certificate_cost.resize(study.certificates.size(), 0.0);
    for (std::size_t c = 0; c < study.certificates.size(); ++c) {
        s.certificate_mwh[c] += d.weight * d.certificate_mwh[c];
        s.certificate_cost[c] += d.weight * certificate_cost(study, d, c);
    }
}

}  // namespace decawatt::planning
