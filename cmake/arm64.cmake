# Debian's cross-compiler for 64-bit ARM (g++-aarch64-linux-gnu). Headers without machine code (Eigen, fmt, Random123) are
# those of the build machine, of which nothing is linked.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
file(GLOB fmt_DIR /usr/lib/*-linux-gnu/cmake/fmt)
