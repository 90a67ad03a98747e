// Finance of a supply computed again with other inputs.
#pragma once

#include "app/finance/finance.hpp"

namespace decawatt::app {

class SupplyPricing {
  public:
    // Both must outlive this object. `assets`: those of the supply, solved.
    SupplyPricing(const FinanceReport& report, const io::SupplyFigures& supply,
                  std::vector<const AssetFinance*> assets);

    RiskOutcome at(const finance::Factors& factors) const;

    // The owners' outcome with other projects of the same assets (their energy and costs), at the prices and with the
    // debt of the plan. A cost of supply is not part of it.
    RiskOutcome owners(const std::vector<finance::Project>& projects, const finance::Factors& factors) const;

    const std::vector<const AssetFinance*>& assets() const { return assets_; }

  private:
    // Discounted over the horizon, per MWh of load; as CostWaterfall, with fuel, carbon and credits apart.
    struct Parts {
        double annuities = 0.0, fixed = 0.0, variable = 0.0, fuel = 0.0, carbon = 0.0, credits = 0.0, purchases = 0.0,
               tariffs = 0.0, agreements = 0.0, certificates = 0.0, sales = 0.0;
        double own_energy = 0.0, purchase_price = 0.0;  // MWh of the own plants; per MWh, NaN: nothing is bought
        double load_mwh = 0.0;                          // discounted
    };
    double discounted(const std::vector<double>& by_year) const;
    Parts parts_of(const io::SupplyFigures& supply) const;
    double cost_at(const finance::Factors& factors) const;

    const FinanceReport& report_;
    std::vector<const AssetFinance*> assets_;
    Parts parts_;
};

// Inputs of a project times factors, without its price.
finance::Project changed(const finance::Project& project, const finance::Factors& factors);

// The internal rate of return of a flow; by bisection where its sign changes once, otherwise the usual one of all
// rates.
double usual_return(const finance::Row& flow);

}  // namespace decawatt::app
