#include "profiles/photovoltaics/incidence_modifier.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace decawatt;
using namespace decawatt::profiles;

TEST_CASE("incidence modifiers fall from one to zero") {
    using enum model::IncidenceModifier;
    for (const auto modifier : {physical, antireflective, ashrae}) {
        CAPTURE(model::text(modifier));
        CHECK(incidence_modifier(modifier, 1.0) == 1.0);
        CHECK(incidence_modifier(modifier, std::cos(1e-5)) == doctest::Approx(1.0).epsilon(1e-9));
        CHECK(incidence_modifier(modifier, 0.0) == 0.0);
        CHECK(incidence_modifier(modifier, -0.3) == 0.0);
        double before = 1.0;
        for (int angle_deg = 1; angle_deg < 90; ++angle_deg) {
            const double now = incidence_modifier(modifier, std::cos(angle_deg * 3.14159265358979 / 180.0));
            CHECK(now <= before + 1e-12);
            before = now;
        }
        CHECK(before < 0.12);  // at 89 degrees; the coated glass lets 0.11 through
    }
}

TEST_CASE(
    "a coating transmits more at large angles; without a modifier all of the front and none of the back is "
    "transmitted") {
    for (const double cosine : {0.9, 0.6, 0.3, 0.1})
        CHECK(antireflective_incidence_modifier(cosine) > physical_incidence_modifier(cosine));
    CHECK(incidence_modifier(model::IncidenceModifier::none, 0.1) == 1.0);
    CHECK(incidence_modifier(model::IncidenceModifier::none, -0.1) == 0.0);
}
