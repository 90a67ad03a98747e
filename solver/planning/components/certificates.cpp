#include "planning/components/certificates.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/components/agreements.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// Of annual certificates what is beyond the target is of no use. Twice of what it needs is allowed, because a bound of
// just that would leave the target's row no interior where nothing else is counted.
Hours most_mw(const ChainAssembly& chain, const model::Certificate& certificate) {
    const std::size_t hours = chain.view.hours();
    if (certificate.matching == model::CertificateMatching::hourly) {
        Hours most(hours, 1.0);
        if (certificate.profile != base::none<model::PlantIndex>)
            most = assets::available_frac(chain.view, certificate.profile);
        for (double& mw : most) mw *= certificate.limit_mw;
        return most;
    }
    const std::size_t contract = at(certificate.contract);
    const ContractTargets& targets = chain.targets.contract[contract];
    if (!exists(targets.annual_row)) return Hours(hours, 0.0);
    const Hours load = contract_load_mw(chain.study(), chain.view.year, contract);
    const double annual_frac =
        model::target_in(chain.study().contracts.annual_target_frac[contract], chain.view.year.year);
    const double needed_mw = annual_frac * base::weighted_sum(chain.axis(), load) / static_cast<double>(hours);
    const double offered_mw =
        certificate.limit_mwh_per_year / (chain.axis().mean_step_h() * static_cast<double>(hours));
    return Hours(hours, std::min(2.0 * needed_mw, offered_mw));
}

Column add_certificate(ChainAssembly& chain, const model::Certificate& certificate) {
    const int year = chain.view.year.year;
    if (!certificate.on_offer(year)) return base::none<Column>;
    const std::size_t contract = at(certificate.contract);
    const ContractTargets& targets = chain.targets.contract[contract];
    ColumnSpec spec{.name = "certificates " + certificate.name,
                    .cost = certificate.price_in(year) * chain.cost_factor,
                    .linking = {{targets.annual_row, targets.clean}},
                    .target_cost = -targets.clean_credit};
    const Row balance = chain.columns.contracts.balance[contract];
    if (certificate.matching == model::CertificateMatching::hourly) {
        if (!exists(balance) && !exists(targets.annual_row)) return base::none<Column>;
        spec.rows.emplace_back(balance, 1.0);
    }
    Hours most = most_mw(chain, certificate);
    for (double& value : most) value /= chain.units.power_mw;
    return chain.builder.add_column(std::move(spec), std::move(most));
}

void read_bought(const ChainReading& reading, YearDispatch& d) {
    const auto& certificates = reading.view.study.certificates;
    for (std::size_t c = 0; c < certificates.size(); ++c) {
        double mwh = 0.0;
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const double mw = reading.mw(reading.columns.certificates.bought[c], t);
            mwh += mw * d.axis.step_h(t);
            if (certificates[c].matching == model::CertificateMatching::hourly)
                d.certified_mw(t, at(certificates[c].contract)) += mw;
        }
        d.certificate_mwh.push_back(mwh);
    }
}

void read_virtual(const ChainReading& reading, YearDispatch& d) {
    const PlantGroups& plants = reading.layout.groups.plants;
    for (std::size_t f = 0; f < plants.members.size(); ++f)
        if (is_virtual(reading.view.study, plants, f) && counts(reading.view.study, plants, f))
            for (std::size_t t = 0; t < reading.hours(); ++t)
                d.certified_mw(t, at(plants.contract[f])) += d.available_mw(t, f);
}

}  // namespace

bool counts_without_power(const model::Study& study) {
    return !study.certificates.empty() || std::ranges::any_of(study.agreements, [](const model::Agreement& agreement) {
        return agreement.kind == model::AgreementKind::virtual_power;
    });
}

void add_certificates(ChainAssembly& chain) {
    for (const model::Certificate& certificate : chain.study().certificates)
        chain.columns.certificates.bought.push_back(add_certificate(chain, certificate));
}

void read_certificates(const ChainReading& reading, YearDispatch& d) {
    const model::Study& study = reading.view.study;
    if (!counts_without_power(study)) return;
    d.certified_mw = base::Series(reading.hours(), study.contracts.name.size());
    read_bought(reading, d);
    read_virtual(reading, d);
}

}  // namespace decawatt::planning
