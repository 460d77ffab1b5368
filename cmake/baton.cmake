# What every target of Baton is made with.

set(BATON_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Woverloaded-virtual
                   -Wno-mismatched-new-delete)  # false alarm on Asio's coroutine frames at -O2

# baton_library(<name> SOURCES <file>... [LINK <target>...] [PRECOMPILE])
# A static library baton_<name>: strict warnings, includes written from the repository root.
# PRECOMPILE: the heavy headers that adapters share come from one precompiled header.
function(baton_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PRECOMPILE" "" "SOURCES;LINK")
  add_library(baton_${name} STATIC ${arg_SOURCES})
  target_include_directories(baton_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(baton_${name} PRIVATE ${BATON_WARNINGS})
  target_link_libraries(baton_${name} PUBLIC ${arg_LINK})
  if(arg_PRECOMPILE)
    target_precompile_headers(baton_${name} REUSE_FROM baton_precompiled)
    target_link_libraries(baton_${name} PUBLIC Boost::headers Threads::Threads)
  endif()
endfunction()

# baton_test(<name> SOURCES <file>... LINK <target>... [LABELS <label>...])
# A GoogleTest program whose tests ctest lists one by one.
function(baton_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINK;LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${name} PRIVATE ${BATON_WARNINGS})
  target_precompile_headers(${name} REUSE_FROM baton_test_precompiled)
  target_link_libraries(${name} PRIVATE ${arg_LINK} baton_test_support)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS
                       "${arg_LABELS}")
endfunction()
