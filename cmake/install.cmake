# cmake --install: the program, the library with its headers and its CMake package, scenarios and the Python package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(folders ${decawatt_folders})
set(libraries options ${folders} io app)
set(targets ${libraries})
list(TRANSFORM targets PREPEND decawatt_)
foreach(library ${libraries})
  set_target_properties(decawatt_${library} PROPERTIES EXPORT_NAME ${library})   # decawatt::app
endforeach()
if(decawatt_kernel_folders)
  list(APPEND targets decawatt_kernels)
  decawatt_find_kernels(decawatt ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS decawatt)
if(NOT CMAKE_CROSSCOMPILING)   # what the program prints about itself
  set(documents ${CMAKE_CURRENT_BINARY_DIR}/documents)
  add_custom_command(OUTPUT ${documents}/decawatt.1
      COMMAND ${CMAKE_COMMAND} -E make_directory ${documents}
      COMMAND decawatt manual > ${documents}/decawatt.1
      COMMAND decawatt completion bash > ${documents}/decawatt.bash
      COMMAND decawatt completion zsh > ${documents}/_decawatt
      COMMAND decawatt completion fish > ${documents}/decawatt.fish
      DEPENDS decawatt VERBATIM)
  add_custom_target(decawatt_documents ALL DEPENDS ${documents}/decawatt.1)
  install(FILES ${documents}/decawatt.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${documents}/decawatt.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME decawatt)
  install(FILES ${documents}/_decawatt DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  install(FILES ${documents}/decawatt.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
install(TARGETS ${targets} EXPORT decawatt_targets)

list(TRANSFORM folders PREPEND solver/)
install(DIRECTORY ${folders} io app DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/decawatt FILES_MATCHING PATTERN *.hpp)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/decawatt)
install(EXPORT decawatt_targets NAMESPACE decawatt:: FILE decawattTargets.cmake DESTINATION ${package})
configure_package_config_file(cmake/decawattConfig.cmake.in decawattConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(decawattConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/decawattConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/decawattConfigVersion.cmake
        DESTINATION ${package})

# Pages, scenarios and figures as in the source tree, so that links between them hold.
install(FILES README.md CHANGELOG.md CONTRIBUTING.md DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt
        FILES_MATCHING REGEX "\\.(md|png|csv|ipynb)$" PATTERN site EXCLUDE)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE)
install(DIRECTORY python_plots DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt PATTERN __pycache__ EXCLUDE PATTERN tests EXCLUDE)
if(DECAWATT_PYTHON)
  set(DECAWATT_PYTHON_DIR lib/python3/dist-packages CACHE STRING "Where the Python packages are installed, from the prefix")
  if(decawatt_kernel_folders)
    decawatt_find_kernels(decawatt_python ${DECAWATT_PYTHON_DIR}/decawatt)
  endif()
  install(TARGETS decawatt_python LIBRARY DESTINATION ${DECAWATT_PYTHON_DIR}/decawatt)
  install(DIRECTORY python/decawatt DESTINATION ${DECAWATT_PYTHON_DIR} PATTERN __pycache__ EXCLUDE)
  install(DIRECTORY python_plots/decawatt_plots DESTINATION ${DECAWATT_PYTHON_DIR} PATTERN __pycache__ EXCLUDE)
endif()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt)
