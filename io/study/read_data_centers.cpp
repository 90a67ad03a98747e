#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using base::at;

void read_centers(const Reading& reading, model::Study& study) {
    constexpr Range kSupply{5.0, 60.0, false, false, "degrees Celsius from 5 to 60"};
    constexpr Range kRedundancy{1.0, 4.0, false, false, "a ratio from 1 to 4 (2 for 2N)"};
    const Names regions = reading.names("regions", study.regions.name);
    const Names sites = reading.names("sites", study.sites.name);
    const Names contracts = reading.names("contracts", study.contracts.name);
    const std::vector<std::string> coolings = words_of<model::Cooling>(model::kCoolings);
    model::DataCenters& centers = study.data_centers;
    for (const Row& row : reading.rows("data_centers")) {
        centers.name.push_back(row.text("name"));
        centers.region.push_back(row.reference<model::RegionIndex>("region", regions));
        centers.site.push_back(row.reference<model::SiteIndex>("site", sites));
        centers.contract.push_back(row.reference_or_none<model::ContractIndex>("contract", contracts));
        centers.it_scale.push_back(row.number("it_scale", kNotNegative, 1.0));
        centers.connection_mw.push_back(row.number("connection_mw", kNotNegative));
        centers.build_connection.push_back(read_build(row, study.horizon));
        centers.may_shed.push_back(row.boolean("may_shed", true));
        const auto cooling = row.empty("cooling") ? std::nullopt : row.choice("cooling", coolings);
        centers.cooling.push_back(cooling ? static_cast<model::Cooling>(*cooling) : model::Cooling::water_economizer);
        centers.supply_temperature_deg_c.push_back(row.number("supply_temperature_deg_c", kSupply, 27.0));
        centers.liquid_frac.push_back(row.number("liquid_frac", kFraction, 0.85));
        centers.ups_loss_constant.push_back(row.number("ups_loss_constant", kLoss, 0.010));
        centers.ups_loss_linear.push_back(row.number("ups_loss_linear", kLoss, 0.012));
        centers.ups_loss_square.push_back(row.number("ups_loss_square", kLoss, 0.013));
        centers.ups_redundancy.push_back(row.number("ups_redundancy", kRedundancy, 1.25));
        centers.distribution_loss_frac.push_back(row.number("distribution_loss_frac", kLoss, 0.01));
        centers.lighting_frac.push_back(row.number("lighting_frac", kLoss, 0.001));
    }
}

void read_workloads(const Reading& reading, model::Workloads& workloads) {
    for (const Row& row : reading.rows("workloads")) {
        workloads.name.push_back(row.text("name"));
        workloads.training_frac.push_back(row.number("training_frac", kFraction));
        workloads.training_level_frac.push_back(row.number("training_level_frac", kFraction, 0.78));
        workloads.training_sd_frac.push_back(row.number("training_sd_frac", kFraction, 0.05));
        workloads.training_gap_frac.push_back(row.number("training_gap_frac", kFraction, 0.05));
        workloads.inference_mean_frac.push_back(row.number("inference_mean_frac", kFraction, 0.6));
        workloads.inference_swing_frac.push_back(row.number("inference_swing_frac", kFraction, 0.14));
        workloads.inference_weekend_frac.push_back(row.number("inference_weekend_frac", kFraction, 0.9));
        workloads.idle_frac.push_back(row.number("idle_frac", kFraction, 0.23));
    }
}

// IT power of a hall, from it_mw or from GPUs and kW each.
double hall_it_mw(const Row& row) {
    if (!row.empty("it_mw")) {
        if (!row.empty("kw_per_gpu")) row.fault("kw_per_gpu", "nothing beside it_mw");
        return row.number("it_mw", kPositive);
    }
    if (row.empty("gpus") || row.empty("kw_per_gpu")) {
        row.fault("it_mw", "the hall's power, or both gpus and kw_per_gpu");
        return 0.0;
    }
    return row.number("gpus", kPositive) * row.number("kw_per_gpu", kPositive) / kKwPerMw;
}

void read_halls(const Reading& reading, model::Study& study) {
    const Names centers = reading.names("data_centers", study.data_centers.name);
    const Names workloads = reading.names("workloads", study.workloads.name);
    model::Halls& halls = study.halls;
    for (const Row& row : reading.rows("halls")) {
        halls.name.push_back(row.text("name"));
        halls.data_center.push_back(row.reference<model::DataCenterIndex>("data_center", centers));
        halls.commissioned.push_back(row.date("commissioned", reading.utc_offset_s));
        halls.closed.push_back(row.date("closed", reading.utc_offset_s, base::kNever));
        halls.it_mw.push_back(hall_it_mw(row));
        halls.gpus.push_back(row.number("gpus", kNotNegative, 0.0));
        halls.workload.push_back(row.reference<model::WorkloadIndex>("workload", workloads));
    }
}
}  // namespace

void read_data_centers(const Reading& reading, model::Study& study) {
    read_centers(reading, study);
    read_workloads(reading, study.workloads);
    read_halls(reading, study);
}

void read_contracts(const Reading& reading, model::Study& study) {
    model::Contracts& contracts = study.contracts;
    for (const Row& row : reading.rows("contracts")) {
        contracts.name.push_back(row.text("name"));
        contracts.counts_clean.push_back(row.choice("counts", {"clean", "renewable"}) == 0U);
    }
    struct Target {
        const char* column;
        std::vector<model::YearTable>* table;
    };
    const std::vector<Target> targets = {{"hourly_frac", &contracts.hourly_target_frac},
                                         {"annual_frac", &contracts.annual_target_frac},
                                         {"excess_cap_frac", &contracts.excess_cap_frac},
                                         {"grid_clean_frac", &contracts.grid_clean_frac}};
    for (const Target& target : targets) *target.table = year_tables(contracts.name);
    const Names names = reading.names("contracts", contracts.name);
    for (const Row& row : reading.rows("contract_targets")) {
        const auto contract = row.reference<model::ContractIndex>("contract", names);
        const int year = row.year();
        for (const Target& target : targets) {
            if (row.empty(target.column)) continue;  // says nothing for that year
            const double frac = row.number(target.column, kFraction);
            if (contract != base::none<model::ContractIndex>) (*target.table)[at(contract)][year] = frac;
        }
    }
}

}  // namespace decawatt::io
