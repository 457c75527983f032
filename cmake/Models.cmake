# The library models: rules/models/*.toml become tables that are compiled in. A program makes them of the same
# sources that read the models of users at start.

# doppelint_compile_models(SOURCES LINK...): SOURCES names a list of the sources of models/, which link with
# LINK. It becomes what the library consists of.
function(doppelint_compile_models sources_name)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/rules/models/*.toml")
  list(TRANSFORM files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE paths)
  set(tables "${PROJECT_BINARY_DIR}/generated/standard_models.cpp")
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/generated")
  set(generator "${PROJECT_SOURCE_DIR}/cmake/compile_models")

  add_library(doppelint_models_read OBJECT ${${sources_name}})
  doppelint_unite(doppelint_models_read ${${sources_name}})
  target_include_directories(doppelint_models_read PUBLIC "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(doppelint_models_read PUBLIC doppelint_options ${ARGN})
  add_executable(compile_models "${generator}/main.cpp" "${generator}/tables.cpp")
  target_include_directories(compile_models PRIVATE "${PROJECT_SOURCE_DIR}/cmake")
  target_link_libraries(compile_models PRIVATE doppelint_models_read)

  add_custom_command(OUTPUT "${tables}"
    COMMAND compile_models "${tables}" "${PROJECT_SOURCE_DIR}" ${files}
    DEPENDS compile_models ${paths}
    COMMENT "Compiling rules/models"
    VERBATIM)
  set(${sources_name} $<TARGET_OBJECTS:doppelint_models_read> "${tables}" PARENT_SCOPE)
endfunction()
