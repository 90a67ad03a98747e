# cpack: a Debian package of what cmake --install installs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME decawatt)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Decawatt developers <decawatt@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Power supply of data-centre hubs: sizing, dispatch, resource adequacy")
set(CPACK_PACKAGE_DESCRIPTION
"Decawatt sizes renewables, storage, on-site generation and grid connections for data-centre hubs within a model of
the regional grid, dispatches every hour of a multi-year horizon, and tests the plan by Monte Carlo simulation.
This package has the program, the C++ library, the Python package and scenarios.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
# Shared libraries are found from the program and the module; the rest is Python, and what find_package(decawatt) needs.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(DECAWATT_PYTHON)
  math(EXPR next_minor "${DECAWATT_PYTHON_MINOR} + 1")   # the extension module is of one minor version
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "python3 (>= 3.${DECAWATT_PYTHON_MINOR}), python3 (<< 3.${next_minor}), python3-numpy, python3-pandas, python3-xarray, python3-h5netcdf")
endif()
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3-matplotlib, python3-openpyxl")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cmake, libeigen3-dev, libfmt-dev, libhdf5-dev, libnetcdf-dev, libtomlplusplus-dev, nlohmann-json3-dev, zlib1g-dev")
include(CPack)
