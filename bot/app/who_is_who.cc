#include "bot/app/who_is_who.h"

#include <set>
#include <utility>

namespace baton {
namespace {

class Matching {
 public:
  Matching(const Seed& seed, const Directory& directory) : seed_(seed), directory_(directory) {}

  std::map<std::string, PersonId> matches() {
    // Where the ids of one person were given to two entries, the one with the name stays them.
    for (const Seed::Someone& someone : seed_.people) claim_by_id_and_name(someone);
    for (const Seed::Someone& someone : seed_.people) claim_by_id(someone);
    // Whose name is new was renamed in the file: before their old name counts as somebody else's.
    for (const Seed::Someone& someone : seed_.people) {
      if (directory_.named(someone.name) == nullptr) claim_by_user_name(someone);
    }
    for (const Seed::Someone& someone : seed_.people) claim_by_name(someone);
    for (const Seed::Someone& someone : seed_.people) claim_by_user_name(someone);
    return std::move(matches_);
  }

 private:
  void claim(const Seed::Someone& someone, const Person* person) {
    if (person == nullptr || matches_.contains(someone.name)) return;
    if (claimed_.insert(person->id).second) matches_[someone.name] = person->id;
  }

  void claim_by_id_and_name(const Seed::Someone& someone) {
    for (const Identity& identity : someone.identities) {
      const Person* person = directory_.by_identity(identity.workspace, identity.user);
      if (person != nullptr && person->name == someone.name) claim(someone, person);
    }
  }

  void claim_by_id(const Seed::Someone& someone) {
    for (const Identity& identity : someone.identities) {
      claim(someone, directory_.by_identity(identity.workspace, identity.user));
    }
  }

  void claim_by_user_name(const Seed::Someone& someone) {
    for (const auto& [workspace, user] : someone.named) {
      if (user) claim(someone, directory_.by_identity(workspace, *user));
    }
  }

  void claim_by_name(const Seed::Someone& someone) {
    for (const Person& person : directory_.people) {
      if (person.name == someone.name) claim(someone, &person);
    }
  }

  const Seed& seed_;
  const Directory& directory_;
  std::set<PersonId> claimed_;
  std::map<std::string, PersonId> matches_;
};

}  // namespace

std::map<std::string, PersonId> who_is_who(const Seed& seed, const Directory& directory) {
  return Matching(seed, directory).matches();
}

}  // namespace baton
