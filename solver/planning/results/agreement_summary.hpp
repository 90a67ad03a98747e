// What agreements and certificates cost, computed from series of energy.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Of one (calendar year, weather year), undiscounted. Paid: the energy that the price is paid for; cost: all that is
// paid, less what the market gives for the output of a virtual agreement.
struct AgreementYear {
    double taken_mwh = 0.0, produced_mwh = 0.0, paid_mwh = 0.0, cost = 0.0;
};
AgreementYear agreement_year(const model::Study& study, const PlantGroups& plants, const YearDispatch& dispatch,
                             const model::Agreement& agreement);

double certificate_cost(const model::Study& study, const YearDispatch& dispatch, std::size_t certificate);

// Adds one dispatch to the year's, weighted.
void add_agreements_and_certificates(const model::Study& study, const Layout& layout, const YearDispatch& dispatch,
                                     YearSummary& summary);

}  // namespace decawatt::planning
