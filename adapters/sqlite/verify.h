#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/ports/store.h"

/// Reading a store's journal without the service, also while it runs: never writes.
namespace baton::sqlite {

/// The agencies whose journals are in the file. Throws as JournalReader.
std::vector<std::string> agencies(const std::filesystem::path& path);

/// Reads one agency's events in the order of seq, as of the moment it was made.
class JournalReader {
 public:
  /// Throws system_error(AppErrc::store_failed) where the file cannot be read, and
  /// AppErrc::store_unusable where it is no store or of a newer program.
  JournalReader(const std::filesystem::path& path, std::string agency);
  ~JournalReader();
  /// The next event; nullopt after the last.
  std::optional<LinkedEvent> next();

  /// The head row: seq 0 and an empty hash where there is none.
  struct Head {
    std::uint64_t seq = 0;
    std::string hash;
  };
  [[nodiscard]] Head head() const;
  /// stream -> version, as kept beside the journal.
  [[nodiscard]] std::map<std::string, std::uint64_t> stream_versions() const;
  /// What SQLite itself finds wrong with the file; empty: nothing.
  [[nodiscard]] std::vector<std::string> damage() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// What a walk along the whole journal found.
struct Verified {
  std::uint64_t events = 0;
  std::string head;                  ///< hash of the last event, 32 bytes
  std::vector<JournalFault> faults;  ///< the first bad event first; at most `faults_max`
};
inline constexpr std::size_t faults_max = 20;

/// Walks the chain of `agency`, and lets SQLite check the file.
Verified verify(const std::filesystem::path& path, const std::string& agency);

}  // namespace baton::sqlite
