#include "model/validate_credits.hpp"

#include "model/number_text.hpp"

namespace decawatt::model {

void validate_credits(const Study& study, std::vector<Violation>& violations) {
    const Plants& plants = study.plants;
    const double most = study.planning.unserved_cost_per_mwh;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        const double credit = plants.credit_per_mwh(p);
        if (credit == 0.0) continue;
        const bool is_stated = !plants.production_credit_per_mwh.empty() && plants.production_credit_per_mwh[p] != 0.0;
        const auto add = [&](const char* column, std::string found, std::string expected) {
            violations.push_back({"plants", p, column, std::move(found), std::move(expected)});
        };
        const double of_tax = plants.tax_credit_per_mwh.empty() ? 0.0 : plants.tax_credit_per_mwh[p];
        std::string found = shortest(of_tax) + " from [finance], before tax, levelised over the life";
        if (is_stated && of_tax == 0.0) found = shortest(credit);
        if (is_stated && of_tax != 0.0) found.insert(0, shortest(credit - of_tax) + ", and ");
        if (credit > most)
            add("production_credit_per_mwh", std::move(found),
                "at most " + shortest(most) + ", planning.unserved_cost_per_mwh");
        if (is_stated && plants.must_run[p] != base::none<MonthProfileIndex>)
            add("production_credit_per_mwh", shortest(credit) + " of a must-run plant",
                "nothing: must-run output that is spilled would earn it");
        if (is_stated && agreement_of(study, static_cast<PlantIndex>(p)) != nullptr)
            add("production_credit_per_mwh", shortest(credit) + " of a plant with an agreement",
                "nothing: the credit is its owner's, and the price of the agreement accounts for it");
        if (!plants.tax_credit_per_mwh.empty() && plants.tax_credit_per_mwh[p] != 0.0 && plants.capacity_mw[p] > 0.0)
            add("capacity_mw", shortest(plants.capacity_mw[p]) + " of a plant with a tax credit for what is built",
                "0, and a separate row for existing capacity, which has no credit (finance.sizing is after_tax)");
    }
}

bool has_credits(const Study& study) {
    for (std::size_t p = 0; p < study.plants.name.size(); ++p)
        if (study.plants.credit_per_mwh(p) != 0.0) return true;
    return false;
}

}  // namespace decawatt::model
