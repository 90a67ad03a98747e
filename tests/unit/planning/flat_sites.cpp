#include "flat_sites.hpp"

#include <algorithm>

#include "flat_program.hpp"

namespace decawatt::tests {

namespace {

using Terms = std::vector<std::pair<int, double>>;

class Sites {
  public:
    explicit Sites(const FlatSites& all) : all_(all), steps_(all.sites.front().load_mw.size()) {}

    FlatSitesResult run() {
        load_.resize(all_.sites.size(), std::vector<Terms>(steps_));
        fixed_.resize(all_.sites.size());
        for (std::size_t s = 0; s < all_.sites.size(); ++s) fixed_[s] = all_.sites[s].load_mw;
        for (const FlatClass& one : all_.classes) add_class(one);
        add_links();
        for (std::size_t s = 0; s < all_.sites.size(); ++s) {
            add_catch_up(s);
            add_cap(s);
        }
        for (std::size_t s = 0; s < all_.sites.size(); ++s) add_supply(s);
        add_contract();
        lp_.solve();
        return result();
    }

  private:
    int row(double lower, double upper, const Terms& terms) {
        std::vector<int> columns;
        std::vector<double> values;
        for (const auto& [column, value] : terms) {
            columns.push_back(column);
            values.push_back(value);
        }
        return lp_.row(lower, upper, std::move(columns), std::move(values));
    }
    int at_most(const std::string& rule, double upper, const Terms& terms) {
        const int place = row(-COIN_DBL_MAX, upper, terms);
        rules_.emplace_back(rule, place);
        return place;
    }

    void add_class(const FlatClass& one) {
        for (std::size_t u = 0; u < steps_; ++u) {
            Terms all;
            const double arrived = one.frac * all_.sites[one.site].load_mw[u];
            fixed_[one.site][u] -= arrived;
            for (int delay = 0; delay <= one.deadline_steps; ++delay) {
                const std::size_t t = (u + static_cast<std::size_t>(delay)) % steps_;
                const int z = lp_.column(0.0);
                load_[one.site][t].emplace_back(z, 1.0);
                done_[one.site][t].emplace_back(z, 1.0);
                all.emplace_back(z, 1.0);
                if (delay == one.deadline_steps) last_.push_back(z);
            }
            row(arrived, arrived, all);
        }
    }

    // Each class has its share of the spare capacity, by its share of the work: one row a class.
    void add_catch_up(std::size_t s) {
        double all_frac = 0.0;
        for (const FlatClass& one : all_.classes) all_frac += one.site == s ? one.frac : 0.0;
        if (all_frac <= 0.0) return;
        std::size_t first = 0;
        for (const FlatClass& one : all_.classes) {
            if (one.site != s) continue;
            const auto count = static_cast<std::size_t>(one.deadline_steps + 1);
            for (std::size_t t = 0; t < steps_; ++t) {
                const double load = all_.sites[s].load_mw[t];
                const Terms& of_site = done_[s][t];
                const Terms own(of_site.begin() + static_cast<std::ptrdiff_t>(first),
                                of_site.begin() + static_cast<std::ptrdiff_t>(first + count));
                at_most("catch-up", (one.frac + all_.sites[s].catch_up_frac * one.frac / all_frac) * load, own);
            }
            first += count;
        }
    }

    void add_links() {
        for (std::size_t t = 0; t < steps_; ++t) {
            std::vector<Terms> out(all_.sites.size()), in(all_.sites.size());
            for (const FlatLink& link : all_.links) {
                const int x = lp_.column(0.0);
                out[link.from].emplace_back(x, 1.0);
                in[link.to].emplace_back(x, 1.0 + link.overhead_frac);
                load_[link.from][t].emplace_back(x, -1.0);
                load_[link.to][t].emplace_back(x, 1.0 + link.overhead_frac);
                at_most("link limit", link.limit_mw, {{x, 1.0}});
            }
            for (std::size_t s = 0; s < all_.sites.size(); ++s) {
                if (!out[s].empty()) at_most("movable", all_.sites[s].movable_frac * all_.sites[s].load_mw[t], out[s]);
                if (!in[s].empty()) at_most("hosting", all_.sites[s].hosting_mw, in[s]);
            }
        }
    }

