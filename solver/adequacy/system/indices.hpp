// Typed indices of a system and its weather library: a node cannot be passed where a store is meant.
#pragma once

#include <cstddef>

#include "base/index.hpp"

namespace decawatt::adequacy {

enum class NodeIndex : std::size_t {};         // System::region
enum class UnitIndex : std::size_t {};         // System::units
enum class StoreIndex : std::size_t {};        // System::stores
enum class CenterIndex : std::size_t {};       // System::centers
enum class OutageIndex : std::size_t {};       // System::outages
enum class CauseIndex : std::size_t {};        // System::causes
enum class MaintenanceIndex : std::size_t {};  // System::maintenance
enum class DelayIndex : std::size_t {};        // System::delays
enum class WeatherIndex : std::size_t {};      // weather years of WeatherLibrary
enum class ResourceIndex : std::size_t {};     // columns of its output fractions
enum class TemperatureIndex : std::size_t {};  // columns of its temperatures

}  // namespace decawatt::adequacy
