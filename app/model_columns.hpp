// One model alone on one weather file: every step of it as a named column.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "io/study/profile_config.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/trace.hpp"

namespace decawatt::app {

// Columns with the values they name.
class Columns {
  public:
    Columns() = default;
    Columns(const Columns&) = delete;  // columns point into this object
    Columns& operator=(const Columns&) = delete;
    Columns(Columns&&) = default;
    Columns& operator=(Columns&&) = default;

    // The space of a new column; it stays where it is.
    std::span<double> add(std::string name, std::size_t count);
    void add(std::string name, std::span<const double> values);
    void add(const std::vector<profiles::TraceColumn>& columns);  // those that are not there yet
    bool has(const std::string& name) const;
    std::span<const double> of(const std::string& name) const;  // that is there
    const std::vector<profiles::TraceColumn>& all() const { return all_; }

  private:
    std::deque<std::vector<double>> values_;
    std::vector<profiles::TraceColumn> all_;
};

// The weather that the model reads, then what it makes of it. `_frac` columns are of the capacity at the grid. Throws
// base::InputError where the weather lacks what the model needs.
Columns model_columns(io::ProfileModel model, const io::ProfileConfig& config, const io::WeatherReading& reading,
                      const std::string& weather_file);

}  // namespace decawatt::app
