# cmake -DPROGRAM=<baton> -DSTORY=<file> -P run.cmake
# Plays one story. What it needs from npm was installed before: `npm ci` here, or ./dev test.
set(here ${CMAKE_CURRENT_LIST_DIR})
find_program(NODE node)
if(NOT NODE)
  message(FATAL_ERROR "the browser test needs node (Debian package nodejs)")
endif()
if(NOT EXISTS ${here}/node_modules/playwright-core)
  message(FATAL_ERROR "the browser test needs its packages: run `npm ci` in tests/browser")
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env BATON_PROGRAM=${PROGRAM} ${NODE} --test ${STORY}
  WORKING_DIRECTORY ${here} COMMAND_ERROR_IS_FATAL ANY)
