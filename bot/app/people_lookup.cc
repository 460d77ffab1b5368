#include "bot/app/people_lookup.h"

#include <algorithm>

#include "bot/app/asked.h"
#include "bot/app/destination.h"
#include "bot/app/who_is_who.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// Why the chat has nobody to show.
std::string trouble_of(const Asked<UserInfo>& asked) {
  if (failed_with(asked, ErrorClass::person_gone)) return "not found";
  return "cannot be looked up (" + reason_of(asked) + ")";
}

const Identity* id_in_file(const Seed::Someone& someone, const WorkspaceId& workspace) {
  const auto found = std::ranges::find(someone.identities, workspace, &Identity::workspace);
  return found == someone.identities.end() ? nullptr : &*found;
}

}  // namespace

PeopleLookup::PeopleLookup(Chat& chat, std::map<std::string, std::string> people,
                           const Registry& registry, const Clock& clock, Log& log)
    : chat_(chat), people_(std::move(people)), registry_(registry), clock_(clock), log_(log) {}

awaitable<std::optional<Seed>> PeopleLookup::name(Seed seed) {
  const WorkspaceId workspace = chat_.workspace();
  reason_.clear();
  warnings_.clear();
  const bool told = co_await find();
  if (!told) co_return std::nullopt;
  for (Seed::Someone& someone : seed.people) {
    if (!people_.contains(someone.name)) continue;
    someone.perhaps_known = false;
    const auto named = someone.named.find(workspace);
    const auto user = found_.find(someone.name);
    if (named != someone.named.end() && user != found_.end()) named->second = user->second.id;
  }
  const Matches matches = who_is_who(seed, registry_.agency().directory);
  Holders holders = held_by_id(seed);
  for (Seed::Someone& someone : seed.people) {
    const auto named = someone.named.find(workspace);
    const Identity* identity = known_here(matches, someone.name);
    if (named == someone.named.end() || identity == nullptr) continue;
    const UserId known = identity->user;
    if (holders.contains(known)) continue;  // the file gives this id to somebody else
    if (named->second && *named->second != known) {
      const OldUser old = co_await look_at_old(known);
      if (old == OldUser::untold) co_return std::nullopt;
      if (old == OldUser::gone) continue;
      warn(someone.name, "this name is now the user " + named->second->value,
           "and Baton keeps who it knew, " + known.value + "; if " + someone.name +
               " is meant, write the id " + named->second->value + " instead of the name");
      named->second = known;
    }
    holders.emplace(known, someone.name);
  }
  give_out(seed, matches, std::move(holders));
  warn_of_missing(seed, matches);
  co_return seed;
}

awaitable<bool> PeopleLookup::find() {
  missing_.clear();
  for (const auto& [name, text] : people_) {
    if (found_.contains(name)) continue;
    const Asked<UserInfo> asked = co_await chat_.user_called(text);
    if (may_pass(asked)) {
      reason_ = reason_of(asked);
      co_return false;
    }
    if (const auto* user = std::get_if<UserInfo>(&asked)) {
      found_[name] = *user;
    } else {
      missing_[name] = trouble_of(asked);
    }
  }
  co_return true;
}

awaitable<PeopleLookup::OldUser> PeopleLookup::look_at_old(UserId id) {
  const Asked<UserInfo> asked = co_await chat_.user(std::move(id));
  if (may_pass(asked)) {
    reason_ = reason_of(asked);
    co_return OldUser::untold;
  }
  const auto* user = std::get_if<UserInfo>(&asked);
  const bool gone =
      user == nullptr ? failed_with(asked, ErrorClass::person_gone) : user->deactivated;
  co_return gone ? OldUser::gone : OldUser::active;
}

PeopleLookup::Holders PeopleLookup::held_by_id(const Seed& seed) {
  Holders holders;
  for (const Seed::Someone& someone : seed.people) {
    const Identity* identity = id_in_file(someone, chat_.workspace());
    if (identity == nullptr) continue;
    holders.emplace(identity->user, someone.name);
    const auto user = found_.find(someone.name);
    if (user == found_.end()) continue;
    if (user->second.id == identity->user) {
      warn_of_unreachable(someone.name, user->second);
    } else {
      warn(someone.name, "a user name that looks like an id",
           "so write the id " + user->second.id.value + " instead");
    }
  }
  return holders;
}

