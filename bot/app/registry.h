#pragma once

#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/seeding.h"
#include "bot/journal/journal.h"
#include "bot/ports/clock.h"
#include "bot/ports/store.h"
#include "bot/ports/zones.h"
#include "core/model/agency.h"
#include "core/model/task.h"

namespace baton {

/// Reads a published workflow back. Throws std::invalid_argument.
using WorkflowReader = std::function<Workflow(const std::string& definition, int version)>;

/// The state that the journal's streams fold to, kept up to date by reading only what is new.
/// Of one thread; calls may overlap: a fold that was overtaken is not repeated.
class Registry {
 public:
  /// References outlive the registry.
  Registry(Store& store, journal::Keyring& keyring, const Clock& clock, const Zones& zones,
           WorkflowReader reader);

  /// Reads keys, directory and clients. Once, at start.
  boost::asio::awaitable<void> open();
  /// Appends what `seed` says and the journal does not. Throws system_error(AppErrc::contended)
  /// where others kept changing the same streams.
  boost::asio::awaitable<void> sow(Seed seed);

  [[nodiscard]] const Agency& agency() const { return agency_; }
  Settings& settings() { return agency_.settings; }
  journal::Keyring& keyring() { return keyring_; }

  struct Read {
    std::vector<Task> tasks;           ///< in the order asked for; version 0: there is none
    std::optional<std::string> reply;  ///< the delivery was dealt with already
  };
  /// The tasks as they are now, with the directory and their clients brought up to date.
  boost::asio::awaitable<Read> read(std::vector<TaskKey> keys, std::string delivery);
  /// The client brought up to date (before a new task is numbered), and the delivery looked up.
  boost::asio::awaitable<Read> read_client(ClientKey key, std::string delivery);
  /// What was just appended, so that it need not be read again.
  void remember(Task task);
  /// Asks the store, with `change`, whether all that a decision about `task` rests on still is as
  /// it is known here: the append is stale where it is not.
  void add_expectations(Change& change, const Task& task) const;
  /// The task as it was last read; nullopt: it was not, or long ago.
  [[nodiscard]] std::optional<Task> peek(const TaskKey& key) const;

 private:
  Change sowing(const SeedFacts& facts);
  void fold(const Loaded& loaded);
  void fold_directory(const StoredEvent& stored, const journal::Opener& opener);
  void fold_client(const StoredEvent& stored, const journal::Opener& opener);
  void add_cursor(std::vector<Cursor>& cursors, const ClientKey& key) const;
  [[nodiscard]] Task known(const TaskKey& key) const;

  static constexpr std::size_t tasks_kept_max = 1000;
  static constexpr int sow_attempts_max = 5;

  Store& store_;
  journal::Keyring& keyring_;
  const Clock& clock_;
  const Zones& zones_;
  WorkflowReader reader_;
  Agency agency_;
  std::map<TaskKey, Task> tasks_;
  std::list<TaskKey> kept_;  ///< oldest first
};

/// "ACME" of "ACME-12".
ClientKey client_of(const TaskKey& key);

}  // namespace baton
