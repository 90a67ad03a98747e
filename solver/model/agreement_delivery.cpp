#include "model/agreement_delivery.hpp"

namespace decawatt::model {

bool delivers_power(const Study& study, PlantIndex plant) {
    const Agreement* agreement = agreement_of(study, plant);
    return agreement == nullptr || agreement->kind != AgreementKind::virtual_power;
}

}  // namespace decawatt::model
