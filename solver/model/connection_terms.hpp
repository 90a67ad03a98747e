// What the grid offers a data centre beside the capacity of its connection: when it arrives, what it costs a year, how
// much of it may be curtailed and by which rule, how much it may export and how fast its import may change.
#pragma once

#include <cstdint>
#include <limits>

#include "model/expansion_option.hpp"

namespace decawatt::model {

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// Who decides in which hours the non-firm part is not available. none: planning takes the whole connection as firm.
enum class Curtailment : std::uint8_t {
    none,
    series,        // an hourly file: the share that is available
    stress_hours,  // hours of highest residual demand of the region
    budget         // the data centre, among candidate hours: optimistic
};
inline constexpr int kCurtailments = 4;
const char* text(Curtailment curtailment);

struct NonfirmTerms {
    Curtailment curtailment = Curtailment::none;
    int first_year = 0;                                             // of the part that exists; 0: always in service
    double charge_per_mw_year = 0.0;                                // of the part that exists
    double hours_per_year = 0.0;                                    // stress_hours: at most; budget: at least
    double hours_per_event = kNoLimit, events_per_year = kNoLimit;  // stress_hours: at most
    double candidate_hours = kNoLimit;  // budget: hours of highest residual demand of a year; no limit: all
    ExpansionOption build = {};
    bool operator==(const NonfirmTerms&) const = default;
};

struct ConnectionTerms {
    int first_year = 0;                      // of the firm part that exists; 0: always in service
    double charge_per_mw_year = 0.0;         // of the firm part that exists
    double export_limit_mw = kNoLimit;       // beside the capacity of the connection
    double import_ramp_mw_per_h = kNoLimit;  // of net import, up and down
    NonfirmTerms nonfirm = {};
    bool operator==(const ConnectionTerms&) const = default;
};

}  // namespace decawatt::model
