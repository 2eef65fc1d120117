// The packed tables, put into the program as they are.
#include "scheduler/geo/embedded.hpp"

// The assembler reads the file that CMake names; a compiler would take minutes over a megabyte of
// numbers.
asm(".section .rodata\n"
    ".balign 16\n"
    ".globl vesper_geo_tables\n"
    "vesper_geo_tables:\n"
    ".incbin \"" VESPER_GEO_TABLES
    "\"\n"
    ".globl vesper_geo_tables_end\n"
    "vesper_geo_tables_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const char vesper_geo_tables[];
extern "C" const char vesper_geo_tables_end[];

namespace vesper::geo {

std::string_view embedded() {
    return {vesper_geo_tables, static_cast<std::size_t>(vesper_geo_tables_end - vesper_geo_tables)};
}

}  // namespace vesper::geo
