# Most of the time of a build goes into headers. Sources of a folder whose own names do not meet are compiled as one
# text, which reads them once. cmake/group_sources.py finds the groups when the build is configured: where a name that
# came later meets another, configure again.
option(DOPPELINT_UNITY "Compile sources of a folder together (needs Python)" OFF)
if(DOPPELINT_UNITY)
  find_package(Python3 COMPONENTS Interpreter)
  if(NOT Python3_FOUND)
    message(STATUS "There is no Python here: each source is compiled by itself, which takes three times as long")
  endif()
endif()

# doppelint_unite(TARGET SOURCE...): these sources of the target, which are there already.
function(doppelint_unite target)
  if(NOT DOPPELINT_UNITY OR NOT Python3_FOUND)
    return()
  endif()
  execute_process(COMMAND "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/cmake/group_sources.py" ${ARGN}
    OUTPUT_VARIABLE said COMMAND_ERROR_IS_FATAL ANY OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REPLACE ";" "|" lines "${said}")
  string(REPLACE "\n" ";" lines "${lines}")
  set(number 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    string(REPLACE "|" ";" group "${line}")
    set_source_files_properties(${group} PROPERTIES UNITY_GROUP "group_${number}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
