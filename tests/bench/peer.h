#pragma once

#include <string>

namespace baton::bench {

enum class Work {
  check,   ///< check the signature and answer
  commit,  ///< check, commit one row durably, answer
};

/// A bare Beast server: what any service written with the same libraries must at least do. Prints
/// its port on a line of its own and serves until it is killed. `store`: the SQLite file of commit.
[[noreturn]] void run_peer(Work work, const std::string& secret, const std::string& store);

}  // namespace baton::bench
