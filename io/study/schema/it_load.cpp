#include "io/study/schema/it_load.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
constexpr int kMostJobs = 4096;  // limited because the slot is part of the key of random numbers

TableSchema it_fleets() {
    return {.name = "it_fleets",
            .about = "Types of servers by the power of a node: idle_kw <= typical_kw <= max_kw.",
            .columns = {
                {"name", text().key(), "Name of the server type."},
                {"idle_kw", number(kNotNegative), "Power of an idle node."},
                {"typical_kw", number(kNotNegative), "Typical power of a node under load."},
                {"max_kw", number(kPositive), "Maximum power of a node."},
                {"supply_constant_kw", number(kNotNegative).otherwise(0.0),
                 "Constant loss of an upstream power supply: in = (out + constant) / efficiency."},
                {"supply_efficiency_frac", number(kEfficiency).otherwise(1.0), "Efficiency of that power supply."},
                {"gpus_per_node", number(kNotNegative).otherwise(0.0).in("GPUs"),
                 "GPUs of a node, for information "
                 "only."},
            }};
}

Columns training_and_inference() {
    return {
        {"name", text().key(), "Name of the workload."},
        {"training_frac", number(kFraction), "Share of nameplate power for training."},
        {"training_level_frac", number(kFraction).otherwise(0.78), "Mean power of a running job."},
        {"training_sd_frac", number(kFraction).otherwise(0.04), "Standard deviation of that power over jobs."},
        {"training_gap_frac", number(kFraction).otherwise(0.05), "Share of time between jobs."},
        {"inference_mean_frac", number(kFraction).otherwise(0.6), "Mean power of inference."},
        {"inference_swing_frac", number(kFraction).otherwise(0.14),
         "Amplitude of the daily shape of inference, relative to its mean."},
        {"inference_weekend_frac", number(kFraction).otherwise(0.9), "Weekend activity relative to workdays."},
        {"idle_frac", number(kFraction).otherwise(0.23), "Power of an idle machine."},
    };
}

Columns jobs_and_batch() {
    const model::JobRules usual;
    const model::BatchRules batch;
    return {
        {"training_jobs", integer(1, kMostJobs).otherwise(usual.concurrent).without_unit(),
         "Number of equal slots, each with one job at a time."},
        {"training_job_h", number(kPositive).otherwise(usual.mean_h), "Mean length of a job."},
        {"checkpoint_interval_h", number(kPositive).otherwise(usual.checkpoint_interval_h),
         "Time between checkpoints of a job."},
        {"checkpoint_minutes", number(kNotNegative).otherwise(usual.checkpoint_minutes),
         "Time that a job idles for a checkpoint; less than checkpoint_interval_h."},
        {"training_swing_frac", number(kFraction).otherwise(usual.swing_frac),
         "Swing of a job's power within its training steps, peak to trough."},
        {"training_swing_hz", number(kPositive).otherwise(usual.swing_hz), "Frequency of that swing."},
        {"batch_frac", number(kFraction).otherwise(batch.frac),
         "Share of nameplate power for deferrable batch work; with training_frac at most 1."},
        {"batch_mean_frac", number(kFraction).otherwise(batch.mean_frac), "Mean power of batch work."},
    };
}

TableSchema workload_years() {
    const std::string otherwise = "linear between the years that give it; if none does, as in workloads";
    return {.name = "workload_years",
            .about = "Workloads that change over the years.",
            .columns = {
                {"workload", row_of("workloads").key(), "Workload."},
                {"year", year().key(), "Calendar year."},
                {"training_level_frac", number(kFraction).optional(otherwise), "Mean power of a running job."},
                {"training_gap_frac", number(kFraction).optional(otherwise), "Share of time between jobs."},
                {"inference_mean_frac", number(kFraction).optional(otherwise), "Mean power of inference."},
            }};
}

TableSchema halls() {
    return {.name = "halls",
            .about =
                "Halls of data centres. The size is given by it_mw, by gpus and kw_per_gpu, or by fleet and "
                "count.",
            .columns = {
                {"data_center", row_of("data_centers").key(), "Data centre that the hall belongs to."},
                {"name", text().key(), "Name of the hall."},
                {"commissioned", date(), "First instant of operation."},
                {"workload", row_of("workloads").optional("none: typical power of the fleet"),
                 "Workload; required without a fleet, whose idle power replaces the workload's."},
                {"it_mw", number(kPositive).optional(), "Nameplate IT power."},
                {"gpus", number(kNotNegative).optional().in("GPUs"),
                 "Number of GPUs; with it_mw for information "
                 "only."},
                {"kw_per_gpu", number(kPositive).optional(), "Power of a GPU with its share of the server."},
                {"fleet", row_of("it_fleets").optional(), "Server type."},
                {"count", number(kPositive).optional("required with fleet").in("nodes"), "Number of nodes."},
                {"provisioning_frac", number(kEfficiency).otherwise(1.0),
                 "Fraction of the maximum power of the fleet, for servers with a power cap."},
                {"fill_months", number(kNotNegative).otherwise(0.0),
                 "Time over which machines are installed at an even rate; UPS, lighting and fans are those of the full "
                 "hall."},
                {"closed", date().otherwise(kNever), "First instant after operation."},
            }};
}
}  // namespace

std::vector<TableSchema> it_load_tables() {
    return {it_fleets(),
            {.name = "workloads",
             .about = "Workloads by their power as a fraction of nameplate. The rest beside training and batch work "
                      "is inference.",
             .columns = training_and_inference() + jobs_and_batch()},
            workload_years(),
            halls()};
}

}  // namespace decawatt::io::schema
