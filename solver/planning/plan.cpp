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

}  // namespace decawatt::planning
