#include "app/market_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/hdf5/result_origin.hpp"
#include "io/study/csv_table.hpp"

namespace decawatt::app {

namespace {
constexpr const char* kColumn = "emission_t_per_mwh";

std::set<std::string> stated_in(const std::string& text) {
    std::set<std::string> stated;
    io::Faults faults;
    const io::CsvTable table = io::parse_csv("markets.csv", text, faults);
    const auto region = table.column("region"), factor = table.column(kColumn);
    if (!region || !factor) return stated;
    for (const io::CsvRow& row : table.rows)
        if (!row.fields[*factor].empty()) stated.insert(row.fields[*region]);
    return stated;
}
}  // namespace

std::vector<bool> states_emission_factor(const std::filesystem::path& result, const std::vector<std::string>& markets) {
    std::set<std::string> stated;
    if (const std::string text = io::study_text_in(result, "markets.csv"); !text.empty()) stated = stated_in(text);
    for (const io::Override& change : io::read_origin(result).overrides)
        for (const std::string& market : markets)
            if (change.path == fmt::format("markets.{}.{}", market, kColumn)) {
                stated.erase(market);
                if (!change.value.empty()) stated.insert(market);
            }
    std::vector<bool> all;
    all.reserve(markets.size());
    for (const std::string& market : markets) all.push_back(stated.contains(market));
    return all;
}

}  // namespace decawatt::app
