# DECAWATT_LEVELS: one package for all processors of the architecture. lp, with the folders that it uses, becomes a shared
# library, built once for every processor and once more for each level of x86-64. At the start of a program the dynamic
# linker selects the highest that the processor supports from glibc-hwcaps/LEVEL next to the first (glibc 2.33 or later).
# Only lp is compiled for the level: random numbers, which base generates, keep their bits.
#
# A process has one of the libraries, so inline functions of one level never replace those of another:
#  - kernels.map exports functions of decawatt alone; those of Eigen and of the standard library stay inside, and
#    -Bsymbolic-functions binds calls within the library to its own.
#  - Matrices of Eigen are passed between the library and the program, and freed by either: the alignment, and with it
#    the way of allocation, is that of the widest vectors at all levels.
#  - No exported function that others call takes a vector of the processor by value.
set(decawatt_kernel_folders base parallel lp)

if(DECAWATT_TESTS OR DECAWATT_BENCHMARKS)
  message(FATAL_ERROR "DECAWATT_LEVELS: tests and benchmarks pass vectors of the processor to functions of the library; "
                      "configure with -DDECAWATT_TESTS=OFF -DDECAWATT_BENCHMARKS=OFF")
endif()
if(NOT decawatt_arch OR decawatt_arch STREQUAL native)
  message(FATAL_ERROR "DECAWATT_LEVELS: the processors that all else is compiled for are missing; add -DDECAWATT_ARCH=generic")
endif()
if(DECAWATT_MPI)
  message(FATAL_ERROR "DECAWATT_LEVELS is for packages, which work without MPI: compile for the processors of the cluster")
endif()
target_compile_definitions(decawatt_options INTERFACE EIGEN_MAX_ALIGN_BYTES=64 EIGEN_MAX_STATIC_ALIGN_BYTES=64)

# The library for one level; for every processor where the level is empty.
function(decawatt_kernels target level)
  add_library(${target} SHARED)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME decawatt_kernels EXPORT_NAME kernels
      VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
      CXX_VISIBILITY_PRESET default VISIBILITY_INLINES_HIDDEN OFF POSITION_INDEPENDENT_CODE ON
      LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/kernels.map)
  target_compile_options(${target} PRIVATE -fno-semantic-interposition)
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic-functions -Wl,--no-undefined
      -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/kernels.map)
  target_link_libraries(${target} PRIVATE decawatt_options)
  if(level)
    # -march in a library of its own: the options of a target itself would come before those of decawatt_options.
    add_library(${target}_option INTERFACE)
    target_compile_options(${target}_option INTERFACE -march=${level})
    target_link_libraries(${target} PRIVATE ${target}_option)
    install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/glibc-hwcaps/${level} COMPONENT program NAMELINK_SKIP)
  endif()
  set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/$<$<BOOL:${level}>:glibc-hwcaps/${level}>)
endfunction()

include(GNUInstallDirs)
decawatt_kernels(decawatt_kernels "")
set(decawatt_kernel_targets decawatt_kernels)
foreach(level ${DECAWATT_LEVELS})
  decawatt_kernels(decawatt_kernels_${level} ${level})
  list(APPEND decawatt_kernel_targets decawatt_kernels_${level})
endforeach()

# A folder of the library: its sources in the library for each level.
function(decawatt_kernel_library name sources uses)
  list(TRANSFORM sources REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  add_library(decawatt_${name} INTERFACE)
  target_link_libraries(decawatt_${name} INTERFACE decawatt_options decawatt_kernels ${uses})
  list(FILTER uses EXCLUDE REGEX ^decawatt_)
  foreach(target ${decawatt_kernel_targets})
    target_sources(${target} PRIVATE ${sources})
    target_link_libraries(${target} PRIVATE ${uses})
  endforeach()
  if(NOT name STREQUAL lp)   # options of a source file come last
    set_source_files_properties(${sources} TARGET_DIRECTORY decawatt_kernels PROPERTIES COMPILE_OPTIONS -march=${decawatt_arch})
  endif()
endfunction()

# Path of the libraries relative to that of a program or module, for any prefix.
function(decawatt_find_kernels target folder)
  file(RELATIVE_PATH back /prefix/${folder} /prefix/${CMAKE_INSTALL_LIBDIR})
  set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${back}")
endfunction()
