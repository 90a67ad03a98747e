// What every set of nodes can import, as lines and net limits change through one future.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/uncertainty/levels.hpp"

namespace decawatt::adequacy {

class NetworkLimits {
  public:
    NetworkLimits(const System& system, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);  // and moves to hour 0
    bool move_to(std::int64_t hour);                       // whether a limit may have changed
    std::int64_t next_change() const { return levels_.next_change(); }

    std::span<const double> import_limit_mw() const { return import_limit_mw_; }  // of every set of nodes

  private:
    void take_levels();

    Levels levels_;  // rows: lines forward, lines reverse, net imports, net exports
    std::vector<LineCapacity> line_mw_;
    std::vector<double> net_import_mw_, net_export_mw_, import_limit_mw_;
};

}  // namespace decawatt::adequacy
