# The heap against real CPython. The *_test.py here are registered by tests/CMakeLists.txt like all others.
set(heap_oracle "${python}" "${CMAKE_CURRENT_LIST_DIR}/../heap.py" --doppelint "${doppelint_under_test}")

add_oracle_test(heap COMMAND ${heap_oracle} --programs 500 --quiet 200 --tightness)
add_oracle_test(heap.spec COMMAND ${heap_oracle} --spec --cases --fixtures --examples)
add_oracle_test(heap.whole COMMAND ${heap_oracle} --whole 60)

if(DOPPELINT_DEEP_TESTS)
  add_deep_oracle_test(heap.deep COMMAND ${heap_oracle} --programs 20000 --quiet 5000 --seed 1000000)
  add_deep_oracle_test(heap.whole.deep COMMAND ${heap_oracle} --whole 2000 --seed 1000000)
  # Modules of the standard library; what it finds at present stands in docs/status.md.
  add_deep_oracle_test(heap.drivers COMMAND ${heap_oracle} --drivers)
  # Faults exist in dev builds only, so this asks the one that is being built.
  add_deep_oracle_test(heap.faults
    COMMAND "${python}" "${CMAKE_CURRENT_LIST_DIR}/../heap.py" --doppelint "${PROJECT_BINARY_DIR}/doppelint" --faults)
  foreach(version IN LISTS other_pythons)
    add_deep_oracle_test(heap.${version}
      COMMAND "${DOPPELINT_PYTHON_${version}}" "${CMAKE_CURRENT_LIST_DIR}/../heap.py"
        --doppelint "${doppelint_under_test}" --programs 2000 --seed 2000000 --spec --whole 200 --drivers)
  endforeach()
endif()
