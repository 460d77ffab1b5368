#include "bot/app/registry.h"

#include <algorithm>
#include <iterator>

#include <boost/system/system_error.hpp>

#include "bot/ports/errc.h"

namespace baton {
namespace {

constexpr std::string_view client_prefix = "client/";

ClientKey client_of_stream(const StreamId& stream) {
  return ClientKey{stream.value.substr(client_prefix.size())};
}

}  // namespace

ClientKey client_of(const TaskKey& key) {
  return ClientKey{key.value.substr(0, key.value.rfind('-'))};
}

Registry::Registry(Store& store, journal::Keyring& keyring, const Clock& clock, const Zones& zones,
                   WorkflowReader reader)
    : store_(store), keyring_(keyring), clock_(clock), zones_(zones), reader_(std::move(reader)) {}

boost::asio::awaitable<void> Registry::open() {
  const std::vector<PersonKey> keys = co_await store_.person_keys();
  keyring_.open(keys);
  std::vector<Cursor> cursors;
  cursors.push_back(Cursor{directory_stream, agency_.directory.version});
  const std::vector<StreamId> streams = co_await store_.streams(std::string(client_prefix));
  for (const StreamId& stream : streams) add_cursor(cursors, client_of_stream(stream));
  const Loaded loaded = co_await store_.load(std::move(cursors), std::string());
  fold(loaded);
}

boost::asio::awaitable<void> Registry::sow(Seed seed) {
  for (int attempt = 0; attempt < sow_attempts_max; ++attempt) {
    const SeedFacts facts = differences(seed, agency_);
    if (facts.empty()) co_return;
    std::vector<Cursor> cursors;
    cursors.push_back(Cursor{directory_stream, agency_.directory.version});
    for (const auto& [key, client_facts] : facts.clients) add_cursor(cursors, key);
    Change change = sowing(facts);
    const AppendResult result = co_await store_.append(std::move(change));
    const Loaded loaded = co_await store_.load(std::move(cursors), std::string());
    fold(loaded);
    if (result.outcome == Appended::yes) co_return;
    // A command or another workspace's link was faster: what is left to say?
  }
  throw boost::system::system_error(make_error_code(AppErrc::contended));
}

Change Registry::sowing(const SeedFacts& facts) {
  const TimePoint now = clock_.now();
  const Author by = Author::machine(Author::Kind::file);
  Change change;
  journal::Sealer sealer(keyring_);
  if (!facts.directory.empty()) {
    StreamAppend append{directory_stream, agency_.directory.version, {}};
    for (const DirectoryFact& fact : facts.directory) {
      append.events.push_back(sealer.encode(directory_stream, DirectoryEvent{fact, by, now}));
    }
    change.streams.push_back(std::move(append));
  }
  for (const auto& [key, client_facts] : facts.clients) {
    const Client* known = agency_.client(key);
    StreamAppend append{client_stream(key), known == nullptr ? 0 : known->version, {}};
    for (const ClientFact& fact : client_facts) {
      append.events.push_back(sealer.encode(append.stream, ClientEvent{fact, by, now}));
    }
    change.streams.push_back(std::move(append));
  }
  sealer.add_keys_to(change);
  return change;
}

boost::asio::awaitable<Registry::Read> Registry::read(std::vector<TaskKey> keys,
                                                      std::string delivery) {
  std::vector<Cursor> cursors;
  cursors.push_back(Cursor{directory_stream, agency_.directory.version});
  std::vector<ClientKey> clients;
  std::vector<Task> tasks;
  for (const TaskKey& key : keys) {
    Task& task = tasks.emplace_back(known(key));
    cursors.push_back(Cursor{task_stream(key), task.version});
    const ClientKey client = client_of(key);
    if (std::ranges::find(clients, client) != clients.end()) continue;
    clients.push_back(client);
    add_cursor(cursors, client);
  }
  const Loaded loaded = co_await store_.load(std::move(cursors), std::move(delivery));
  fold(loaded);
  const journal::Opener opener(keyring_, loaded.text_keys);
  std::map<StreamId, Task*> by_stream;
  for (Task& task : tasks) by_stream[task_stream(task.key)] = &task;
  for (const StoredEvent& stored : loaded.events) {
    const auto found = by_stream.find(stored.stream);
    if (found == by_stream.end()) continue;
    *found->second = baton::apply(std::move(*found->second), opener.task_event(stored));
  }
  for (const Task& task : tasks) {
    if (task.version > 0) remember(task);
  }
  Read read;
  read.tasks = std::move(tasks);
  read.reply = loaded.reply;
  co_return read;
}

boost::asio::awaitable<Registry::Read> Registry::read_client(ClientKey key, std::string delivery) {
  std::vector<Cursor> cursors;
  cursors.push_back(Cursor{directory_stream, agency_.directory.version});
  if (agency_.client(key) != nullptr) add_cursor(cursors, key);
  const Loaded loaded = co_await store_.load(std::move(cursors), std::move(delivery));
  fold(loaded);
  Read read;
  read.reply = loaded.reply;
  co_return read;
}

void Registry::remember(Task task) {
  const auto found = tasks_.find(task.key);
  if (found != tasks_.end()) {
    if (found->second.version < task.version) found->second = std::move(task);
    return;
  }
  if (kept_.size() >= tasks_kept_max) {
    tasks_.erase(kept_.front());
    kept_.pop_front();
  }
  kept_.push_back(task.key);
  tasks_[task.key] = std::move(task);
}

void Registry::add_expectations(Change& change, const Task& task) const {
  const ClientKey key = client_of(task.key);
  const Client* client = agency_.client(key);
  const StreamAppend expected[] = {
      {directory_stream, agency_.directory.version, {}},
      {client_stream(key), client == nullptr ? 0 : client->version, {}},
      {task_stream(task.key), task.version, {}},
  };
  // Before the events: what they expect is what is there before them.
  change.streams.insert(change.streams.begin(), std::begin(expected), std::end(expected));
}

std::optional<Task> Registry::peek(const TaskKey& key) const {
  const auto found = tasks_.find(key);
  if (found == tasks_.end()) return std::nullopt;
  return found->second;
}

Task Registry::known(const TaskKey& key) const {
  const auto found = tasks_.find(key);
  if (found != tasks_.end()) return found->second;
  Task task;
  task.key = key;
  return task;
}

void Registry::add_cursor(std::vector<Cursor>& cursors, const ClientKey& key) const {
  const Client* client = agency_.client(key);
  cursors.push_back(Cursor{client_stream(key), client == nullptr ? 0 : client->version});
}

void Registry::fold(const Loaded& loaded) {
  const journal::Opener opener(keyring_, loaded.text_keys);
  for (const StoredEvent& stored : loaded.events) {
    if (stored.stream == directory_stream) fold_directory(stored, opener);
    if (stored.stream.value.starts_with(client_prefix)) fold_client(stored, opener);
  }
}

void Registry::fold_directory(const StoredEvent& stored, const journal::Opener& opener) {
  if (stored.version != agency_.directory.version + 1) return;  // another read was faster
  const DirectoryEvent event = opener.directory_event(stored);
  agency_.directory = baton::apply(std::move(agency_.directory), event);
  if (const auto* set = std::get_if<PersonSet>(&event.fact)) {
    const bool known = agency_.zones.contains(set->timezone);
    std::optional<Zone> zone = known ? std::nullopt : zones_.zone(set->timezone);
    if (zone) agency_.zones.emplace(set->timezone, *std::move(zone));
  }
  if (const auto* published = std::get_if<WorkflowPublished>(&event.fact)) {
    agency_.workflows[{published->workflow, published->version}] =
        reader_(published->definition, published->version);
  }
}

void Registry::fold_client(const StoredEvent& stored, const journal::Opener& opener) {
  const ClientKey key = client_of_stream(stored.stream);
  Client& client = agency_.clients[key];
  client.key = key;
  if (stored.version != client.version + 1) return;  // another read was faster
  client = baton::apply(std::move(client), opener.client_event(stored));
}

}  // namespace baton
