#include "planning/plan.hpp"

namespace decawatt::planning {

const char* text(TargetKind kind) {
    switch (kind) {
        case TargetKind::hourly:
            return "hourly target";
        case TargetKind::annual:
            return "annual matching";
        case TargetKind::excess:
            return "excess cap";
        case TargetKind::emission:
            return "emission cap";
        case TargetKind::curtailment:
            return "curtailment budget";
    }
    return "";
}

const char* text(BillComponent component) {
    switch (component) {
        case BillComponent::energy:
            return "energy";
        case BillComponent::network:
            return "network";
        case BillComponent::levy:
            return "levy";
        case BillComponent::losses:
            return "losses";
        case BillComponent::carbon:
            return "carbon";
        case BillComponent::demand:
            return "demand";
        case BillComponent::minimum:
            return "minimum";
        case BillComponent::fixed:
            return "fixed";
    }
    return "";
}

double MonthlyBill::total() const {
    double sum = 0.0;
    for (const double amount : cost) sum += amount;
    return sum;
}

}  // namespace decawatt::planning
