#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/load.h"
#include "tests/bench/peer.h"
#include "tests/support/child.h"

namespace baton::bench {

inline constexpr int tasks = 256;  ///< one a connection: commands of one task wait for each other

/// Where and how a server is started.
struct Place {
  std::string folder;                    ///< what it keeps goes here
  std::vector<std::string> environment;  ///< such as the slow disk's
  int port = 0;                          ///< Baton's; the others choose theirs
};

/// A server, ready for the load.
struct Server {
  std::unique_ptr<test::Child> helper;  ///< Baton's simulated chat
  std::unique_ptr<test::Child> process;
  Target target;
  long idle_kib = 0;  ///< resident, before anything was asked of it
};

/// `baton serve` with a simulated chat and its tasks made. Throws std::runtime_error.
Server start_baton(const Place& place);
/// One of the bare Beast servers: this very program.
Server start_peer(const Place& place, Work work);
/// Bolt for JavaScript with SQLite: tests/bench/bolt.
Server start_bolt(const Place& place);

/// Runs the peer that `arguments` name ("--peer check"), if they name one; then it does not return.
void run_as_peer(const std::vector<std::string>& arguments);

}  // namespace baton::bench
