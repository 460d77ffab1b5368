#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/codec/json_guard.h"
#include "core/model/agency.h"
#include "core/model/ids.h"
#include "core/model/task.h"
#include "core/model/time_point.h"

/// One member of an event <-> JSON. read() throws Malformed.
namespace baton::journal {

struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What an event's data may hold: written by us, so only memory bounds it.
inline constexpr codec::JsonLimits data_limits{.text_bytes_max = std::size_t{64} * 1024 * 1024,
                                               .depth_max = 16,
                                               .nodes_max = 1'000'000,
                                               .string_bytes_max = std::size_t{64} * 1024 * 1024};

inline constexpr std::array<std::pair<WithdrawCause, std::string_view>, 4> cause_names{{
    {WithdrawCause::by_sender, "by-sender"},
    {WithdrawCause::offered_anew, "offered-anew"},
    {WithdrawCause::gate_broken, "gate-broken"},
    {WithdrawCause::cancelled, "cancelled"},
}};

inline constexpr std::array<std::pair<Undoing, std::string_view>, 9> undoing_names{{
    {Undoing::accept, "accept"},
    {Undoing::give_back, "return"},
    {Undoing::withdraw, "withdraw"},
    {Undoing::take, "take"},
    {Undoing::pass, "pass"},
    {Undoing::wait, "wait"},
    {Undoing::block, "block"},
    {Undoing::done, "done"},
    {Undoing::cancel, "cancel"},
}};
inline constexpr std::array<std::pair<Priority, std::string_view>, 3> priority_names{{
    {Priority::low, "low"},
    {Priority::normal, "normal"},
    {Priority::high, "high"},
}};
inline constexpr std::array<std::pair<Consent::Kind, std::string_view>, 2> consent_names{{
    {Consent::Kind::take, "take"},
    {Consent::Kind::urgent, "urgent"},
}};
inline constexpr auto& names_of(WithdrawCause) { return cause_names; }
inline constexpr auto& names_of(Undoing) { return undoing_names; }
inline constexpr auto& names_of(Priority) { return priority_names; }
inline constexpr auto& names_of(Consent::Kind) { return consent_names; }
template <class T>
concept Named = requires(T value) {
  names_of(value);
};

inline nlohmann::json write(const std::string& text) { return text; }
inline nlohmann::json write(int number) { return number; }
inline nlohmann::json write(bool on) { return on; }
template <class Tag>
nlohmann::json write(const Id<Tag>& id) {
  return id.value;
}
/// Milliseconds since 1970-01-01 UTC.
inline nlohmann::json write(TimePoint at) { return at.time_since_epoch().count(); }
template <Named T>
nlohmann::json write(T wanted) {
  for (const auto& [value, name] : names_of(wanted)) {
    if (value == wanted) return name;
  }
  throw std::invalid_argument("a value without a name");
}
inline nlohmann::json write(const Identity& identity) {
  return {{"workspace", identity.workspace.value}, {"user", identity.user.value}};
}
template <class T>
nlohmann::json write(const std::vector<T>& values) {
  nlohmann::json out = nlohmann::json::array();
  for (const T& value : values) out.push_back(write(value));
  return out;
}
inline nlohmann::json write(const std::map<RequirementId, int>& revisions) {
  nlohmann::json out = nlohmann::json::object();
  for (const auto& [id, revision] : revisions) out[id.value] = revision;
  return out;
}

inline void read(const nlohmann::json& json, std::string& text) {
  if (!json.is_string()) throw Malformed("is no text");
  text = json.get<std::string>();
}
inline void read(const nlohmann::json& json, int& number) {
  constexpr int least = std::numeric_limits<int>::min();
  constexpr int most = std::numeric_limits<int>::max();
  // An unsigned JSON number may be beyond what a signed one holds: it is compared as what it is.
  const bool fits = json.is_number_unsigned()
                        ? json.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
                        : json.is_number_integer() && json.get<std::int64_t>() >= least;
  if (!fits) throw Malformed("is no number that fits");
  number = json.get<int>();
}
inline void read(const nlohmann::json& json, bool& on) {
  if (!json.is_boolean()) throw Malformed("is neither true nor false");
  on = json.get<bool>();
}
template <class Tag>
void read(const nlohmann::json& json, Id<Tag>& id) {
  read(json, id.value);
}
inline void read(const nlohmann::json& json, TimePoint& at) {
  if (!json.is_number_integer()) throw Malformed("is no time");
  if (json.is_number_unsigned() &&
      json.get<std::uint64_t>() >
          static_cast<std::uint64_t>(TimePoint::max().time_since_epoch().count())) {
    throw Malformed("is no time that fits");
  }
  at = TimePoint(std::chrono::milliseconds(json.get<std::int64_t>()));
}
template <Named T>
void read(const nlohmann::json& json, T& wanted) {
  for (const auto& [value, name] : names_of(wanted)) {
    if (json == name) {
      wanted = value;
      return;
    }
  }
  throw Malformed("is none of the known names");
}
template <class T>
void read(const nlohmann::json& json, std::vector<T>& values);
inline void read(const nlohmann::json& json, std::map<RequirementId, int>& revisions);
inline void read(const nlohmann::json& json, Identity& identity);

/// The member of that name. What is wrong with it is told with its name.
template <class T>
void read_member(const nlohmann::json& json, const char* name, T& value) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  if (found == json.end()) throw Malformed(std::string("\"") + name + "\" is missing");
  try {
    read(*found, value);
  } catch (const Malformed& error) {
    throw Malformed(std::string("\"") + name + "\" " + error.what());
  }
}
inline void read(const nlohmann::json& json, Identity& identity) {
  read_member(json, "workspace", identity.workspace);
  read_member(json, "user", identity.user);
}
template <class T>
void read(const nlohmann::json& json, std::vector<T>& values) {
  if (!json.is_array()) throw Malformed("is no list");
  for (const nlohmann::json& element : json) read(element, values.emplace_back());
}
inline void read(const nlohmann::json& json, std::map<RequirementId, int>& revisions) {
  if (!json.is_object()) throw Malformed("is no map");
  for (const auto& [id, revision] : json.items()) read(revision, revisions[RequirementId{id}]);
}

}  // namespace baton::journal
