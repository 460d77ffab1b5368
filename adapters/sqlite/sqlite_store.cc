#include "adapters/sqlite/sqlite_store.h"

#include <utility>

#include "adapters/sqlite/errand.h"
#include "adapters/sqlite/file.h"
#include "adapters/sqlite/rows.h"
#include "adapters/sqlite/statement.h"
#include "adapters/sqlite/writer.h"

namespace baton {
namespace {

using boost::asio::awaitable;
using sqlite::Connection;
using sqlite::Done;
using sqlite::ErrandQueue;

constexpr int readers_count = 2;
/// No reader may hold the log back for longer.
constexpr std::chrono::seconds read_time_max{5};

std::filesystem::path created(const std::filesystem::path& path) {
  sqlite::create_if_absent(path);
  return path;
}

std::vector<std::unique_ptr<Connection>> reading_connections(const SqliteOptions& options) {
  std::vector<std::unique_ptr<Connection>> connections;
  for (int count = 0; count < readers_count; ++count) {
    auto connection =
        std::make_unique<Connection>(options.path, Connection::Mode::read, options.vfs);
    connection->limit_time(read_time_max);
    connection->lock_down();
    connections.push_back(std::move(connection));
  }
  return connections;
}

}  // namespace

class SqliteStore::Impl {
 public:
  explicit Impl(const SqliteOptions& options)
      : agency(options.agency),
        path(options.path),
        lock_(options.path),
        connection_(created(options.path), Connection::Mode::write, options.vfs),
        prepared_(prepare(connection_, lock_, options)),
        writer(connection_, options.queue_max, *options.meter),
        readers(reading_connections(options), options.queue_max) {}

  const std::string agency;
  const std::filesystem::path path;

 private:
  static Done prepare(Connection& connection, const sqlite::Lock& lock,
                      const SqliteOptions& options) {
    sqlite::prepare(connection, lock, options.agency, options.now);
    connection.lock_down();
    return {};
  }

  sqlite::Lock lock_;
  Connection connection_;
  [[maybe_unused]] Done prepared_;  // before the threads start, and anybody reads

