#include <map>

#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sqlite/verify.h"
#include "tests/adapters/sqlite/support.h"

namespace baton::test {
namespace {

constexpr int cycles = 20;
constexpr std::uint64_t writers = 6;

/// What is written to the pipe once an append was answered. Small enough to be written whole.
struct Acknowledged {
  std::uint64_t writer;
  std::uint64_t version;
};
void tell(int pipe, const Acknowledged& acknowledged) {
  if (::write(pipe, &acknowledged, sizeof acknowledged) != sizeof acknowledged) ::_exit(1);
}

StreamId stream_of(std::uint64_t writer) { return StreamId{"task/T-" + std::to_string(writer)}; }

/// Appends for ever, and tells of each version after it was answered.
boost::asio::awaitable<void> append_for_ever(Store& store, std::uint64_t writer, int pipe) {
  for (;;) {
    const std::uint64_t version = co_await append_after_loading(store, stream_of(writer));
    tell(pipe, Acknowledged{writer, version});
  }
}

[[noreturn]] void write_until_killed(const TempDir& folder, int pipe) {
  SqliteStore store(options_in(folder));
  boost::asio::io_context io(1);
  for (std::uint64_t writer = 0; writer < writers; ++writer) {
    boost::asio::co_spawn(io, append_for_ever(store, writer, pipe),
                          [](std::exception_ptr) { ::_exit(1); });
  }
  io.run();
  ::_exit(1);
}

/// Lets a process append until it has told of `count` appends, kills it in the middle of the next
/// ones, and yields the newest version it told of by writer.
std::map<std::uint64_t, std::uint64_t> kill_after(const TempDir& folder, int count) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(folder, ends[1]);
  }
  ::close(ends[1]);
  std::map<std::uint64_t, std::uint64_t> newest;
  Acknowledged told{};
  for (int got = 0; ::read(ends[0], &told, sizeof told) == sizeof told; ++got) {
    newest[told.writer] = told.version;
    if (got == count) ::kill(child, SIGKILL);  // and read on what it had told before it died
  }
  ::close(ends[0]);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writing process ended by itself: " << status;
  return newest;
}

TEST(SqliteCrashTest, NothingAcknowledgedIsLostToKill9) {  // I1, F01, G01
  const TempDir folder;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    SCOPED_TRACE(cycle);
    const std::map<std::uint64_t, std::uint64_t> newest = kill_after(folder, 5 + cycle * 7 % 60);
    const sqlite::Verified verified = sqlite::verify(folder / "baton.db", "Northlight");
    EXPECT_TRUE(verified.faults.empty()) << verified.faults.at(0).what;
    SqliteStore store(options_in(folder));
    for (const auto& [writer, version] : newest) {
      std::vector<Cursor> cursors(1);
      cursors[0].stream = stream_of(writer);
      const Loaded loaded = run(store.load(std::move(cursors), ""));
      EXPECT_GE(loaded.events.size(), version);
      EXPECT_LE(loaded.events.size(), version + 1);  // one may be stored and not yet told of
    }
  }
}

}  // namespace
}  // namespace baton::test
