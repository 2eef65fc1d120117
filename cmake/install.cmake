# What lands where (FHS), and the Debian package: cmake --build ... && cpack -G DEB.
include(GNUInstallDirs)

if(NOT TARGET vesperd OR NOT TARGET vesper)
  return()
endif()
install(TARGETS vesperd RUNTIME DESTINATION ${CMAKE_INSTALL_SBINDIR})
install(TARGETS vesper RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The shipped library; a file under /etc/vesper overrides by name.
install(DIRECTORY rules/library/ DESTINATION ${CMAKE_INSTALL_DATADIR}/vesper)
# Sentences in other languages, beside the programs.
foreach(folder ${catalog_folders})
  install(FILES ${CMAKE_BINARY_DIR}/${folder}/vesper.mo DESTINATION ${folder})
endforeach()
# For editors: the program writes it, so that it is the program's own words.
set(rules_schema ${CMAKE_BINARY_DIR}/schema/rules.schema.json)
add_custom_command(OUTPUT ${rules_schema}
                   COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/schema
                   COMMAND vesper schema rules > ${rules_schema}
                   DEPENDS vesper
                   COMMENT "Writing the schema of rule files")
add_custom_target(vesper_schema ALL DEPENDS ${rules_schema})
install(FILES ${rules_schema} DESTINATION ${CMAKE_INSTALL_DATADIR}/vesper/schema)
# systemd, sysusers and tmpfiles look under /usr/lib whatever the prefix's word for libraries is.
install(FILES systemd/vesperd.service systemd/vesperd.socket systemd/vesperd-admin.socket
        DESTINATION lib/systemd/system)
install(FILES systemd/vesper.sysusers DESTINATION lib/sysusers.d RENAME vesper.conf)
install(FILES systemd/vesper.tmpfiles DESTINATION lib/tmpfiles.d RENAME vesper.conf)
install(FILES systemd/etc/vesper.toml systemd/etc/shop.toml DESTINATION /etc/vesper)
install(FILES systemd/completion/vesper
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)

# Manual pages and the changelog are compressed without a time stamp: the same tree gives the same
# package.
find_program(GZIP gzip REQUIRED)
set(compressed ${CMAKE_BINARY_DIR}/compressed)
function(vesper_install_compressed source name destination)
  add_custom_command(OUTPUT ${compressed}/${name}.gz
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${compressed}
                     COMMAND ${GZIP} -9nc ${source} > ${compressed}/${name}.gz
                     DEPENDS ${source})
  set_property(GLOBAL APPEND PROPERTY vesper_compressed ${compressed}/${name}.gz)
  install(FILES ${compressed}/${name}.gz DESTINATION ${destination})
endfunction()
file(GLOB pages CONFIGURE_DEPENDS docs/man/*.[158])
foreach(page ${pages})
  get_filename_component(name ${page} NAME)
  string(REGEX MATCH "[0-9]$" section ${name})
  vesper_install_compressed(${page} ${name} ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
vesper_install_compressed(${CMAKE_SOURCE_DIR}/systemd/debian/changelog changelog
                          ${CMAKE_INSTALL_DOCDIR})
vesper_install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md NEWS ${CMAKE_INSTALL_DOCDIR})
install(FILES systemd/debian/copyright NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES systemd/debian/vesper.lintian-overrides
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME vesper)
get_property(all GLOBAL PROPERTY vesper_compressed)
add_custom_target(vesper_documents ALL DEPENDS ${all})

set(CPACK_VERBATIM_VARIABLES TRUE)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME vesper)
set(CPACK_PACKAGE_CONTACT "The Vesper maintainers <vesper@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "order follow-ups that land in the buyer's local evening")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Vesper takes the order events of a shop that sells into many time zones,
holds them against rule files that shop managers write, and lands each
follow-up message in its buyer's local evening. Nothing acknowledged is
lost, nothing is planned twice, and every \"why\" has an answer.
.
This package holds the daemon vesperd, the command vesper, the units that
run it confined under systemd, and a library of rules and messages to
begin with.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# procps: ExecReload is kill. init-system-helpers is essential.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "systemd (>= 252) | systemd-standalone-sysusers, procps, tzdata (>= 2024a)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "bash-completion, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION TRUE)
foreach(script postinst prerm postrm conffiles)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/systemd/debian/${script})
endforeach()
set(CPACK_STRIP_FILES ON)
# In the package /etc is /etc and the rest is /usr, whatever prefix the tree was configured with.
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
