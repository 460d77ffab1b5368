#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/sandbox/ledger.h"
#include "core/model/time_point.h"

/// What a simulated Slack team holds: people, channels, messages, open views, and the ledger of
/// everything somebody could see. Plain state: no I/O and no clock.
namespace baton::sandbox {

using Json = nlohmann::json;

inline constexpr const char* team_id = "T0001";
inline constexpr const char* team_name = "Northlight";
inline constexpr const char* team_domain = "northlight";
inline constexpr const char* app_id = "A0001";
inline constexpr const char* bot_id = "B0001";
inline constexpr const char* bot_user = "UBATON";
inline constexpr const char* bot_name = "Baton";

struct Person {
  std::string id;    ///< "U0001"
  std::string name;  ///< "Ana"
  std::string title;
  std::string timezone = "Europe/Berlin";
  bool deactivated = false;
  bool guest = false;
  std::map<std::string, std::string> read = {};  ///< channel -> ts of the newest message seen
};

struct Channel {
  std::string id;          ///< "C0001"; of a direct message "D0001"
  std::string name;        ///< without "#"; of a direct message empty
  std::string im_of = {};  ///< the person of a direct message with Baton
  std::string topic = {};
  bool archived = false;
  bool bot_is_member = true;
};

struct Message {
  enum class Kind { message, command, error };  ///< a command line typed; a failure told by Slack
  std::string channel;
  std::string ts;
  Kind kind = Kind::message;
  std::string author;  ///< a person's id, or bot_user
  std::string text;
  Json blocks = Json::array();
  Json metadata = nullptr;
  std::string only_for;   ///< ephemeral: the one person who sees it
  std::string thread_ts;  ///< the message in whose thread it stands; empty: in none
  bool mrkdwn = true;     ///< `text` is marked up; blocks say it themselves
  bool edited = false;
  TimePoint at;
};

/// A modal that somebody has open.
struct View {
  std::string id;    ///< "V0001"
  std::string hash;  ///< changes with every update
  Json body;         ///< as views.open got it, block ids filled in
};

struct LedgerEntry : LedgerLine {
  enum class Kind { posted, edited, deleted, view_opened, view_updated, view_closed };
  Kind kind = Kind::posted;
  std::string ts;  ///< of a view: its id
  Json metadata = nullptr;
};

/// The whole team. Every change takes the time it happens at and grows revision().
class Workspace {
 public:
  static constexpr std::size_t messages_per_channel_max = 1000;
  static constexpr std::size_t people_max = 200;
  static constexpr std::size_t channels_max = 500;
  static constexpr std::size_t views_per_person_max = 3;  ///< the depth of Slack's stack

  /// The team of the demo: five people, four channels.
  Workspace();

  [[nodiscard]] const std::map<std::string, Person>& people() const { return people_; }
  [[nodiscard]] const std::map<std::string, Channel>& channels() const { return channels_; }
  [[nodiscard]] const Ledger<LedgerEntry>& ledger() const { return ledger_; }
  [[nodiscard]] std::uint64_t revision() const { return ledger_.revision(); }
  /// Something other than a message changed: those who wait look again.
  void touch() { ledger_.touch(); }
  /// Calls `changed` after every change, for those who wait for one. It must not change anything.
  void on_change(std::function<void()> changed) { ledger_.on_change(std::move(changed)); }

  [[nodiscard]] Person* person(const std::string& id);
  [[nodiscard]] Channel* channel(const std::string& id);
  /// By id, or by name with or without "#".
  [[nodiscard]] Channel* channel_called(const std::string& name);
  [[nodiscard]] Channel& im_with(const Person& person);
  /// nullptr: there are people_max already.
  Person* add_person(std::string name, std::string title, std::string timezone);

  [[nodiscard]] Message* message(const std::string& channel, const std::string& ts);
  [[nodiscard]] const Message* message(const std::string& channel, const std::string& ts) const;
  /// Oldest first.
  [[nodiscard]] std::vector<const Message*> messages(const std::string& channel) const;
  /// The replies in the thread of message `ts`, oldest first.
  [[nodiscard]] std::vector<const Message*> thread(const std::string& channel,
                                                   const std::string& ts) const;
  /// Whether something can be said in the thread of `ts`: it is no reply itself, and everybody sees
  /// it; once it has replies, its thread outlives it.
  [[nodiscard]] bool has_thread(const std::string& channel, const std::string& ts) const;
  /// Those `person` sees there, oldest first.
  [[nodiscard]] std::vector<const Message*> seen_by(const std::string& person,
                                                    const std::string& channel) const;
  /// Replies in threads do not count.
  [[nodiscard]] std::size_t unread(const Person& person, const std::string& channel) const;

  /// Gives the message its ts and keeps it; the oldest of a full channel goes.
  const Message& post(Message message, TimePoint now);
  void edit(Message& message, std::string text, Json blocks, TimePoint now);
  void remove(const std::string& channel, const std::string& ts, TimePoint now);
  /// Takes away every ephemeral message, as Slack's windows do when they are opened anew.
  void forget_private(TimePoint now);

  /// The views `person` has open, the topmost last.
  [[nodiscard]] const std::vector<View>& views(const std::string& person) const;
  /// REQUIRES: fewer than views_per_person_max are open.
  const View& push_view(const std::string& person, Json body, TimePoint now);
  /// nullptr: nobody has such a view open. `person`, where given, becomes who has.
  [[nodiscard]] View* view(const std::string& id, std::string* person = nullptr);
  void update_view(View& view, const std::string& person, Json body, TimePoint now);
  /// Closes the topmost, or all.
  void pop_view(const std::string& person, TimePoint now);
  void clear_views(const std::string& person, TimePoint now);

 private:
  std::string next_ts(TimePoint now);
  void record(LedgerEntry::Kind kind, const Message& message, std::string actor, TimePoint now);

  std::map<std::string, Person> people_;
  std::map<std::string, Channel> channels_;
  std::map<std::string, std::map<std::string, Message>> messages_;  ///< channel -> ts -> message
  std::map<std::string, std::vector<View>> views_;                  ///< person -> stack
  Ledger<LedgerEntry> ledger_;
  std::uint64_t views_made_ = 0;
  std::int64_t last_ts_us_ = 0;
};

}  // namespace baton::sandbox
