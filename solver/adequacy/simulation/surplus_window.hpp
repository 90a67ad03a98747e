// What units and weather give less what is requested, node by node, for many hours at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/shortage_scan.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/availability.hpp"
#include "adequacy/uncertainty/entities.hpp"
#include "adequacy/uncertainty/future.hpp"

namespace decawatt::adequacy {

// Hours of one year of the horizon, from its hour `first`, without 29 February between them where it is passed over.
struct YearHours {
    std::size_t year;
    std::int64_t first;
    std::size_t count;
};

// Before network and stores. Windows follow one another; the last one filled can be looked at.
class SurplusWindow {
  public:
    static constexpr std::size_t kHours = 736;                             // at most: they stay in the cache
    static constexpr std::size_t kStride = kHours + ShortageScan::kHours;  // a scan may read beyond the last hour

    SurplusWindow(const System& system, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);
    void fill(const Future& future, const YearHours& hours);

    std::span<const double> surplus_mw() const { return surplus_mw_; }  // node after node, kStride apart
    double surplus_mw(NodeIndex node, std::size_t hour) const { return surplus_mw_[base::at(node) * kStride + hour]; }
    double units_mw(NodeIndex node, std::size_t hour) const {
        const std::size_t row = base::at(node);
        return units_.is_constant(row) ? units_.level_mw(row) : units_.levels_mw(row)[hour];
    }

  private:
    void add_units_and_load(const Future& future, const YearHours& hours);
    void subtract_centers(const Future& future, const YearHours& hours);
    void add_weather(const Future& future, const YearHours& hours);

    const DataCenters* centers_;
    const WeatherLibrary* library_;
    Availability units_;  // rows: nodes
    std::vector<VariableRow> rows_;
    Availability variables_;  // capacities by rows_
    std::vector<double> surplus_mw_;
};

}  // namespace decawatt::adequacy
