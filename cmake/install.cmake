# cmake --install: the program, the library with its headers and its CMake package, scenarios and the Python package.
# Each component installs what its target builds (docs/library.md), so that a part can be built and installed alone.
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
  add_dependencies(decawatt ${decawatt_kernel_targets})   # of all levels, which are installed with it
endif()
install(TARGETS decawatt COMPONENT program)
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
  install(FILES ${documents}/decawatt.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT manual)
  install(FILES ${documents}/decawatt.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME decawatt COMPONENT manual)
  install(FILES ${documents}/_decawatt DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT manual)
  install(FILES ${documents}/decawatt.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT manual)
endif()
install(TARGETS ${targets} EXPORT decawatt_targets ARCHIVE COMPONENT library
        LIBRARY COMPONENT program NAMELINK_COMPONENT library)   # with DECAWATT_LEVELS, the shared library of the solver

list(TRANSFORM folders PREPEND solver/)
install(DIRECTORY ${folders} io app DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/decawatt COMPONENT library FILES_MATCHING PATTERN *.hpp)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/decawatt)
install(EXPORT decawatt_targets NAMESPACE decawatt:: FILE decawattTargets.cmake DESTINATION ${package} COMPONENT library)
configure_package_config_file(cmake/decawattConfig.cmake.in decawattConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(decawattConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/decawattConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/decawattConfigVersion.cmake
        DESTINATION ${package} COMPONENT library)

# Pages, scenarios and figures as in the source tree, so that links between them hold.
install(FILES README.md CHANGELOG.md CONTRIBUTING.md DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt COMPONENT program)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt COMPONENT program
        FILES_MATCHING REGEX "\\.(md|png|csv|ipynb)$" PATTERN site EXCLUDE)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt USE_SOURCE_PERMISSIONS COMPONENT program
        PATTERN __pycache__ EXCLUDE)
install(DIRECTORY python_plots DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt COMPONENT program PATTERN __pycache__ EXCLUDE PATTERN tests EXCLUDE)
if(DECAWATT_PYTHON)
  set(DECAWATT_PYTHON_DIR lib/python3/dist-packages CACHE STRING "Where the Python packages are installed, from the prefix")
  if(decawatt_kernel_folders)
    decawatt_find_kernels(decawatt_python ${DECAWATT_PYTHON_DIR}/decawatt)
  endif()
  install(TARGETS decawatt_python LIBRARY DESTINATION ${DECAWATT_PYTHON_DIR}/decawatt COMPONENT python)
  install(DIRECTORY python/decawatt DESTINATION ${DECAWATT_PYTHON_DIR} COMPONENT python PATTERN __pycache__ EXCLUDE)
  install(DIRECTORY python_plots/decawatt_plots DESTINATION ${DECAWATT_PYTHON_DIR} COMPONENT python PATTERN __pycache__ EXCLUDE)
endif()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/decawatt COMPONENT program)
