# cmake --install: the program, the library with its headers and its CMake package, scenarios and the Python package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(folders base parallel lp model profiles ageing assets planning adequacy)
set(libraries options ${folders} io app)
set(targets ${libraries})
list(TRANSFORM targets PREPEND decawatt_)
foreach(library ${libraries})
  set_target_properties(decawatt_${library} PROPERTIES EXPORT_NAME ${library})   # decawatt::app
endforeach()
install(TARGETS decawatt)
install(TARGETS ${targets} EXPORT decawatt_targets)

list(TRANSFORM folders PREPEND solver/)
install(DIRECTORY ${folders} io app DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/decawatt FILES_MATCHING PATTERN *.hpp)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/decawatt)
install(EXPORT decawatt_targets NAMESPACE decawatt:: FILE decawattTargets.cmake DESTINATION ${package})
configure_package_config_file(cmake/decawattConfig.cmake.in decawattConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(decawattConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/decawattConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/decawattConfigVersion.cmake
        DESTINATION ${package})

install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE)
install(DIRECTORY python_plots DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt PATTERN __pycache__ EXCLUDE PATTERN tests EXCLUDE)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt)
