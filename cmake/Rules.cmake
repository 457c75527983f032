# The rules: rules/<family>/<name>.md become the table of rules, the list of checks, and for each check a header
# with what it may say. rules/intent.toml becomes the words of models::Intent.

set(DOPPELINT_GENERATED_RULES "${PROJECT_BINARY_DIR}/generated/rules")

add_library(doppelint_rule_pages STATIC
  "${PROJECT_SOURCE_DIR}/cmake/compile_rules/catalogue.cpp" "${PROJECT_SOURCE_DIR}/cmake/compile_rules/page.cpp"
  "${PROJECT_SOURCE_DIR}/cmake/compile_rules/source.cpp" "${PROJECT_SOURCE_DIR}/cmake/compile_rules/template.cpp")
target_include_directories(doppelint_rule_pages PUBLIC "${PROJECT_SOURCE_DIR}/cmake")
target_link_libraries(doppelint_rule_pages PUBLIC doppelint_options)
add_executable(compile_rules "${PROJECT_SOURCE_DIR}/cmake/compile_rules/main.cpp")
target_link_libraries(compile_rules PRIVATE doppelint_rule_pages)

add_executable(compile_intent "${PROJECT_SOURCE_DIR}/cmake/compile_intent/main.cpp")
target_link_libraries(compile_intent PRIVATE doppelint_options doppelint_tomlpp)

# doppelint_compile_rules(): the target doppelint_rules makes ${DOPPELINT_GENERATED_RULES}/rules.cpp, a source
# of findings/, and checks.cpp beside it, a source of checks/, and the headers that this includes.
function(doppelint_compile_rules)
  file(GLOB pages CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/rules/*/*.md")
  file(GLOB checks CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
    "${PROJECT_SOURCE_DIR}/src/checks/*.h" "${PROJECT_SOURCE_DIR}/src/checks/*.cpp")
  set(headers)
  foreach(page IN LISTS pages)
    get_filename_component(name "${page}" NAME_WE)
    string(REPLACE "-" "_" name "${name}")
    list(APPEND headers "${DOPPELINT_GENERATED_RULES}/checks/${name}.h")
  endforeach()
  list(TRANSFORM pages PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE paths)
  file(MAKE_DIRECTORY "${DOPPELINT_GENERATED_RULES}/checks")
  add_custom_command(OUTPUT "${DOPPELINT_GENERATED_RULES}/rules.cpp" "${DOPPELINT_GENERATED_RULES}/checks.cpp"
    BYPRODUCTS ${headers}
    COMMAND compile_rules "${DOPPELINT_GENERATED_RULES}" "${PROJECT_SOURCE_DIR}" ${pages} ${checks}
    DEPENDS compile_rules ${paths}
    COMMENT "Compiling rules"
    VERBATIM)
  add_custom_target(doppelint_rules
    DEPENDS "${DOPPELINT_GENERATED_RULES}/rules.cpp" "${DOPPELINT_GENERATED_RULES}/checks.cpp")
endfunction()

# doppelint_compile_intent(SOURCES): SOURCES names a list of the sources of models/; it gets one more.
function(doppelint_compile_intent sources_name)
  set(words "${PROJECT_BINARY_DIR}/generated/intent.cpp")
  add_custom_command(OUTPUT "${words}"
    COMMAND compile_intent "${words}" "${PROJECT_SOURCE_DIR}" rules/intent.toml
    DEPENDS compile_intent "${PROJECT_SOURCE_DIR}/rules/intent.toml"
    COMMENT "Compiling rules/intent.toml"
    VERBATIM)
  set(${sources_name} ${${sources_name}} "${words}" PARENT_SCOPE)
endfunction()
