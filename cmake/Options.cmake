# What every library and program of doppelint is compiled with.
add_library(doppelint_options INTERFACE)
target_compile_features(doppelint_options INTERFACE cxx_std_20)
target_compile_options(doppelint_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wimplicit-fallthrough>)
if(DOPPELINT_WERROR)
  target_compile_options(doppelint_options INTERFACE -Werror)
endif()
target_compile_definitions(doppelint_options INTERFACE DOPPELINT_VERSION="${PROJECT_VERSION}")
# Deliberate mistakes that a run can select, for tests of the tests. Never in what is shipped.
option(DOPPELINT_FAULTS "Build with faults that DOPPELINT_FAULT selects" OFF)
if(DOPPELINT_FAULTS)
  target_compile_definitions(doppelint_options INTERFACE DOPPELINT_FAULTS)
endif()

# Sanitizers change the layout of what they watch, so everything has them: libraries of others too.
if(DOPPELINT_SANITIZE)
  add_compile_options(-fsanitize=${DOPPELINT_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DOPPELINT_SANITIZE})
  if(NOT DOPPELINT_SANITIZE MATCHES "thread")
    add_compile_options(-fno-sanitize-recover=all)
  endif()
endif()
if(DOPPELINT_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# A compiler cache is used where there is one.
find_program(DOPPELINT_CCACHE ccache)
mark_as_advanced(DOPPELINT_CCACHE)
if(DOPPELINT_CCACHE)
  foreach(language IN ITEMS C CXX)
    if(NOT CMAKE_${language}_COMPILER_LAUNCHER)
      set(CMAKE_${language}_COMPILER_LAUNCHER "${DOPPELINT_CCACHE}")
    endif()
  endforeach()
endif()
