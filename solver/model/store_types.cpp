#include "model/store_types.hpp"

namespace decawatt::model {

const char* text(StoreTechnology technology) {
    return technology == StoreTechnology::battery ? "battery" : "pumped_storage";
}

const char* text(Chemistry chemistry) {
    switch (chemistry) {
        case Chemistry::none:
            return "none";
        case Chemistry::lfp:
            return "lfp";
        case Chemistry::nmc111:
            return "nmc111";
        case Chemistry::nmc:
            return "nmc";
    }
    return "none";
}

}  // namespace decawatt::model
