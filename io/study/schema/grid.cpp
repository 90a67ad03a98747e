#include "io/study/schema/grid.hpp"

#include "io/study/schema/expansion.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kPhaseShift{-180.0, 180.0, false, false, "degrees from -180 to 180"};

Columns line_columns() {
    return Columns{
               {"name", text().key(), "Name of the line."},
               {"from", row_of("regions"), "Region at one end."},
               {"to", row_of("regions"), "Region at the other end."},
               {"capacity_mw", number(kNotNegative), "Existing transfer capacity from `from` to `to`."},
               {"reverse_capacity_mw", number(kNotNegative).optional("as capacity_mw"),
                "Existing transfer capacity from `to` to `from`."},
               {"loss_frac", number(kLoss).otherwise(0.0), "Loss as a fraction of the flow."},
               {"availability_frac", number(kFraction).otherwise(1.0), "Mean availability."},
               {"commissioned", date().otherwise(kAlways), "First instant of operation."},
               {"closed", date().otherwise(kNever), "First instant after operation."},
               {"reactance_pu", number(kPositive).optional("none: a transport line"),
                "Reactance; a line with one obeys Kirchhoff's voltage law and has no loss and no expansion option."},
               {"tap_ratio", number(kPositive).otherwise(1.0),
                "Off-nominal tap ratio of a transformer at `from`; requires a reactance."},
               {"phase_shift_deg", number(kPhaseShift).otherwise(0.0),
                "Phase shift of a transformer at `from`; requires a reactance."},
               {"outage", row_of("outages").optional().of_adequacy(),
                "Outage class; it replaces availability_frac in adequacy runs."},
               {"delay", row_of("delays").optional().of_adequacy(),
                "Delay class of capacity that is commissioned within the horizon, or built."},
           } +
           power_expansion();
}
}  // namespace

std::vector<TableSchema> grid_tables() {
    return {
        {.name = "lines", .about = "Lines between two regions.", .columns = line_columns()},
        {.name = "interfaces",
         .about = "Groups of lines whose net flow is limited.",
         .columns = {{"interface", text().key(), "Name of the interface."},
                     {"line", row_of("lines").key(), "A line of the interface."},
                     {"direction", choice({"forward", "reverse"}),
                      "Whether flow from `from` to `to` of the line counts as positive or as negative."}}},
        {.name = "interface_limits",
         .about = "Limits on the net flow of interfaces, stepwise by year. The opposite direction is unlimited; to "
                  "limit both, define a second interface with reversed directions.",
         .columns = {{"interface", row_of("interfaces").key(), "Interface."},
                     {"year", year().key(), "First calendar year of the limit."},
                     {"limit_mw", number(kNotNegative), "Maximum net flow in the positive direction."}}},
    };
}

}  // namespace decawatt::io::schema
