// IT hardware of data centres, its workloads, and halls.
#include "io/study/read_it_load.hpp"

#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
using base::at;

void read_fleets(const Reading& reading, model::ItHardware& fleets) {
    for (const Row& row : reading.rows("it_fleets")) {
        fleets.name.push_back(row.text("name"));
        fleets.idle_kw.push_back(row.number("idle_kw"));
        fleets.typical_kw.push_back(row.number("typical_kw"));
        fleets.max_kw.push_back(row.number("max_kw"));
        if (fleets.idle_kw.back() > fleets.typical_kw.back()) row.fault("idle_kw", "no more than typical_kw");
        if (fleets.typical_kw.back() > fleets.max_kw.back()) row.fault("typical_kw", "no more than max_kw");
        fleets.supply_constant_kw.push_back(row.number("supply_constant_kw"));
        fleets.supply_efficiency_frac.push_back(row.number("supply_efficiency_frac"));
        fleets.gpus_per_node.push_back(row.number("gpus_per_node"));
    }
}

model::JobRules read_jobs(const Row& row) {
    model::JobRules jobs;
    jobs.concurrent = row.integer("training_jobs");
    jobs.mean_h = row.number("training_job_h");
    jobs.checkpoint_interval_h = row.number("checkpoint_interval_h");
    jobs.checkpoint_minutes = row.number("checkpoint_minutes");
    if (jobs.checkpoint_minutes >= jobs.checkpoint_interval_h * 60.0)
        row.fault("checkpoint_minutes", "less than checkpoint_interval_h");
    jobs.swing_frac = row.number("training_swing_frac");
    jobs.swing_hz = row.number("training_swing_hz");
    return jobs;
}

model::BatchRules read_batch(const Row& row, double training_frac) {
    model::BatchRules batch;
    batch.frac = row.number("batch_frac");
    batch.mean_frac = row.number("batch_mean_frac");
    if (training_frac + batch.frac > 1.0) row.fault("batch_frac", "no more than 1 together with training_frac");
    return batch;
}

void read_workloads(const Reading& reading, model::Workloads& workloads) {
    for (const Row& row : reading.rows("workloads")) {
        workloads.name.push_back(row.text("name"));
        workloads.training_frac.push_back(row.number("training_frac"));
        workloads.training_level_frac.push_back(row.number("training_level_frac"));
        workloads.training_sd_frac.push_back(row.number("training_sd_frac"));
        workloads.training_gap_frac.push_back(row.number("training_gap_frac"));
        workloads.inference_mean_frac.push_back(row.number("inference_mean_frac"));
        workloads.inference_swing_frac.push_back(row.number("inference_swing_frac"));
        workloads.inference_weekend_frac.push_back(row.number("inference_weekend_frac"));
        workloads.idle_frac.push_back(row.number("idle_frac"));
        workloads.jobs.push_back(read_jobs(row));
        workloads.batch.push_back(read_batch(row, workloads.training_frac.back()));
    }
}

void read_workload_years(const Reading& reading, model::Workloads& workloads) {
    struct Column {
        const char* name;
        std::vector<model::YearTable>* table;
    };
    const Column columns[] = {{"training_level_frac", &workloads.training_level_by_year},
                              {"training_gap_frac", &workloads.training_gap_by_year},
                              {"inference_mean_frac", &workloads.inference_mean_by_year}};
    for (const Column& column : columns) *column.table = year_tables(workloads.name);
    const Names names = reading.names("workloads", workloads.name);
    for (const Row& row : reading.rows("workload_years")) {
        const auto workload = row.reference<model::WorkloadIndex>("workload", names);
        const int year = row.year();
        for (const Column& column : columns) {
            if (row.empty(column.name)) continue;  // no value for that year
            const double frac = row.required_number(column.name);
            if (workload != base::none<model::WorkloadIndex>) (*column.table)[at(workload)][year] = frac;
        }
    }
}

// Size of a hall: power, GPUs and kW per GPU, or number of nodes.
struct HallSize {
    double it_mw = 0.0, gpus = 0.0;
    model::FleetDraw draw;
};

HallSize fleet_size(const Row& row, const Names& names, const model::ItHardware& fleets) {
    for (const char* column : {"it_mw", "gpus", "kw_per_gpu"})
        if (!row.empty(column)) row.fault(column, "nothing together with fleet");
    const double count = row.required_number("count");
    const double provisioning = row.number("provisioning_frac");
    const auto fleet = row.reference<model::FleetIndex>("fleet", names);
    if (fleet == base::none<model::FleetIndex>) return {};
    const model::FleetHall hall = model::fleet_hall(fleets, at(fleet), count, provisioning);
    return {hall.nameplate_mw, hall.gpus, hall.draw};
}

HallSize stated_size(const Row& row) {
    for (const char* column : {"count", "provisioning_frac"})
        if (!row.empty(column)) row.fault(column, "nothing without fleet");
    HallSize size;
    size.gpus = row.number("gpus", 0.0);
    if (!row.empty("it_mw")) {
        if (!row.empty("kw_per_gpu")) row.fault("kw_per_gpu", "nothing together with it_mw");
        size.it_mw = row.required_number("it_mw");
    } else if (row.empty("gpus") || row.empty("kw_per_gpu")) {
        row.fault("it_mw", "the hall's power, or both gpus and kw_per_gpu, or a fleet");
    } else {
        size.it_mw = row.number_within("gpus", kPositive) * row.required_number("kw_per_gpu") / kKwPerMw;
    }
    return size;
}

void read_halls(const Reading& reading, model::Study& study) {
    const Names centers = reading.names("data_centers", study.data_centers.name);
    const Names workloads = reading.names("workloads", study.workloads.name);
    const Names fleets = reading.names("it_fleets", study.it_fleets.name);
    model::Halls& halls = study.halls;
    for (const Row& row : reading.rows("halls")) {
        const bool has_fleet = !row.empty("fleet");
        const HallSize size = has_fleet ? fleet_size(row, fleets, study.it_fleets) : stated_size(row);
        halls.name.push_back(row.text("name"));
        halls.data_center.push_back(row.reference<model::DataCenterIndex>("data_center", centers));
        halls.commissioned.push_back(row.date("commissioned"));
        halls.closed.push_back(row.date("closed"));
        halls.it_mw.push_back(size.it_mw);
        halls.gpus.push_back(size.gpus);
        halls.draw.push_back(size.draw);
        halls.fill_months.push_back(row.number("fill_months"));
        halls.workload.push_back(row.reference<model::WorkloadIndex>("workload", workloads));
        if (!has_fleet && row.empty("workload")) row.fault("workload", "a name in workloads.csv, or a fleet");
    }
}
}  // namespace

void read_it_load(const Reading& reading, model::Study& study) {
    read_fleets(reading, study.it_fleets);
    read_workloads(reading, study.workloads);
    read_workload_years(reading, study.workloads);
    read_halls(reading, study);
}

}  // namespace decawatt::io
