#include "io/study/read_finance_risks.hpp"

#include "base/error.hpp"
#include "io/study/overrides.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

std::vector<RiskTerms> risks_in(const Reading& reading) {
    std::vector<RiskTerms> all;
    for (const Row& row : reading.rows("finance_risks"))
        all.push_back({row.choice_or("driver", finance::Driver::capex), row.stated_number("change_frac"),
                       row.choice_or("distribution", finance::Distribution::normal), row.number("spread_frac")});
    return all;
}

std::vector<RiskTerms> read_finance_risks(const StudyRequest& request) {
    Faults faults;
    RawStudy raw = read_raw_study(request, faults);
    apply_overrides(raw, request.variant, request.overrides, faults);
    std::vector<RiskTerms> risks = risks_in(Reading{raw, faults, 0});
    if (!faults.empty()) throw base::InputError(faults.sorted(raw.file_order()));
    return risks;
}

}  // namespace decawatt::io
