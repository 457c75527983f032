# Libraries from the system; each has a line in docs/decisions/dependencies.md.
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_path(DOPPELINT_TOMLPP_INCLUDE toml++/toml.h REQUIRED)
mark_as_advanced(DOPPELINT_TOMLPP_INCLUDE)

target_link_libraries(doppelint_options INTERFACE tl::expected)

# spdlog and fmt header-only, so that what is shipped needs neither as a shared library. spdlog's own
# header-only target would still link fmt's.
add_library(doppelint_spdlog INTERFACE)
target_include_directories(doppelint_spdlog SYSTEM INTERFACE
  $<TARGET_PROPERTY:spdlog::spdlog_header_only,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(doppelint_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(doppelint_spdlog INTERFACE fmt::fmt-header-only Threads::Threads)

add_library(doppelint_tomlpp INTERFACE)
target_include_directories(doppelint_tomlpp SYSTEM INTERFACE "${DOPPELINT_TOMLPP_INCLUDE}")

# One header, used as such.
find_path(DOPPELINT_XXHASH_INCLUDE xxhash.h REQUIRED)
mark_as_advanced(DOPPELINT_XXHASH_INCLUDE)
add_library(doppelint_xxhash INTERFACE)
target_include_directories(doppelint_xxhash SYSTEM INTERFACE "${DOPPELINT_XXHASH_INCLUDE}")

# The static library, so that what is shipped needs libc alone.
find_path(DOPPELINT_UTF8PROC_INCLUDE utf8proc.h REQUIRED)
find_library(DOPPELINT_UTF8PROC_LIBRARY NAMES libutf8proc.a utf8proc REQUIRED)
mark_as_advanced(DOPPELINT_UTF8PROC_INCLUDE DOPPELINT_UTF8PROC_LIBRARY)
add_library(doppelint_utf8proc INTERFACE)
target_include_directories(doppelint_utf8proc SYSTEM INTERFACE "${DOPPELINT_UTF8PROC_INCLUDE}")
target_link_libraries(doppelint_utf8proc INTERFACE "${DOPPELINT_UTF8PROC_LIBRARY}")

# The allocator of the program itself: static, and not where a sanitizer has its own.
option(DOPPELINT_TCMALLOC "Link the program with tcmalloc: a twentieth less time than with libc's allocator" ON)
add_library(doppelint_allocator INTERFACE)
if(DOPPELINT_TCMALLOC AND NOT DOPPELINT_SANITIZE AND NOT DOPPELINT_BUILD_FUZZERS)
  find_library(DOPPELINT_TCMALLOC_LIBRARY NAMES libtcmalloc_minimal.a)
  mark_as_advanced(DOPPELINT_TCMALLOC_LIBRARY)
  if(DOPPELINT_TCMALLOC_LIBRARY)
    target_link_libraries(doppelint_allocator INTERFACE "${DOPPELINT_TCMALLOC_LIBRARY}" Threads::Threads)
  else()
    message(STATUS "tcmalloc's static library is not here: the program uses libc's allocator, which is slower")
  endif()
endif()
