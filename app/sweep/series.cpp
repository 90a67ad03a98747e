#include "app/sweep/series.hpp"

#include <map>

namespace decawatt::app {

std::vector<CaseSeries> series_of(const std::vector<CaseTask>& tasks) {
    std::vector<CaseSeries> series;
    std::map<std::string, std::size_t> series_of_case;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto from = series_of_case.find(tasks[i].one->start_from);
        const std::size_t mine = from == series_of_case.end() ? series.size() : from->second;
        if (mine == series.size()) series.emplace_back();
        series[mine].push_back(i);
        series_of_case[tasks[i].one->name] = mine;
    }
    return series;
}

std::vector<double> sizes_of(const std::vector<CaseTask>& tasks, const std::vector<CaseSeries>& series) {
    std::vector<double> sizes;
    for (const CaseSeries& one : series) {
        double size = 0.0;
        for (const std::size_t i : one) size += tasks[i].estimate_mb;
        sizes.push_back(size);
    }
    return sizes;
}

}  // namespace decawatt::app