 public:
  sqlite::Writer writer;
  sqlite::Readers readers;
};

SqliteStore::SqliteStore(const SqliteOptions& options) : impl_(std::make_unique<Impl>(options)) {}

SqliteStore::~SqliteStore() = default;

std::string SqliteStore::health() const { return impl_->writer.health(); }

SqliteStore::Counts SqliteStore::counts() const {
  return {impl_->writer.commits(), impl_->writer.writes()};
}

SqliteStore::Sizes SqliteStore::sizes() const {
  const auto size_of = [](const std::filesystem::path& file) -> std::uint64_t {
    std::error_code absent;  // the log is not there before the first change
    const std::uintmax_t bytes = std::filesystem::file_size(file, absent);
    return absent ? 0 : bytes;
  };
  return {size_of(impl_->path), size_of(impl_->path.string() + "-wal")};
}

// Every call below names its work first, and then has it done: see STYLE.md on braces and awaits.

awaitable<Loaded> SqliteStore::load(std::vector<Cursor> cursors, std::string delivery) {
  auto work = [&agency = impl_->agency, cursors = std::move(cursors),
               delivery = std::move(delivery)](Connection& connection) {
    return sqlite::load(connection, agency, cursors, delivery);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<AppendResult> SqliteStore::append(Change change) {
  auto work = [impl = impl_.get(), change = std::move(change)](Connection& connection) {
    AppendResult result = sqlite::append(connection, impl->agency, change);
    const bool shreds = !change.shredded_texts.empty() || !change.shredded_people.empty();
    if (shreds && result.outcome == Appended::yes) impl->writer.scrub_after_commit();
    return result;
  };
  co_return co_await sqlite::send(impl_->writer.queue(), std::move(work));
}

awaitable<std::vector<TaskRow>> SqliteStore::tasks(TaskQuery query) {
  auto work = [&agency = impl_->agency, query = std::move(query)](Connection& connection) {
    return sqlite::tasks(connection, agency, query);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::vector<StreamId>> SqliteStore::streams(std::string prefix) {
  auto work = [&agency = impl_->agency, prefix = std::move(prefix)](Connection& connection) {
    return sqlite::streams(connection, agency, prefix);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::vector<PersonKey>> SqliteStore::person_keys() {
  auto work = [&agency = impl_->agency](Connection& connection) {
    return sqlite::person_keys(connection, agency);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::vector<TimerRow>> SqliteStore::timers_due(TimePoint now, std::size_t max) {
  auto work = [&agency = impl_->agency, now, max](Connection& connection) {
    return sqlite::timers_due(connection, agency, now, max);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::optional<TimePoint>> SqliteStore::next_timer_due(TimePoint after) {
  auto work = [&agency = impl_->agency, after](Connection& connection) {
    return sqlite::next_timer_due(connection, agency, after);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<Tally> SqliteStore::tally(TimePoint now) {
  auto work = [&agency = impl_->agency, now](Connection& connection) {
    return sqlite::tally(connection, agency, now);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<void> SqliteStore::forget_deliveries(TimePoint before) {
  auto work = [&agency = impl_->agency, before](Connection& connection) {
    sqlite::forget_deliveries(connection, agency, before);
    return Done{};
  };
  co_await sqlite::send(impl_->writer.queue(), std::move(work));
}

awaitable<std::vector<OutboxRow>> SqliteStore::due(TimePoint now, std::size_t max) {
  auto work = [&agency = impl_->agency, now, max](Connection& connection) {
    return sqlite::due(connection, agency, now, max);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::optional<TimePoint>> SqliteStore::next_due() {
  auto work = [&agency = impl_->agency](Connection& connection) {
    return sqlite::next_due(connection, agency);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<bool> SqliteStore::begin(std::vector<std::uint64_t> ids, Attempt attempt) {
  auto work = [&agency = impl_->agency, ids = std::move(ids),
               attempt = std::move(attempt)](Connection& connection) {
    return sqlite::begin(connection, agency, ids, attempt);
  };
  co_return co_await sqlite::send(impl_->writer.queue(), std::move(work));
}

awaitable<void> SqliteStore::settle(Settlement settlement) {
  auto work = [&agency = impl_->agency,
               settlement = std::move(settlement)](Connection& connection) {
    sqlite::settle(connection, agency, settlement);
    return Done{};
  };
  co_await sqlite::send(impl_->writer.queue(), std::move(work));
}

awaitable<std::optional<SlotMessage>> SqliteStore::message(std::string slot) {
  auto work = [&agency = impl_->agency, slot = std::move(slot)](Connection& connection) {
    return sqlite::message(connection, agency, slot);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::optional<OutboxRow>> SqliteStore::newest_of(std::string slot) {
  auto work = [&agency = impl_->agency, slot = std::move(slot)](Connection& connection) {
    return sqlite::newest_of(connection, agency, slot);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::vector<OutboxRow>> SqliteStore::of_lane(std::string lane, TimePoint now) {
  auto work = [&agency = impl_->agency, lane = std::move(lane), now](Connection& connection) {
    return sqlite::of_lane(connection, agency, lane, now);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::vector<OutboxRow>> SqliteStore::of_task(TaskKey task) {
  auto work = [&agency = impl_->agency, task = std::move(task)](Connection& connection) {
    return sqlite::of_task(connection, agency, task);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<std::optional<std::string>> SqliteStore::slot_of(MessageRef message) {
  auto work = [&agency = impl_->agency, message = std::move(message)](Connection& connection) {
    return sqlite::slot_of(connection, agency, message);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

awaitable<int> SqliteStore::recover() {
  auto work = [&agency = impl_->agency](Connection& connection) {
    return sqlite::recover(connection, agency);
  };
  co_return co_await sqlite::send(impl_->writer.queue(), std::move(work));
}

awaitable<Outbox::Depth> SqliteStore::depth(TimePoint now) {
  auto work = [&agency = impl_->agency, now](Connection& connection) {
    return sqlite::depth(connection, agency, now);
  };
  co_return co_await sqlite::send(impl_->readers.queue(), std::move(work));
}

}  // namespace baton
