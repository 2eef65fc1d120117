# The tables of scheduler/geo are packed by a small program of our own and put into the library as
# they are; see scheduler/geo/layout.hpp.
add_executable(pack_geo_tables tools/geo/pack.cpp scheduler/geo/fold.cpp)
target_link_libraries(pack_geo_tables PRIVATE vesper_flags)

file(GLOB geo_tables CONFIGURE_DEPENDS scheduler/geo/tables/*.tsv)
set(packed ${CMAKE_BINARY_DIR}/geo_tables.bin)
add_custom_command(OUTPUT ${packed}
                   COMMAND pack_geo_tables ${CMAKE_SOURCE_DIR}/scheduler/geo/tables ${packed}
                   DEPENDS pack_geo_tables ${geo_tables}
                   COMMENT "Packing the tables of scheduler/geo")
set_source_files_properties(scheduler/geo/embedded.cpp PROPERTIES
                            OBJECT_DEPENDS ${packed}
                            COMPILE_DEFINITIONS VESPER_GEO_TABLES="${packed}")
