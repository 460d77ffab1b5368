#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/app/seeding.h"
#include "bot/log/log.h"
#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton {

/// Looks at the people of one workspace: who they are there whom the file knows by a user name, and
/// whether anything reaches them. An id once known stays a person's for as long as its user is
/// active: who takes over a user name does not become the person who had it.
class PeopleLookup {
 public:
  /// `people`: a person's name -> their id there, or the name that they have there. References
  /// outlive the lookup.
  PeopleLookup(Chat& chat, std::map<std::string, std::string> people, const Registry& registry,
               const Clock& clock, Log& log);

  /// `seed` with the ids of those whom it knows by name; nullopt: the chat could not tell just now.
  /// What was found stays found: a chat that limits how much is asked is not asked again.
  boost::asio::awaitable<std::optional<Seed>> name(Seed seed);
  /// Why name() had no answer.
  [[nodiscard]] const std::string& reason() const { return reason_; }
  /// Looks at everybody, where they are all known by id. Tries again until the chat tells.
  boost::asio::awaitable<void> look();

  /// Whom the workspace has not got, or nothing reaches there, each as a sentence.
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  struct Warning {
    std::string person;
    std::string sentence;
  };
  using Users = std::map<std::string, UserInfo>;    ///< by person's name
  using Holders = std::map<UserId, std::string>;    ///< whose each user is, by person's name
  using Matches = std::map<std::string, PersonId>;  ///< whom the entries of the file mean
  enum class OldUser { active, gone, untold };

  /// Asks for everybody. False: the chat could not tell just now.
  boost::asio::awaitable<bool> find();
  boost::asio::awaitable<OldUser> look_at_old(UserId id);
  boost::asio::awaitable<std::optional<UserInfo>> look_at(std::string name, UserId id);
  Holders held_by_id(const Seed& seed);
  /// Gives the users that were found and are nobody's yet.
  void give_out(Seed& seed, const Matches& matches, Holders holders);
  void warn_of_missing(const Seed& seed, const Matches& matches);
  void warn_of_unreachable(const std::string& name, const UserInfo& user);
  void warn(const std::string& name, const std::string& trouble, const std::string& consequence);
  [[nodiscard]] const Identity* known_here(const Matches& matches, const std::string& name) const;
  [[nodiscard]] std::string instead_of_home(const std::string& name) const;

  static constexpr std::chrono::milliseconds pause_first{1'000};
  static constexpr std::chrono::milliseconds pause_max{60'000};

  Chat& chat_;
  std::map<std::string, std::string> people_;
  const Registry& registry_;
  const Clock& clock_;
  Log& log_;
  std::string reason_;
  std::vector<Warning> warnings_;
  Users found_;
  std::map<std::string, std::string> missing_;  ///< person's name -> what the chat says
};

}  // namespace baton
