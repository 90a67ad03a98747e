#include "planning/components/firm_capacity.hpp"

#include <algorithm>

#include "assets/connection.hpp"
#include "model/agreement_delivery.hpp"
#include "planning/components/agreements.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/investments.hpp"
#include "planning/layout.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

bool is_campus(const model::Place& place) {
    return place.data_center != base::none<model::DataCenterIndex>;
}

class Requirements {
  public:
    Requirements(const Study& study, const profiles::Profiles& profiles, const Units& units, Layout& layout,
                 LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), layout_(layout), linking_(linking) {}

    void add(const model::FirmCapacity& rule, int year) {
        rule_ = &rule;
        year_ = year;
        add_row(false, rule.spare_units);
        if (rule.connection_is_unit && rule.spare_units > 0) add_row(true, rule.spare_units - 1);
    }

  private:
    void add_row(bool without_connection, int spare_units) {
        FirmCapacityRow row;
        row.place = is_campus(rule_->place) ? study_.data_centers.name[at(rule_->place.data_center)]
                                            : study_.regions.name[at(rule_->place.region)];
        row.year = year_;
        row.without_connection = without_connection;
        row.peak_mw = peak_mw();
        row.required_mw = (1.0 + rule_->margin_frac) * row.peak_mw + spare_units * largest_unit_mw();
        if (row.required_mw <= 0.0) return;
        add_existing(row);
        for (std::size_t b = 0; b < layout_.investments.size(); ++b)
            if (const double credit = credit_of(layout_.investments[b], without_connection); credit > 0.0)
                row.credit_frac.emplace_back(static_cast<BorderVariable>(b), credit);
        const double per_mw = kPercent / row.required_mw;
        row.row = linking_.add_row("firm capacity of " + row.place + " " + std::to_string(year_) +
                                       (without_connection ? " without its connection" : ""),
                                   lp::Sense::at_least);
        linking_.add_to_rhs(row.row, (row.required_mw - row.existing_mw) * per_mw);
        for (const auto& [variable, credit] : row.credit_frac)
            linking_.add_border(row.row, variable, credit * units_.power_mw * per_mw);
        layout_.firm_capacity.push_back(std::move(row));
    }

    double peak_mw() const {
        double peak = 0.0;
        for (const profiles::YearProfiles& year : profiles_.years) {
            if (year.year != year_) continue;
            for (std::size_t t = 0; t < year.data_center_mw.times(); ++t) peak = std::max(peak, load_mw(year, t));
        }
        return peak;
    }

