// Distributions of losses over hours, samples and weather years in an adequacy file.
#pragma once

#include "io/hdf5/adequacy_source.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::io {

void put_loss_probability(Group&& group, const AdequacySource& source);
void put_distribution(Group&& group, const AdequacySource& source);
void put_convergence(Group&& group, const AdequacySource& source);
void put_worst_samples(Group&& group, const AdequacySource& source);
void put_weather_means(Group&& group, const AdequacySource& source);

}  // namespace decawatt::io
