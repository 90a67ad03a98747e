// Sites on markets with flexible work, written out by hand as one linear program for Clp, sharing no code with
// planning: work that waits has a column for every step of arrival and step of doing, an event of a power cap a row for
// every run of steps, and targets count what is drawn.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace decawatt::tests {

struct FlatClass {
    std::size_t site;
    double frac;
    int deadline_steps;
};

struct FlatLink {
    std::size_t from, to;
    double limit_mw, overhead_frac;
};

struct FlatSite {
    std::vector<double> load_mw = {}, price = {}, sun_frac = {};
    double connection_mw = 0.0, movable_frac = 0.0, hosting_mw = 0.0, catch_up_frac = 0.0;
    double sun_limit_mw = 0.0, sun_cost = 0.0;  // built behind the meter
    double cap_frac = 0.0, cap_event_h = 0.0, cap_recovery_h = 1.0, cap_h_per_year = 0.0, cap_cost = 0.0;
};

struct FlatSites {
    double step_h = 1.0, unserved_cost = 1000.0;
    std::vector<FlatSite> sites;
    std::vector<FlatClass> classes;
    std::vector<FlatLink> links;
    // Of a contract with all sites and their sun; below 0: none.
    double hourly_target = -1.0, annual_target = -1.0, grid_clean_frac = 0.0;
};

struct FlatSitesResult {
    bool optimal = false;
    double objective = 0.0;
    std::map<std::string, int> binding;  // rules that have a price, or work that waits as long as it may
};

FlatSitesResult solve_flat(const FlatSites& sites);

}  // namespace decawatt::tests
