// Temperatures of modules and cells from their formulas, by hand.
#include "profiles/photovoltaics/cell_temperature.hpp"

#include <doctest/doctest.h>

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

TEST_CASE("the four mounts of the Sandia model have the coefficients of their table") {
    // SAND2004-3535, table 1: a, b and the difference between cell and module at 1000 W/m2; at 20 deg C and 5 m/s of
    // wind, the module is at 20 + E exp(a + 5 b).
    const struct {
        model::SapmMount mount;
        double module_deg_c, cell_deg_c, cell_in_half_light_deg_c;
    } table[] = {{static_cast<model::SapmMount>(0), 43.121323, 46.121323, 33.060662},
                 {static_cast<model::SapmMount>(1), 60.135261, 61.135261, 40.567631},
                 {static_cast<model::SapmMount>(2), 39.545699, 42.545699, 31.272850},
                 {static_cast<model::SapmMount>(3), 67.954626, 67.954626, 43.977313}};
    for (const auto& row : table) {
        CAPTURE(static_cast<int>(row.mount));
        CHECK(sapm_module_deg_c({1000.0, 20.0, 5.0}, row.mount) == Approx(row.module_deg_c).epsilon(1e-7));
        CHECK(sapm_cell_deg_c({1000.0, 20.0, 5.0}, row.mount) == Approx(row.cell_deg_c).epsilon(1e-7));
        CHECK(sapm_cell_deg_c({500.0, 20.0, 5.0}, row.mount) == Approx(row.cell_in_half_light_deg_c).epsilon(1e-7));
    }
}

TEST_CASE("models of heat loss and of the nominal operating temperature") {
    CHECK(faiman_temperature_deg_c({592.0, 20.0, 1.0}, {25.0, 4.6}) == Approx(40.0));
    CHECK(pvsyst_cell_deg_c({1000.0, 20.0, 3.0}, {29.0, 0.0}, 0.2) == Approx(20.0 + 0.9 * 800.0 / 29.0));
    CHECK(ross_cell_deg_c({800.0, 20.0, 9.0}, 45.0) == Approx(45.0));
    CHECK(ross_cell_deg_c({400.0, 10.0, 9.0}, 45.0) == Approx(22.5));
    // 9.5 / (5.7 + 3.8 * 0.51 * 2) of what does not leave as electricity: 1 - 0.18 / 0.9.
    CHECK(noct_cell_deg_c({800.0, 20.0, 2.0}, 45.0, 0.18) == Approx(20.0 + 25.0 * 0.8 * 9.5 / 9.576));
}
