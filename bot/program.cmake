# The one program.
add_executable(baton main.cc)
target_include_directories(baton PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_options(baton PRIVATE ${BATON_WARNINGS})
target_compile_definitions(baton PRIVATE BATON_VERSION="${PROJECT_VERSION}")
target_link_libraries(baton PRIVATE baton_cli)
set_target_properties(baton PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
install(TARGETS baton)
