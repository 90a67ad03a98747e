#include "io/common/series_fields.hpp"

#include <array>

namespace decawatt::io {

namespace {
using planning::YearDispatch;

constexpr const char* kMean = "time: mean";
constexpr const char* kEnd = "time: point";  // the comment attribute states which point

constexpr std::array kFields = {
    SeriesField{"demand_mw", "region", &YearDispatch::demand_mw, "MW", kMean,
                "demand with industrial loads, without data centres"},
    SeriesField{"price_per_mwh", "region", &YearDispatch::price_per_mwh, "price", kMean,
                "price of energy, in money of the price year, undiscounted"},
    SeriesField{"unserved_mw", "region", &YearDispatch::unserved_mw, "MW", kMean, "demand left unserved"},
    SeriesField{"spill_mw", "region", &YearDispatch::spill_mw, "MW", kMean, "output that cannot be used"},
    SeriesField{"temperature_deg_c", "region", &YearDispatch::temperature_deg_c, "degC", kMean, "air temperature"},
    SeriesField{"generation_mw", "fleet", &YearDispatch::generation_mw, "MW", kMean, "generation"},
    SeriesField{"available_mw", "fleet", &YearDispatch::available_mw, "MW", kMean, "generation available"},
    SeriesField{"charge_mw", "store", &YearDispatch::charge_mw, "MW", kMean, "charging, taken from the grid"},
    SeriesField{"discharge_mw", "store", &YearDispatch::discharge_mw, "MW", kMean, "discharging, given to the grid"},
    SeriesField{"content_mwh", "store", &YearDispatch::content_mwh, "MW h", kEnd,
                "energy in store at the end of the interval"},
    SeriesField{"flow_forward_mw", "corridor", &YearDispatch::flow_forward_mw, "MW", kMean,
                "sent from `from`, before losses"},
    SeriesField{"flow_reverse_mw", "corridor", &YearDispatch::flow_reverse_mw, "MW", kMean,
                "sent from `to`, before losses"},
    SeriesField{"data_center_load_mw", "data_center", &YearDispatch::data_center_load_mw, "MW", kMean,
                "facility load requested; flexible work counts where and when it is done"},
    SeriesField{"data_center_it_mw", "data_center", &YearDispatch::data_center_it_mw, "MW", kMean,
                "IT power requested"},
    SeriesField{"data_center_import_mw", "data_center", &YearDispatch::data_center_import_mw, "MW", kMean,
                "net import through the connection, negative when exporting"},
    SeriesField{"data_center_nonfirm_available_mw", "data_center", &YearDispatch::data_center_nonfirm_available_mw,
                "MW", kMean,
                "import that the non-firm part allows; under a budget, the part that is not "
                "curtailed",
                true},
    SeriesField{"data_center_unserved_mw", "data_center", &YearDispatch::data_center_unserved_mw, "MW", kMean,
                "load left unserved"},
    SeriesField{"data_center_spill_mw", "data_center", &YearDispatch::data_center_spill_mw, "MW", kMean,
                "output behind the connection that cannot be used"},
    SeriesField{"data_center_water_m3_per_h", "data_center", &YearDispatch::data_center_water_m3_per_h, "m3 h-1", kMean,
                "water that cooling consumes"},
    SeriesField{"data_center_deferrable_mw", "data_center", &YearDispatch::data_center_deferrable_mw, "MW", kMean,
                "IT power of arriving batch work, which may be deferred"},
    SeriesField{"data_center_cut_mw", "data_center", &YearDispatch::data_center_cut_mw, "MW", kMean,
                "load cut under a power cap, with its computing", true},
    SeriesField{"work_arrived_mw", "work_class", &YearDispatch::work_arrived_mw, "MW", kMean,
                "facility load of deferrable work as it arrives", true},
    SeriesField{"work_done_mw", "work_class", &YearDispatch::work_done_mw, "MW", kMean,
                "facility load of deferrable work as it is done", true},
    SeriesField{"work_waiting_mwh", "work_class", &YearDispatch::work_waiting_mwh, "MW h", kEnd,
                "facility energy of work that waits at the end of the interval", true},
    SeriesField{"work_moved_mw", "work_link", &YearDispatch::work_moved_mw, "MW", kMean,
                "facility load that is moved, at the origin", true},
    SeriesField{"deficit_mw", "contract", &YearDispatch::deficit_mw, "MW", kMean, "bought from the grid mix"},
    SeriesField{"excess_mw", "contract", &YearDispatch::excess_mw, "MW", kMean, "contracted energy beyond the load"},
    SeriesField{"certified_mw", "contract", &YearDispatch::certified_mw, "MW", kMean,
                "counted without power, of virtual agreements and hourly certificates", true},
    SeriesField{"market_buy_mw", "market", &YearDispatch::market_buy_mw, "MW", kMean, "bought, net of what is sold"},
    SeriesField{"market_sell_mw", "market", &YearDispatch::market_sell_mw, "MW", kMean, "sold, net of what is bought"},
    SeriesField{"market_buy_price_per_mwh", "market", &YearDispatch::market_buy_price_per_mwh, "price", kMean,
                "price of what is bought, as the study states it"},
    SeriesField{"market_sell_price_per_mwh", "market", &YearDispatch::market_sell_price_per_mwh, "price", kMean,
                "price of what is sold, as the study states it; NaN: nothing may be sold"},
    SeriesField{"interface_flow_mw", "interface", &YearDispatch::interface_flow_mw, "MW", kMean,
                "net flow over the interface"},
};
}  // namespace

std::span<const SeriesField> series_fields() {
    return kFields;
}

std::vector<std::string> series_names() {
    std::vector<std::string> names;
    names.reserve(kFields.size());
    for (const SeriesField& field : kFields) names.emplace_back(field.name);
    return names;
}

}  // namespace decawatt::io
