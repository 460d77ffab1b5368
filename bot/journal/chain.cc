#include "bot/journal/chain.h"

#include <nlohmann/json.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/json_guard.h"

namespace baton::journal {
namespace {

std::string digest(const std::string& bytes) {
  const codec::Digest hash = codec::sha256(bytes);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string quoted(const std::string& text) { return codec::canonical(text); }

JournalFault fault(std::uint64_t seq, std::string stream, std::string what) {
  return {seq, std::move(stream), std::move(what)};
}

}  // namespace

std::string genesis(const std::string& agency) { return digest("baton journal v1\n" + agency); }

std::string chain_bytes(const StoredEvent& event) {
  // Members in canonical order. Everything before and after `data` is bounded by quotes that its
  // texts cannot hold, so no other event has the same bytes.
  return "{\"at\":" + std::to_string(event.event.at.time_since_epoch().count()) +
         ",\"by\":" + quoted(event.event.by) + ",\"data\":" + event.event.data +
         ",\"seq\":" + std::to_string(event.seq) + ",\"stream\":" + quoted(event.stream.value) +
         ",\"type\":" + quoted(event.event.type) + ",\"v\":" + std::to_string(event.event.v) +
         ",\"version\":" + std::to_string(event.version) + "}";
}

std::string link(const std::string& previous, const StoredEvent& event) {
  return digest(previous + chain_bytes(event));
}

ChainCheck::ChainCheck(const std::string& agency) : hash_(genesis(agency)) {}

std::optional<JournalFault> ChainCheck::next(const LinkedEvent& event) {
  const StoredEvent& stored = event.stored;
  const std::uint64_t wanted = seq_ + 1;
  std::uint64_t& version = versions_[stored.stream.value];
  const std::uint64_t wanted_version = version + 1;
  std::string expected;
  try {
    expected = link(hash_, stored);
  } catch (const std::invalid_argument&) {
    // A text that is no UTF-8 was never written by us: no hash fits it.
  }
  ++events_;
  seq_ = stored.seq;
  hash_ = event.hash;
  version = stored.version;
  if (stored.seq != wanted) {
    return fault(wanted, stored.stream.value,
                 "event " + std::to_string(wanted) + " is missing: event " +
                     std::to_string(stored.seq) + " comes next");
  }
  if (event.hash != expected) {
    return fault(stored.seq, stored.stream.value,
                 "its hash does not fit: it, or its place, was altered");
  }
  if (stored.version != wanted_version) {
    return fault(stored.seq, stored.stream.value,
                 "it is version " + std::to_string(stored.version) + " of its stream, not " +
                     std::to_string(wanted_version));
  }
  return std::nullopt;
}

std::optional<JournalFault> ChainCheck::head(std::uint64_t seq, const std::string& hash) const {
  if (seq > seq_) {
    return fault(seq_ + 1, {},
                 "event " + std::to_string(seq_ + 1) + " is missing: the head is event " +
                     std::to_string(seq));
  }
  if (seq < seq_) {
    return fault(seq + 1, {},
                 "event " + std::to_string(seq + 1) + " lies beyond the head, which is event " +
                     std::to_string(seq));
  }
  if (seq_ > 0 && hash != hash_) {
    return fault(seq_, {}, "the head's hash is not that of the last event");
  }
  return std::nullopt;
}

std::optional<JournalFault> ChainCheck::streams(
    const std::map<std::string, std::uint64_t>& stored) const {
  for (const auto& [stream, version] : versions_) {
    const auto found = stored.find(stream);
    const std::uint64_t kept = found == stored.end() ? 0 : found->second;
    if (kept != version) {
      return fault(0, stream,
                   "the stream is kept as version " + std::to_string(kept) +
                       ", but its last event is version " + std::to_string(version));
    }
  }
  for (const auto& [stream, version] : stored) {
    if (!versions_.contains(stream)) {
      return fault(0, stream, "the stream is kept, but has no events");
    }
  }
  return std::nullopt;
}

}  // namespace baton::journal
