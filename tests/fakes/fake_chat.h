#pragma once

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "bot/ports/chat.h"
#include "bot/ports/clock.h"

namespace baton::test {

/// A workspace in memory. By itself it behaves as a chat does: what is posted is there, can be
/// edited and found; scripted answers come first. Every call is kept, in order.
class FakeChat final : public Chat {
 public:
  struct Call {
    enum class Kind { post, update, find, open_form, reply, team, channel, user };
    Kind kind = Kind::post;
    TimePoint at;
    Outgoing outgoing;    ///< post, update, find
    MessageRef message;   ///< update
    TimePoint since;      ///< find
    std::string address;  ///< open_form: the trigger; reply: its address; channel, user: the name
    UserId user;          ///< open_form, reply
    Form form;
    Card card;  ///< reply
  };
  struct Message {
    MessageRef ref;
    Destination place;
    std::string outbox_id;
    std::optional<MessageRef> thread;  ///< in whose thread it stands
    Card card;
    bool plain = false;
  };
  /// Whether what was asked for happens although the answer does not say so.
  enum class Happens { no, yes };

  /// `clock` outlives the chat.
  FakeChat(WorkspaceId workspace, const Clock& clock);

  // Chat
  [[nodiscard]] WorkspaceId workspace() const override { return workspace_; }
  boost::asio::awaitable<Posted> post(Outgoing message) override;
  boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) override;
  boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) override;
  boost::asio::awaitable<Posted> open_form(std::string trigger, UserId user, Form form) override;
  boost::asio::awaitable<Posted> reply(std::string reply_address, UserId user, Card card) override;
  boost::asio::awaitable<Asked<TeamInfo>> team() override;
  boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) override;
  boost::asio::awaitable<Asked<UserInfo>> user(UserId id) override;
  boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) override;

  // The script: each answer is for the next call of its kind that has none yet.
  void next_post(AttemptFailed failed) { posts_.push_back({std::move(failed), Happens::no}); }
  void next_post(AttemptUnknown unknown, Happens happens) {
    posts_.push_back({std::move(unknown), happens});
  }
  void next_update(AttemptFailed failed) { updates_.push_back({std::move(failed), Happens::no}); }
  void next_update(AttemptUnknown unknown, Happens happens) {
    updates_.push_back({std::move(unknown), happens});
  }
  void next_find(Found found) { finds_.push_back(std::move(found)); }
  void next_form(AttemptFailed failed) { forms_.push_back(std::move(failed)); }
  void next_reply(AttemptFailed failed) { replies_.push_back(std::move(failed)); }
  void next_team(Asked<TeamInfo> asked) { teams_.push_back(std::move(asked)); }
  void next_channel(Asked<ChannelId> asked) { channel_answers_.push_back(std::move(asked)); }
  void next_user(Asked<UserInfo> asked) { user_answers_.push_back(std::move(asked)); }
  /// Every post and update to a place that `refuse` gives an answer for fails with it.
  void refuse(std::function<std::optional<AttemptFailed>(const Call&)> refuse) {
    refuse_ = std::move(refuse);
  }

  // What it knows of its workspace.
  std::string team_id = "T0001";
  std::map<std::string, ChannelId> channels;  ///< by name, without "#"
  std::map<UserId, UserInfo> users;
  std::string id_prefix;  ///< of the messages that are made

  /// Calls that `held` is true of do not return before release().
  void hold(std::function<bool(const Call&)> held) { held_ = std::move(held); }
  void release();

  /// A person deletes a message.
  void remove(const MessageRef& ref);

  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
  [[nodiscard]] std::vector<Call> calls(Call::Kind kind) const;
  /// What a person sees in `place`, oldest first,
  /// in no thread.
  [[nodiscard]] std::vector<Message> messages(const Destination& place) const;
  /// The lines in the thread of a message, oldest first.
  [[nodiscard]] std::vector<Message> thread_of(const MessageRef& message) const;
  [[nodiscard]] std::vector<Message> channel_messages(const std::string& channel) const;
  [[nodiscard]] std::vector<Message> direct_messages(const std::string& user) const;
  /// Those in no thread, wherever they stand.
  [[nodiscard]] std::size_t message_count() const;
  /// Calls that are held now.
  [[nodiscard]] std::size_t held_count() const { return gates_.size(); }

 private:
  struct Scripted {
    Posted posted;
    Happens happens = Happens::no;
  };
  /// Keeps the call, and waits where it is held.
  boost::asio::awaitable<void> called(Call call);
  MessageRef make(const Outgoing& outgoing);
  [[nodiscard]] bool has(const MessageRef& ref) const;
  Posted edit(const MessageRef& ref, const Outgoing& content);

  WorkspaceId workspace_;
  const Clock& clock_;
  std::deque<Scripted> posts_;
  std::deque<Scripted> updates_;
  std::deque<Found> finds_;
  std::deque<AttemptFailed> forms_;
  std::deque<AttemptFailed> replies_;
  std::deque<Asked<TeamInfo>> teams_;
  std::deque<Asked<ChannelId>> channel_answers_;
  std::deque<Asked<UserInfo>> user_answers_;
  std::function<std::optional<AttemptFailed>(const Call&)> refuse_;
  std::function<bool(const Call&)> held_;
  std::list<boost::asio::steady_timer*> gates_;
  std::vector<Call> calls_;
  std::vector<Message> messages_;
  int last_message_ = 0;
};

/// A failure as a chat tells it.
AttemptFailed failure(ErrorClass error, std::string reason,
                      std::optional<std::chrono::seconds> retry_after = std::nullopt);

}  // namespace baton::test
