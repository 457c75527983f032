# tree-sitter and its Python grammar, compiled from the sources in the npm packages of these names.
# cmake/grammar/package-lock.json pins them by integrity hash. Packagers point the two options at their own
# copies; then nothing is fetched.
set(DOPPELINT_TREE_SITTER_DIR "" CACHE PATH
  "Folder of tree-sitter's C library (has include/ and src/lib.c); empty: fetch the pinned npm package")
set(DOPPELINT_TREE_SITTER_PYTHON_DIR "" CACHE PATH
  "Folder of tree-sitter-python (has src/parser.c); empty: fetch the pinned npm package")

function(doppelint_fetch_grammar result)
  set(source "${PROJECT_SOURCE_DIR}/cmake/grammar")
  file(SHA256 "${source}/package-lock.json" lock)
  set(folder "${PROJECT_SOURCE_DIR}/build/grammar-${lock}")
  if(NOT EXISTS "${folder}/complete")
    find_program(NPM npm)
    if(NOT NPM)
      message(FATAL_ERROR "The sources of tree-sitter come from npm packages, and npm is not installed. "
        "Install npm, or set DOPPELINT_TREE_SITTER_DIR and DOPPELINT_TREE_SITTER_PYTHON_DIR to copies of them.")
    endif()
    message(STATUS "Fetching the sources of tree-sitter and tree-sitter-python with npm")
    file(MAKE_DIRECTORY "${folder}")
    file(COPY "${source}/package.json" "${source}/package-lock.json" "${source}/.npmrc" DESTINATION "${folder}")
    execute_process(COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund
      WORKING_DIRECTORY "${folder}" RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      message(FATAL_ERROR "npm could not fetch the pinned sources of tree-sitter:\n${said}")
    endif()
    file(TOUCH "${folder}/complete")
  endif()
  set(${result} "${folder}/node_modules" PARENT_SCOPE)
endfunction()

if(DOPPELINT_TREE_SITTER_DIR AND DOPPELINT_TREE_SITTER_PYTHON_DIR)
  set(tree_sitter "${DOPPELINT_TREE_SITTER_DIR}")
  set(tree_sitter_python "${DOPPELINT_TREE_SITTER_PYTHON_DIR}")
else()
  doppelint_fetch_grammar(node_modules)
  set(tree_sitter "${node_modules}/tree-sitter/vendor/tree-sitter/lib")
  set(tree_sitter_python "${node_modules}/tree-sitter-python")
  if(DOPPELINT_TREE_SITTER_DIR)
    set(tree_sitter "${DOPPELINT_TREE_SITTER_DIR}")
  elseif(DOPPELINT_TREE_SITTER_PYTHON_DIR)
    set(tree_sitter_python "${DOPPELINT_TREE_SITTER_PYTHON_DIR}")
  endif()
endif()

# Their warnings are their authors' business.
function(doppelint_add_grammar name)
  add_library(${name} STATIC
    "${tree_sitter}/src/lib.c" "${tree_sitter_python}/src/parser.c" "${tree_sitter_python}/src/scanner.c")
  target_include_directories(${name} SYSTEM PUBLIC "${tree_sitter}/include")
  target_include_directories(${name} PRIVATE "${tree_sitter}/src" "${tree_sitter_python}/src")
  target_compile_options(${name} PRIVATE -w)
  # tree-sitter declares a scanner's functions without parameters and calls them through prototypes.
  if(DOPPELINT_SANITIZE AND CMAKE_C_COMPILER_ID MATCHES "Clang")
    target_compile_options(${name} PRIVATE -fno-sanitize=function)
  endif()
  # The scanner allocates where the library does.
  target_compile_definitions(${name} PRIVATE TREE_SITTER_REUSE_ALLOCATOR)
  set_target_properties(${name} PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
endfunction()
doppelint_add_grammar(doppelint_grammar)