    void add_cap(std::size_t s) {
        const FlatSite& site = all_.sites[s];
        if (site.cap_frac <= 0.0) return;
        const double whole = site.cap_frac * *std::ranges::max_element(site.load_mw);
        std::vector<int> cut;
        for (std::size_t t = 0; t < steps_; ++t) {
            cut.push_back(lp_.column(all_.step_h * site.cap_cost, site.cap_frac * site.load_mw[t]));
            load_[s][t].emplace_back(cut.back(), -1.0);
        }
        const double event = site.cap_event_h * whole, recovery = all_.step_h * event / site.cap_recovery_h;
        Terms all;
        for (const int column : cut) all.emplace_back(column, all_.step_h);
        at_most("cap recovery", recovery * static_cast<double>(steps_), all);
        at_most("cap of the year", site.cap_h_per_year * whole, all);
        for (std::size_t first = 0; first < steps_; ++first) {
            Terms run;
            for (std::size_t n = 0; n + 1 < steps_; ++n) {
                run.emplace_back(cut[(first + n) % steps_], all_.step_h);
                at_most("cap event", event + recovery * static_cast<double>(n + 1), run);
            }
        }
    }

    void add_supply(std::size_t s) {
        const FlatSite& site = all_.sites[s];
        const int built = lp_.column(site.sun_cost, site.sun_limit_mw);
        for (std::size_t t = 0; t < steps_; ++t) {
            const int import = lp_.column(all_.step_h * site.price[t], site.connection_mw);
            const int unserved = lp_.column(all_.step_h * all_.unserved_cost);
            Terms balance = {{import, 1.0}, {unserved, 1.0}};
            if (site.sun_limit_mw > 0.0) {
                const int sun = lp_.column(0.0);
                row(0.0, COIN_DBL_MAX, {{built, site.sun_frac[t]}, {sun, -1.0}});
                balance.emplace_back(sun, 1.0);
                sun_.emplace_back(sun, 1.0);
            }
            for (const auto& [column, value] : load_[s][t]) balance.emplace_back(column, -value);
            row(fixed_[s][t], fixed_[s][t], balance);
            imports_.push_back(import);
        }
    }

    void add_contract() {
        double fixed = 0.0;
        Terms drawn, annual = sun_, hourly;
        for (std::size_t s = 0; s < all_.sites.size(); ++s)
            for (std::size_t t = 0; t < steps_; ++t) {
                fixed += fixed_[s][t];
                drawn.insert(drawn.end(), load_[s][t].begin(), load_[s][t].end());
            }
        if (all_.annual_target > 0.0) {
            for (const auto& [column, value] : drawn) annual.emplace_back(column, -all_.annual_target * value);
            rules_.emplace_back("annual target", row(all_.annual_target * fixed, COIN_DBL_MAX, annual));
        }
        if (all_.hourly_target <= 0.0) return;
        for (std::size_t t = 0; t < steps_; ++t) {
            const int deficit = lp_.column(0.0), excess = lp_.column(0.0);
            hourly.emplace_back(deficit, 1.0 - all_.grid_clean_frac);
            Terms balance = {{deficit, 1.0}, {excess, -1.0}};
            double load = 0.0;
            for (std::size_t i = t; i < sun_.size(); i += steps_) balance.push_back(sun_[i]);
            for (std::size_t s = 0; s < all_.sites.size(); ++s) {
                load += fixed_[s][t];
                for (const auto& [column, value] : load_[s][t]) balance.emplace_back(column, -value);
            }
            row(load, load, balance);
        }
        for (const auto& [column, value] : drawn) hourly.emplace_back(column, -(1.0 - all_.hourly_target) * value);
        at_most("hourly target", (1.0 - all_.hourly_target) * fixed, hourly);
    }

    FlatSitesResult result() const {
        FlatSitesResult found{lp_.optimal(), lp_.objective(), {}};
        for (const auto& [rule, place] : rules_) found.binding[rule] |= lp_.priced(place);
        for (const int column : imports_) found.binding["connection"] |= lp_.at_upper(column);
        for (const int column : last_) found.binding["deadline"] |= lp_.value(column) > 1e-6;
        return found;
    }

    const FlatSites& all_;
    const std::size_t steps_;
    FlatProgram lp_;
    std::vector<std::vector<Terms>> load_;  // of columns, by site and step
    std::vector<std::vector<double>> fixed_;
    std::map<std::size_t, std::map<std::size_t, Terms>> done_;
    Terms sun_;
    std::vector<std::pair<std::string, int>> rules_;
    std::vector<int> imports_, last_;
};

}  // namespace

FlatSitesResult solve_flat(const FlatSites& sites) {
    return Sites(sites).run();
}

}  // namespace decawatt::tests
