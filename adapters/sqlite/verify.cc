#include "adapters/sqlite/verify.h"

#include "adapters/sqlite/file.h"
#include "adapters/sqlite/rows.h"
#include "adapters/sqlite/statement.h"
#include "bot/journal/chain.h"

namespace baton::sqlite {
namespace {

constexpr std::size_t damage_max = 5;
constexpr Sql walk =
    "SELECT seq, stream, version, type, v, by, at, data, hash FROM journal"
    " WHERE agency = ?1 ORDER BY seq";

}  // namespace

std::vector<std::string> agencies(const std::filesystem::path& path) {
  Connection connection(path, Connection::Mode::inspect, {});
  require_readable(connection);
  Query rows(connection, "SELECT agency FROM meta ORDER BY agency");
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.text(0));
  return found;
}

class JournalReader::Impl {
 public:
  Impl(const std::filesystem::path& path, std::string owner)
      : connection(path, Connection::Mode::inspect, {}), agency(std::move(owner)) {
    require_readable(connection);
    connection.run("BEGIN");  // one moment of the store, however long the walk takes
    rows.emplace(connection, walk, agency);
  }

  Connection connection;
  const std::string agency;
  std::optional<Query> rows;
};

JournalReader::JournalReader(const std::filesystem::path& path, std::string agency)
    : impl_(std::make_unique<Impl>(path, std::move(agency))) {}

JournalReader::~JournalReader() = default;

std::optional<LinkedEvent> JournalReader::next() {
  if (!impl_->rows || !impl_->rows->step()) {
    impl_->rows.reset();
    return std::nullopt;
  }
  return LinkedEvent{stored_event(*impl_->rows), impl_->rows->text(8)};
}

JournalReader::Head JournalReader::head() const {
  Query row(impl_->connection, "SELECT seq, hash FROM head WHERE agency = ?1", impl_->agency);
  if (!row.step()) return {};
  return {row.number(0), row.text(1)};
}

std::map<std::string, std::uint64_t> JournalReader::stream_versions() const {
  Query rows(impl_->connection, "SELECT stream, version FROM stream WHERE agency = ?1",
             impl_->agency);
  std::map<std::string, std::uint64_t> versions;
  while (rows.step()) versions.emplace(rows.text(0), rows.number(1));
  return versions;
}

std::vector<std::string> JournalReader::damage() const {
  // Not quick_check: an index that misses an event would hide it from the service.
  Query rows(impl_->connection, "PRAGMA integrity_check(5)");
  std::vector<std::string> found;
  while (rows.step() && found.size() < damage_max) {
    if (rows.text(0) != "ok") found.push_back(rows.text(0));
  }
  return found;
}

Verified verify(const std::filesystem::path& path, const std::string& agency) {
  JournalReader reader(path, agency);
  journal::ChainCheck check(agency);
  Verified verified;
  const auto note = [&](std::optional<JournalFault> fault) {
    if (fault && verified.faults.size() < faults_max) verified.faults.push_back(std::move(*fault));
  };
  try {
    while (const std::optional<LinkedEvent> event = reader.next()) note(check.next(*event));
  } catch (const SqliteError& error) {
    note(JournalFault{check.events() + 1, {}, std::string("it cannot be read: ") + error.what()});
  }
  const JournalReader::Head head = reader.head();
  note(check.head(head.seq, head.hash));
  note(check.streams(reader.stream_versions()));
  for (const std::string& damage : reader.damage()) note(JournalFault{0, {}, "file: " + damage});
  verified.events = check.events();
  verified.head = check.hash();
  return verified;
}

}  // namespace baton::sqlite
