// Kinds of stores, and the ageing of their cells.
#pragma once

#include <cstdint>
#include <optional>

namespace decawatt::model {

enum class StoreTechnology : std::uint8_t { battery, pumped_storage };
const char* text(StoreTechnology technology);

enum class Chemistry : std::uint8_t { none, lfp, nmc111, nmc };  // none: does not age
const char* text(Chemistry chemistry);

// Ageing parameters of a store's cells (docs/method/battery.md).
struct StoreAgeing {
    Chemistry chemistry = Chemistry::none;
    double cell_temperature_deg_c = 25.0;  // set point of the enclosure's air
    double cell_temperature_band_k = 0.0;  // within which the air follows the outdoor temperature of the store's region
    double min_soc_frac = 0.0, max_soc_frac = 1.0;  // state of charge of the cells of an empty and of a full store
    std::optional<double> fade_frac_per_full_cycle, fade_frac_per_year;  // of planning; none: fitted to the chemistry
    bool operator==(const StoreAgeing&) const = default;
};

}  // namespace decawatt::model