    double load_mw(const profiles::YearProfiles& year, std::size_t t) const {
        if (is_campus(rule_->place)) return year.data_center_mw(t, at(rule_->place.data_center));
        double mw = year.region_demand_mw(t, at(rule_->place.region));
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d)
            if (study_.data_centers.region[d] == rule_->place.region) mw += year.data_center_mw(t, d);
        return mw;
    }

    template <typename Equipment>
    bool stands_here(const Equipment& equipment, std::size_t i) const {
        return is_campus(rule_->place) ? equipment.behind[i] == rule_->place.data_center
                                       : equipment.region[i] == rule_->place.region;
    }

    template <typename Equipment>
    bool exists_all_year(const Equipment& equipment, std::size_t i) const {
        const auto first = base::utc_of_date(year_, 1, 1, study_.utc_offset_s),
                   next = base::utc_of_date(year_ + 1, 1, 1, study_.utc_offset_s);
        return equipment.commissioned[i] <= first && equipment.closed[i] >= next;
    }

    double credit_of_plant(std::size_t p) const {
        return model::delivers_power(study_, static_cast<model::PlantIndex>(p)) && stands_here(study_.plants, p)
                   ? study_.plants.firm_credit(p)
                   : 0.0;
    }

    double credit_of_store(std::size_t s) const {
        return stands_here(study_.stores, s) ? study_.stores.firm_credit(s) : 0.0;
    }

    double credit_of(const Investment& investment, bool without_connection) const {
        if (!investment.in_service(year_)) return 0.0;
        switch (investment.kind) {
            case CapacityKind::plant:
                return credit_of_plant(investment.asset);
            case CapacityKind::store_power:
                return credit_of_store(investment.asset);
            case CapacityKind::connection:
                return !without_connection && is_campus(rule_->place) &&
                               investment.asset == at(rule_->place.data_center)
                           ? rule_->connection_credit_frac
                           : 0.0;
            default:
                return 0.0;
        }
    }

    void add_existing(FirmCapacityRow& row) const {
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p)
            if (exists_all_year(study_.plants, p)) row.existing_mw += credit_of_plant(p) * study_.plants.capacity_mw[p];
        for (std::size_t s = 0; s < study_.stores.name.size(); ++s)
            if (exists_all_year(study_.stores, s))
                row.existing_mw += credit_of_store(s) * study_.stores.discharge_mw[s];
        if (is_campus(rule_->place) && !row.without_connection)
            row.existing_mw += rule_->connection_credit_frac *
                               assets::planned_connection(study_, at(rule_->place.data_center), year_).firm;
    }

    double largest_unit_mw() const {
        double largest = 0.0;
        const auto& units = study_.reliability.plant_units;
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p) {
            if (credit_of_plant(p) <= 0.0) continue;
            const double count = p < units.size() ? units[p] : 1.0;
            const double stated_mw = study_.plants.build[p].unit_mw;
            if (study_.plants.capacity_mw[p] > 0.0 && exists_all_year(study_.plants, p))
                largest = std::max(largest, study_.plants.capacity_mw[p] / count);
            if (may_be_built(CapacityKind::plant, p)) largest = std::max(largest, stated_mw);
        }
        for (std::size_t s = 0; s < study_.stores.name.size(); ++s) {
            if (credit_of_store(s) <= 0.0) continue;
            if (exists_all_year(study_.stores, s)) largest = std::max(largest, study_.stores.discharge_mw[s]);
            if (may_be_built(CapacityKind::store_power, s))
                largest = std::max(largest, study_.stores.build_power[s].unit_mw);
        }
        return largest;
    }

    bool may_be_built(CapacityKind kind, std::size_t asset) const {
        return std::ranges::any_of(layout_.investments, [&](const Investment& investment) {
            return investment.kind == kind && investment.asset == asset && investment.in_service(year_);
        });
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    Layout& layout_;
    LinkingBuilder& linking_;
    const model::FirmCapacity* rule_ = nullptr;
    int year_ = 0;
};

// The last rule of its place at or before the year.
bool holds_in(const Study& study, const model::FirmCapacity& rule, int year) {
    if (rule.first_year > year) return false;
    return std::ranges::none_of(study.firm_capacity, [&](const model::FirmCapacity& other) {
        return other.place == rule.place && rule.first_year < other.first_year && other.first_year <= year;
    });
}

}  // namespace

void add_firm_capacity(const Study& study, const profiles::Profiles& profiles, const Units& units, Layout& layout,
                       LinkingBuilder& linking) {
    Requirements requirements(study, profiles, units, layout, linking);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        for (const model::FirmCapacity& rule : study.firm_capacity)
            if (holds_in(study, rule, year)) requirements.add(rule, year);
}

std::vector<FirmCapacityYear> read_firm_capacity(const Study& study, const Layout& layout, double money_unit,
                                                 const std::vector<double>& built, const lp::Vector& duals) {
    std::vector<FirmCapacityYear> years;
    for (const FirmCapacityRow& row : layout.firm_capacity) {
        FirmCapacityYear year{.place = row.place,
                              .year = row.year,
                              .without_connection = row.without_connection,
                              .peak_mw = row.peak_mw,
                              .required_mw = row.required_mw,
                              .credited_mw = row.existing_mw};
        for (const auto& [variable, credit] : row.credit_frac) year.credited_mw += credit * built[at(variable)];
        if (index_of(row.row) < duals.size())
            year.price_per_mw_year = std::max(0.0, duals[index_of(row.row)]) * kPercent / row.required_mw * money_unit /
                                     discount_factor(study, row.year);
        years.push_back(std::move(year));
    }
    return years;
}

void relax_firm_capacity(Relaxation& relaxation) {
    const auto& rows = relaxation.program_layout().firm_capacity;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].year == relaxation.year().year)
            relaxation.add_sum(LimitKind::firm_capacity, i, rows[i].row, kFirmCapacityWeight,
                               rows[i].required_mw / kPercent);
}

}  // namespace decawatt::planning
