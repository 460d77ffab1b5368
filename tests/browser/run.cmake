# cmake -DNPM=... -DNODE=... -DPROGRAM=<baton> -P run.cmake
# Installs what the test needs where it is not there yet, and runs it.
set(here ${CMAKE_CURRENT_LIST_DIR})
if(NOT EXISTS ${here}/node_modules/.package-lock.json)
  execute_process(COMMAND ${NPM} ci WORKING_DIRECTORY ${here} COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env BATON_PROGRAM=${PROGRAM} ${NODE} --test story.test.js
  WORKING_DIRECTORY ${here} COMMAND_ERROR_IS_FATAL ANY)
