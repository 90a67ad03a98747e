// Energy of SSC's cases by month and delivery period.
#include <algorithm>
#include <array>
#include <numeric>

#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
using nlohmann::json;

constexpr double kPerThousand = 1e-3;
constexpr std::array<int, Delivery::kMonths> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
const char* const kMonth[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

bool has_factors_by_hour(const json& in) {
    return number(in, "ppa_multiplier_model") == 1.0;
}

void add_hour(double mwh, double factor, std::size_t block, Delivery& delivery) {
    if (mwh >= 0.0) {
        delivery.sold_mwh[block] += mwh;
        delivery.priced_mwh[block] += mwh * factor;
    } else {
        delivery.bought_mwh -= mwh;
        delivery.bought_priced_mwh -= mwh * factor;
    }
}

Delivery from_hours(const json& in) {
    Delivery delivery;
    const auto gen_kw = in.at("gen").get<std::vector<double>>();
    const auto factor_of = list(in, "dispatch_tod_factors", std::vector<double>(Delivery::kPeriods, 1.0));
    std::size_t hour = 0;
    for (std::size_t month = 0, day = 0; month < Delivery::kMonths; ++month)
        for (int d = 0; d < kDays[month]; ++d, ++day)  // 1 January is a Monday
            for (std::size_t h = 0; h < 24; ++h, ++hour) {
                const char* schedule = day % 7 < 5 ? "dispatch_sched_weekday" : "dispatch_sched_weekend";
                const auto period = static_cast<std::size_t>(in.at(schedule).at(month).at(h).get<double>()) - 1;
                const double factor = has_factors_by_hour(in) ? in.at("dispatch_factors_ts").at(hour).get<double>()
                                                              : factor_of.at(period);
                add_hour(kPerThousand * gen_kw.at(hour), factor, month * Delivery::kPeriods + period, delivery);
            }
    return delivery;
}

Delivery from_sums(const json& in) {
    Delivery delivery;
    if (in.contains("delivery__summary")) {
        const json& sums = in.at("delivery__summary");
        delivery.sold_mwh = sums.at("sold_mwh").get<std::vector<double>>();
        delivery.priced_mwh = sums.at("priced_mwh").get<std::vector<double>>();
        delivery.bought_mwh = sums.at("bought_mwh");
        delivery.bought_priced_mwh = sums.at("bought_priced_mwh");
        return delivery;
    }
    const auto monthly = list(in, "monthly_energy");  // all in period 1, as every hour of the schedule is
    for (std::size_t m = 0; m < monthly.size(); ++m)
        delivery.sold_mwh[m * Delivery::kPeriods] = delivery.priced_mwh[m * Delivery::kPeriods] =
            kPerThousand * monthly[m];
    return delivery;
}
}  // namespace

double Delivery::sold() const {
    return std::accumulate(sold_mwh.begin(), sold_mwh.end(), 0.0);
}

double Delivery::priced() const {
    return std::accumulate(priced_mwh.begin(), priced_mwh.end(), 0.0);
}

double Delivery::of_month(const std::vector<double>& mwh, std::size_t month) const {
    double sum = 0.0;
    for (std::size_t p = 0; p < kPeriods; ++p) sum += mwh[month * kPeriods + p];
    return sum;
}

double Delivery::of_period(const std::vector<double>& mwh, std::size_t period) const {
    double sum = 0.0;
    for (std::size_t m = 0; m < kMonths; ++m) sum += mwh[m * kPeriods + period];
    return sum;
}

Delivery delivery_of(const json& in) {
    return in.contains("gen") ? from_hours(in) : from_sums(in);
}

void add_delivery_rows(const json& in, const finance::ProForma& result, SscRows& rows) {
    const Delivery delivery = delivery_of(in);
    const double sold = delivery.sold();
    const auto by_year = [&](double mwh, bool as_money, double priced_mwh) {
        std::vector<double> row(result.ebitda.size(), 0.0);
        for (std::size_t t = 1; t < row.size(); ++t) {
            const double remaining = sold > 0.0 ? result.energy.sold_mwh[t] / sold : 0.0;
            row[t] = remaining * (as_money ? priced_mwh * result.revenue.price_per_mwh[t] : 1e3 * mwh);
        }
        return row;
    };
    for (std::size_t m = 0; m < Delivery::kMonths; ++m) {
        const double mwh = delivery.of_month(delivery.sold_mwh, m), priced = delivery.of_month(delivery.priced_mwh, m);
        rows[std::string("cf_energy_sales_") + kMonth[m]] = by_year(mwh, false, priced);
        rows[std::string("cf_revenue_") + kMonth[m]] = by_year(mwh, true, priced);
    }
    if (has_factors_by_hour(in)) return;
    for (std::size_t p = 0; p < Delivery::kPeriods; ++p) {
        const std::string name = std::to_string(p + 1);
        const double mwh = delivery.of_period(delivery.sold_mwh, p),
                     priced = delivery.of_period(delivery.priced_mwh, p);
        const double price = result.revenue.price_per_mwh[1];
        rows["cf_energy_sales_dispatch" + name] = by_year(mwh, false, priced);
        rows["cf_revenue_dispatch" + name] = by_year(mwh, true, priced);
        rows["firstyear_energy_dispatch" + name] = {rows["cf_energy_sales_dispatch" + name][1]};
        rows["firstyear_revenue_dispatch" + name] = {rows["cf_revenue_dispatch" + name][1]};
        rows["firstyear_energy_price" + name] = {mwh > 0.0 ? 0.1 * priced * price / mwh : 0.0};
        std::vector<double>& energy = rows["cf_energy_sales_monthly_firstyear_TOD" + name];
        std::vector<double>& revenue = rows["cf_revenue_monthly_firstyear_TOD" + name];
        for (std::size_t m = 0; m < Delivery::kMonths; ++m) {
            energy.push_back(1e3 * delivery.sold_mwh[m * Delivery::kPeriods + p]);
            revenue.push_back(price * delivery.priced_mwh[m * Delivery::kPeriods + p]);
        }
    }
}

}  // namespace decawatt::tests
