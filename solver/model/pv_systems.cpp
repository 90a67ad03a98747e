#include "model/pv_systems.hpp"

namespace decawatt::model {

const char* text(PvMount mount) {
    return mount == PvMount::fixed ? "fixed" : "single_axis";
}

const char* text(Decomposition decomposition) {
    switch (decomposition) {
        case Decomposition::erbs:
            return "erbs";
        case Decomposition::disc:
            return "disc";
        case Decomposition::boland:
            return "boland";
    }
    return "";
}

const char* text(Transposition transposition) {
    switch (transposition) {
        case Transposition::perez:
            return "perez";
        case Transposition::isotropic:
            return "isotropic";
        case Transposition::klucher:
            return "klucher";
        case Transposition::hay_davies:
            return "hay_davies";
        case Transposition::reindl:
            return "reindl";
    }
    return "";
}

const char* text(IncidenceModifier modifier) {
    switch (modifier) {
        case IncidenceModifier::physical:
            return "physical";
        case IncidenceModifier::antireflective:
            return "antireflective";
        case IncidenceModifier::ashrae:
            return "ashrae";
        case IncidenceModifier::none:
            return "none";
    }
    return "";
}

const char* text(TemperatureModel temperature_model) {
    switch (temperature_model) {
        case TemperatureModel::fuentes:
            return "fuentes";
        case TemperatureModel::sapm:
            return "sapm";
        case TemperatureModel::faiman:
            return "faiman";
        case TemperatureModel::pvsyst:
            return "pvsyst";
        case TemperatureModel::noct:
            return "noct";
        case TemperatureModel::ross:
            return "ross";
    }
    return "";
}

const char* text(SapmMount mount) {
    switch (mount) {
        case SapmMount::open_rack_glass_glass:
            return "open_rack_glass_glass";
        case SapmMount::close_mount_glass_glass:
            return "close_mount_glass_glass";
        case SapmMount::open_rack_glass_polymer:
            return "open_rack_glass_polymer";
        case SapmMount::insulated_glass_polymer:
            return "insulated_glass_polymer";
    }
    return "";
}

}  // namespace decawatt::model
