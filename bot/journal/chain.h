#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/ports/store.h"

/// The hash chain of an agency's journal: every event carries the hash of all before it.
/// docs/journal.md says how to check it by hand.
namespace baton::journal {

/// What the first event of `agency` is chained to: 32 bytes.
std::string genesis(const std::string& agency);

/// What of an event is hashed: one canonical JSON object of all that is stored of it.
/// `event.data` stands in it byte for byte.
std::string chain_bytes(const StoredEvent& event);

/// The hash of `event` after an event of hash `previous`: SHA-256(previous || chain_bytes).
std::string link(const std::string& previous, const StoredEvent& event);

/// Walks a journal in the order of seq and tells what is wrong with it.
class ChainCheck {
 public:
  explicit ChainCheck(const std::string& agency);
  /// The fault of `event` as the next one, if it has one. Goes on from what is stored, so that one
  /// altered event is one fault.
  std::optional<JournalFault> next(const LinkedEvent& event);
  /// The fault of the head row, if it does not name the last event walked.
  [[nodiscard]] std::optional<JournalFault> head(std::uint64_t seq, const std::string& hash) const;
  /// The first fault of the streams' stored versions: every stream walked, and no other.
  [[nodiscard]] std::optional<JournalFault> streams(
      const std::map<std::string, std::uint64_t>& stored) const;

  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  std::uint64_t events_ = 0;
  std::uint64_t seq_ = 0;
  std::string hash_;
  std::map<std::string, std::uint64_t> versions_;
};

}  // namespace baton::journal