void PeopleLookup::give_out(Seed& seed, const Matches& matches, Holders holders) {
  for (Seed::Someone& someone : seed.people) {
    const auto named = someone.named.find(chat_.workspace());
    if (named == someone.named.end() || !named->second) continue;
    const UserId user = *named->second;
    const std::string& holder = holders.emplace(user, someone.name).first->second;
    if (holder != someone.name) {
      warn(someone.name, "the same user as " + holder, "so this is left out");
      named->second = std::nullopt;
      continue;
    }
    if (const UserInfo& found = found_.at(someone.name); found.id == user) {
      warn_of_unreachable(someone.name, found);
    }
    const Identity* known = known_here(matches, someone.name);
    if (known == nullptr || known->user == user) continue;
    log_.warning("person.changed", {{"workspace", chat_.workspace().value},
                                    {"person", someone.name},
                                    {"was", known->user.value},
                                    {"is", user.value}});
  }
}

void PeopleLookup::warn_of_missing(const Seed& seed, const Matches& matches) {
  for (const Seed::Someone& someone : seed.people) {
    const auto missing = missing_.find(someone.name);
    if (missing == missing_.end()) continue;
    const char* consequence = "so Baton does not know them there";
    if (id_in_file(someone, chat_.workspace()) != nullptr) {
      consequence = "so nothing reaches them there";
    } else if (known_here(matches, someone.name) != nullptr) {
      consequence = "so they stay who they were there";
    }
    warn(someone.name, missing->second, consequence);
  }
}

awaitable<void> PeopleLookup::look() {
  warnings_.clear();
  for (const auto& [name, text] : people_) {
    UserId id{text};
    const std::optional<UserInfo> user = co_await look_at(name, std::move(id));
    if (user) warn_of_unreachable(name, *user);
  }
}

awaitable<std::optional<UserInfo>> PeopleLookup::look_at(std::string name, UserId id) {
  std::chrono::milliseconds pause = pause_first;
  while (true) {
    const Asked<UserInfo> asked = co_await chat_.user(id);
    if (const auto* user = std::get_if<UserInfo>(&asked)) co_return *user;
    // A refused token is told of by whatever is sent; here it may be a scope that is missing.
    if (!may_pass(asked) || failed_with(asked, ErrorClass::auth_broken)) {
      const bool gone = failed_with(asked, ErrorClass::person_gone);
      warn(name, trouble_of(asked),
           gone ? "so nothing reaches them there" : "so perhaps nothing reaches them there");
      co_return std::nullopt;
    }
    co_await clock_.wait(pause);
    pause = std::min(pause * 2, pause_max);
  }
}

void PeopleLookup::warn_of_unreachable(const std::string& name, const UserInfo& user) {
  if (user.deactivated) warn(name, "deactivated", "so nothing reaches them there");
  if (user.bot) warn(name, "a bot", "so nobody reads there what they are told");
}

void PeopleLookup::warn(const std::string& name, const std::string& trouble,
                        const std::string& consequence) {
  const std::string& text = people_.at(name);
  warnings_.push_back({name, name + " (" + text + "): " + trouble + ", " + consequence});
  log_.warning("person.doubtful", {{"workspace", chat_.workspace().value},
                                   {"person", name},
                                   {"user", text},
                                   {"reason", trouble},
                                   {"consequence", consequence}});
}

const Identity* PeopleLookup::known_here(const Matches& matches, const std::string& name) const {
  const auto match = matches.find(name);
  if (match == matches.end()) return nullptr;
  return registry_.agency().directory.person(match->second)->in(chat_.workspace());
}

std::vector<std::string> PeopleLookup::warnings() const {
  std::vector<std::string> all;
  for (const Warning& warning : warnings_) {
    all.push_back(warning.sentence + instead_of_home(warning.person));
  }
  return all;
}

std::string PeopleLookup::instead_of_home(const std::string& name) const {
  const Agency& agency = registry_.agency();
  const Person* person = agency.directory.named(name);
  if (person == nullptr || person->home != chat_.workspace()) return "";
  if (person->in(chat_.workspace()) != nullptr) return "";
  const std::vector<Destination> places = direct_messages(agency, person->id);
  if (places.empty()) return "; nothing reaches them anywhere";
  return "; their messages go to " + places.front().workspace.value + " instead";
}

}  // namespace baton
