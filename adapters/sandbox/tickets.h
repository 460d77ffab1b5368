#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "bot/ports/clock.h"
#include "core/model/time_point.h"

namespace baton::sandbox {

/// Trigger ids: each lives three seconds and opens one view.
/// Source: docs.slack.dev "Handling user interaction", views.open.
class Triggers {
 public:
  static constexpr std::chrono::seconds life{3};
  static constexpr std::size_t kept_max = 1000;
  enum class Use { good, expired, exchanged, invalid };

  explicit Triggers(Random& random) : random_(random) {}

  std::string issue(const std::string& person, TimePoint now);
  /// What using `id` at `now` gives, without using it up; `person` becomes whose it is.
  [[nodiscard]] Use look(const std::string& id, TimePoint now, std::string& person) const;
  void use_up(const std::string& id);

 private:
  struct Trigger {
    std::string id;
    std::string person;
    TimePoint made_at;
    bool used = false;
  };
  Random& random_;
  std::deque<Trigger> made_;
};

/// Response addresses: each takes five answers within thirty minutes.
/// Source: docs.slack.dev "Handling user interaction".
class ResponseAddresses {
 public:
  static constexpr std::chrono::minutes life{30};
  static constexpr int uses_max = 5;
  static constexpr std::size_t kept_max = 2000;

  struct Address {
    std::string person;  ///< who acted
    std::string channel;
    std::string ts = {};  ///< the message pressed on; empty: a slash command, or a view
  };
  explicit ResponseAddresses(Random& random) : random_(random) {}

  /// The path of a new address: "/response/T0001/<random>".
  std::string issue(Address address, TimePoint now);
  /// Takes one use of the address at `path`; nullopt and what Slack would say in `refusal` where
  /// there is none left.
  std::optional<Address> take(const std::string& path, TimePoint now, std::string& refusal);

 private:
  struct Kept {
    Address address;
    TimePoint made_at;
    int uses = 0;
  };
  Random& random_;
  std::map<std::string, Kept> made_;
  std::deque<std::string> order_;  ///< oldest first
};

}  // namespace baton::sandbox
