#include "model/tariffs.hpp"

namespace decawatt::model {

const char* text(TariffDays days) {
    switch (days) {
        case TariffDays::all:
            return "all";
        case TariffDays::workday:
            return "workday";
        case TariffDays::saturday:
            return "saturday";
        case TariffDays::holiday:
            return "holiday";
        case TariffDays::nonworking:
            return "nonworking";
    }
    return "";
}

}  // namespace decawatt::model
