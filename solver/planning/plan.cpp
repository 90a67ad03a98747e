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
    }
    return "";
}

}  // namespace decawatt::planning
