# The catalogs of what Vesper says, laid out below the build folder as they are below PREFIX: there
# the programs look, beside where they stand.
file(GLOB catalogs CONFIGURE_DEPENDS daemon/po/*.po)
foreach(catalog ${catalogs})
  get_filename_component(language ${catalog} NAME_WE)
  set(folder share/locale/${language}/LC_MESSAGES)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/${folder}/vesper.mo
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/${folder}
                     COMMAND ${GETTEXT_MSGFMT_EXECUTABLE} --check-format
                             --output-file=${CMAKE_BINARY_DIR}/${folder}/vesper.mo ${catalog}
                     DEPENDS ${catalog} VERBATIM)
  list(APPEND compiled_catalogs ${CMAKE_BINARY_DIR}/${folder}/vesper.mo)
  list(APPEND catalog_folders ${folder})
endforeach()
add_custom_target(catalogs ALL DEPENDS ${compiled_catalogs})
add_dependencies(house catalogs)
