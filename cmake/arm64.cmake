# Debian's cross-compiler for 64-bit ARM (g++-aarch64-linux-gnu). Headers without machine code (Eigen, CLI11, Random123)
# are those of the build machine, of which nothing is linked.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(DECAWATT_ARM64_LIBRARIES "" CACHE PATH "The folder of packaging/arm64_libraries.sh, with HDF5 and netCDF")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES DECAWATT_ARM64_LIBRARIES)
if(NOT DECAWATT_ARM64_LIBRARIES)
  file(GLOB fmt_DIR /usr/lib/*-linux-gnu/cmake/fmt)
  return()
endif()

set(libraries ${DECAWATT_ARM64_LIBRARIES}/usr/lib/aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH ${DECAWATT_ARM64_LIBRARIES})
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_CXX_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_C_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_SKIP_BUILD_RPATH ON)         # the program runs elsewhere
# Libraries that these need in turn are found at their place in the folder.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,-rpath-link,${libraries}:${DECAWATT_ARM64_LIBRARIES}/lib/aarch64-linux-gnu")
set(ENV{PKG_CONFIG_LIBDIR} ${libraries}/pkgconfig)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${DECAWATT_ARM64_LIBRARIES})
