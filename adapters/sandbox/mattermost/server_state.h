#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/sandbox/ledger.h"
#include "bot/ports/clock.h"
#include "core/model/time_point.h"

/// What a simulated Mattermost server holds: people, one team, channels, posts, open dialogs, and
/// the ledger of everything somebody could see. Plain state: no I/O and no clock.
namespace baton::sandbox::mattermost {

using Json = nlohmann::json;

inline constexpr const char* team_name = "northlight";
inline constexpr const char* team_display_name = "Northlight";
inline constexpr const char* bot_name = "baton";
const std::string& team_id();
const std::string& bot_user();

struct User {
  std::string id;
  std::string username;    ///< "ana"
  std::string first_name;  ///< "Ana"
  std::string position;    ///< "Account manager, strategist"
  std::string timezone = "Europe/Berlin";
  bool is_bot = false;
  bool in_team = true;
  bool deactivated = false;
  bool guest = false;
  /// Where they act: a dialog is submitted from there.
  std::string looks_at = {};
  std::map<std::string, std::uint64_t> read = {};  ///< channel -> the newest Post::order seen
};

struct Channel {
  enum class Type { open, secret, direct, group };
  std::string id;
  std::string name;  ///< as in addresses; of a direct one the two ids, joined by "__"
  std::string display_name;
  Type type = Type::open;
  std::string header = {};
  bool archived = false;
  std::set<std::string> members = {};
  std::int64_t made_at = 0;
};

struct Post {
  enum class Kind { message, command, error };  ///< a line typed; a failure told by the client
  std::string id;
  Kind kind = Kind::message;
  std::int64_t create_at = 0;
  std::int64_t update_at = 0;
  std::int64_t edit_at = 0;
  std::int64_t delete_at = 0;
  std::string user_id;
  std::string channel_id;
  std::string root_id;
  std::string message;
  std::string type;
  Json props = Json::object();  ///< whole: the actions' integrations included
  Json file_ids = Json::array();
  std::string only_for;     ///< ephemeral: the one person who sees it
  std::uint64_t order = 0;  ///< grows with every post of the server
};

/// A dialog that somebody has open, as the client got it.
struct OpenDialog {
  std::string trigger;  ///< the short one
  std::string url;
  Json dialog;
  std::string channel_id;  ///< where it will be submitted from
};

struct LedgerEntry : LedgerLine {
  enum class Kind { posted, edited, deleted, ephemeral, dialog_opened, dialog_closed };
  Kind kind = Kind::posted;
  std::string post;  ///< of a dialog: its short trigger
  Json props = nullptr;
};

/// Every change takes the time it happens at and grows revision().
class ServerState {
 public:
  static constexpr std::size_t posts_per_channel_max = 1000;
  static constexpr std::size_t users_max = 200;
  static constexpr std::size_t channels_max = 500;

  /// The team of the demo: five people and Baton, four channels that all of them are in.
  explicit ServerState(Random& random);

  [[nodiscard]] const std::map<std::string, User>& users() const { return users_; }
  [[nodiscard]] const std::map<std::string, Channel>& channels() const { return channels_; }
  [[nodiscard]] const Ledger<LedgerEntry>& ledger() const { return ledger_; }
  [[nodiscard]] std::uint64_t revision() const { return ledger_.revision(); }
  /// Something other than a post changed: those who wait look again.
  void touch() { ledger_.touch(); }
  /// Calls `changed` after every change, for those who wait for one. It must not change anything.
  void on_change(std::function<void()> changed) { ledger_.on_change(std::move(changed)); }

  [[nodiscard]] User* user(const std::string& id);
  [[nodiscard]] const User* user(const std::string& id) const;
  /// By id, or by username with or without "@".
  [[nodiscard]] User* user_called(const std::string& name);
  /// Makes a user, who gets an id where there is none, and joins the open channels of the team.
  /// nullptr: there are users_max already, or the name is taken.
  User* add_user(User user);

  [[nodiscard]] Channel* channel(const std::string& id);
  [[nodiscard]] const Channel* channel(const std::string& id) const;
  /// By id, or by name with or without "~" or "#".
  [[nodiscard]] Channel* channel_called(const std::string& name);
  /// nullptr: there are channels_max already.
  Channel* add_channel(Channel channel);
  /// The direct channel of the two, made where there is none. nullptr: channels_max.
  Channel* direct(const std::string& one, const std::string& other, TimePoint now);
  [[nodiscard]] bool may_read(const std::string& user, const Channel& channel) const;

  /// Deleted posts are found too.
  [[nodiscard]] Post* post(const std::string& id);
  [[nodiscard]] const Post* post(const std::string& id) const;
  /// Oldest first, deleted ones included.
  [[nodiscard]] std::vector<const Post*> posts(const std::string& channel) const;
  /// Those `user` sees there, oldest first.
  [[nodiscard]] std::vector<const Post*> seen_by(const std::string& user,
                                                 const std::string& channel) const;
  [[nodiscard]] std::size_t unread(const User& user, const std::string& channel) const;
  [[nodiscard]] int replies_to(const std::string& root) const;

  /// Gives the post its id and times and keeps it; the oldest of a full channel goes.
  const Post& add(Post post, TimePoint now);
  /// Notes that `post` was changed.
  void edited(Post& post, const std::string& actor, TimePoint now);
  /// Deletes the post and what stands in its thread.
  void remove(Post& post, const std::string& actor, TimePoint now);
  /// Takes away every ephemeral post, as a client does that is opened anew.
  void forget_private(TimePoint now);

  /// nullptr: `user` has none open.
  [[nodiscard]] OpenDialog* dialog(const std::string& user);
  /// In place of one that is open.
  void open_dialog(const std::string& user, OpenDialog dialog, TimePoint now);
  void close_dialog(const std::string& user, TimePoint now);

  [[nodiscard]] Random& random() { return random_; }

 private:
  void record(LedgerEntry::Kind kind, const Post& post, std::string actor, TimePoint now);

  Random& random_;
  std::map<std::string, User> users_;
  std::map<std::string, Channel> channels_;
  std::map<std::string, Post> posts_;
  std::map<std::string, std::deque<std::string>> in_channel_;  ///< channel -> posts, oldest first
  std::map<std::string, OpenDialog> dialogs_;
  Ledger<LedgerEntry> ledger_;
  std::uint64_t posts_made_ = 0;
};

}  // namespace baton::sandbox::mattermost
