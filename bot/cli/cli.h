#pragma once

#include <functional>

namespace CLI {
class App;
}

/// The program's subcommands: one file each. Each function adds its subcommand to `app`; when a
/// person chooses it, `run` becomes what it does, which yields the exit code.
namespace baton::cli {

using Run = std::function<int()>;

void add_serve(CLI::App& app, Run& run);
void add_check(CLI::App& app, Run& run);
void add_verify(CLI::App& app, Run& run);
void add_sandbox(CLI::App& app, Run& run);
void add_demo(CLI::App& app, Run& run);
void add_healthcheck(CLI::App& app, Run& run);

/// Exit codes, after sysexits.h.
inline constexpr int ok = 0;
inline constexpr int failed = 1;
inline constexpr int usage = 64;
inline constexpr int bad_data = 65;
inline constexpr int storage_failed = 70;
inline constexpr int store_in_use = 73;
inline constexpr int bad_config = 78;

}  // namespace baton::cli
