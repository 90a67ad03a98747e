// The marginal distributions of the weather generator, each a map from a standard normal score.
#pragma once

namespace decawatt::profiles {

double normal_density(double x);
double normal_cdf(double x);

// E[max(0, X)] for X normal with this mean and standard deviation; sd >= 0.
double normal_positive_part(double mean, double sd);

// Weibull distribution of wind speed: shape k and scale c.
struct Weibull {
    double shape = 2.0, scale = 1.0;

    // The speed at the quantile of the standard normal score z: c (-ln(1 - Phi(z)))^(1/k).
    double of_score(double z) const;
};

// The shape whose ratio of standard deviation to mean is `cv`: Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 = 1 + cv^2. Throws
// base::LogicError unless 0.05 <= cv <= 3.
double weibull_shape(double cv);
Weibull weibull(double mean, double shape);

// Bounded distribution on (0, 1): Phi(m + s Z) with Z standard normal ("probit-normal"). Every mean in (0, 1) and every
// variance below mean (1 - mean) is possible, and the mean is exact: E = Phi(m / sqrt(1 + s^2)).
struct ProbitNormal {
    double m = 0.0, s = 1.0;

    double of_score(double z) const { return normal_cdf(m + s * z); }
    static ProbitNormal of(double mean, double s);
};

// The spread s that gives this mean and standard deviation. Needs 0 < mean < 1 and sd^2 < 0.95 mean (1 - mean).
double probit_spread(double mean, double sd);

// Inverse of normal_cdf for 0 < p < 1, to about 1e-12.
double normal_quantile(double p);

}  // namespace decawatt::profiles
