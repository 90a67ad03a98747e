#include "model/connection_terms.hpp"

namespace decawatt::model {

const char* text(Curtailment curtailment) {
    switch (curtailment) {
        case Curtailment::none:
            return "none";
        case Curtailment::series:
            return "series";
        case Curtailment::stress_hours:
            return "stress_hours";
        case Curtailment::budget:
            return "budget";
    }
    return "";
}

}  // namespace decawatt::model
