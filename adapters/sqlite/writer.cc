#include "adapters/sqlite/writer.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace baton::sqlite {
namespace {

constexpr std::size_t group_max = 1024;
/// Pages in the log (4 KiB each) from which it is moved into the file, and from which the writer
/// waits for readers so that it can be emptied.
constexpr int checkpoint_pages = 4000;
constexpr int truncate_pages = 12000;

void roll_back(Connection& connection) {
  try {
    if (connection.in_transaction()) connection.run_again("ROLLBACK");
  } catch (const SqliteError&) {
    // The failure that led here is what the waiters are told.
  }
}

}  // namespace

Writer::Writer(Connection& connection, std::size_t queue_max, Meter& meter)
    : connection_(connection), queue_(queue_max), meter_(meter), thread_([this] { serve(); }) {}

Writer::~Writer() {
  queue_.close("the store is being closed");
  thread_.join();
}

std::string Writer::health() const {
  const std::lock_guard lock(mutex_);
  return broken_;
}

void Writer::serve() {
  for (;;) {
    const Group group = queue_.take(group_max);
    if (group.empty()) return;
    write(group);
  }
}

void Writer::write(const Group& group) {
  Group wanted;
  std::ranges::copy_if(group, std::back_inserter(wanted), &Errand::begin);
  std::optional<std::string> failure;
  began_ = std::chrono::steady_clock::now();
  try {
    if (!commit_together(wanted)) commit_apart(wanted);
  } catch (const SqliteError& error) {
    failure = error.what();
    roll_back(connection_);
    if (error.is_fatal()) break_down(error.what());
  } catch (const std::exception& error) {
    failure = error.what();
    roll_back(connection_);
  }
  const bool scrubs = !failure && scrub_asked_;
  if (scrubs) {
    scrub_owed_ = true;
    tidy();
  }
  for (const std::shared_ptr<Errand>& errand : group) {
    // Nothing of a failed group is visible, whatever its errands found while it lasted. (Where the
    // sync failed it may be there after the next start: whoever sends it again finds it.)
    if (failure) errand->fail(*failure);
    errand->finish();
  }
  if (!failure && !scrubs) tidy();
}

bool Writer::commit_together(const Group& group) {
  begin();
  for (const std::shared_ptr<Errand>& errand : group) {
    errand->attempt(connection_);
    if (!errand->failure()) continue;
    rethrow_if_grave(*errand);
    connection_.run_again("ROLLBACK");
    return false;
  }
  commit(group.size());
  return true;
}

void Writer::commit_apart(const Group& group) {
  begin();
  for (const std::shared_ptr<Errand>& errand : group) {
    connection_.run_again("SAVEPOINT errand");
    errand->attempt(connection_);
    if (errand->failure()) {
      rethrow_if_grave(*errand);
      connection_.run_again("ROLLBACK TO errand");
    }
    connection_.run_again("RELEASE errand");
  }
  commit(group.size());
}

void Writer::rethrow_if_grave(const Errand& errand) const {
  // A grave error has undone the whole transaction: then there is no group any more.
  if (!connection_.in_transaction()) std::rethrow_exception(errand.failure());
  try {
    std::rethrow_exception(errand.failure());
  } catch (const SqliteError& error) {
    if (error.is_fatal()) throw;
  } catch (...) {
    // Its own mistake, and its own failure.
  }
}

void Writer::begin() {
  scrub_asked_ = false;
  connection_.run_again("BEGIN IMMEDIATE");
}

void Writer::commit(std::size_t errands) {
  connection_.run_again("COMMIT");
  ++commits_;
  writes_ += errands;
  meter_.committed(errands, std::chrono::steady_clock::now() - began_);
}

void Writer::tidy() {
  try {
    if (scrub_owed_ || connection_.wal_pages() >= truncate_pages) {
      if (connection_.truncate_log()) scrub_owed_ = false;  // else after the next group
    } else if (connection_.wal_pages() >= checkpoint_pages) {
      connection_.checkpoint();
    }
  } catch (const SqliteError& error) {
    // What was committed is safe in the log, but to try again might take a failed sync for done.
    break_down(error.what());
  }
}

void Writer::break_down(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    broken_ = "the store failed and takes nothing more until it is opened afresh: " + why;
  }
  connection_.leave_log_on_close();
  queue_.close(health());
}

Readers::Readers(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max)
    : connections_(std::move(connections)), queue_(queue_max) {
  for (const std::unique_ptr<Connection>& connection : connections_) {
    threads_.emplace_back([this, &connection = *connection] { serve(connection); });
  }
}

Readers::~Readers() {
  queue_.close("the store is being closed");
  for (std::thread& thread : threads_) thread.join();
}

void Readers::serve(Connection& connection) {
  for (;;) {
    const auto taken = queue_.take(1);
    if (taken.empty()) return;
    Errand& errand = *taken.front();
    if (!errand.begin()) continue;
    connection.restart_time();
    try {
      connection.run_again("BEGIN");
      errand.attempt(connection);
      connection.run_again("COMMIT");
    } catch (const std::exception& error) {
      if (!errand.failure()) errand.fail(error.what());
    }
    roll_back(connection);
    errand.finish();
  }
}

}  // namespace baton::sqlite
