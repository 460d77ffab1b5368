#pragma once

#include <string>

namespace baton::bench {

enum class Work {
  check,           ///< check the signature and answer
  commit,          ///< check, commit one row durably in a transaction of its own, answer
  commit_grouped,  ///< the same, but whatever waits is committed together, on a thread of its own
};

/// A bare Beast server: what any service written with the same libraries must at least do. Prints
/// its port on a line of its own and serves until it is killed. `store`: the SQLite file of those
/// that commit.
[[noreturn]] void run_peer(Work work, const std::string& secret, const std::string& store);

}  // namespace baton::bench
