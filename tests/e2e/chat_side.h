#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/people.h"
#include "tests/e2e/wire.h"

namespace baton::test {

/// One change that somebody could see, in either chat. People and places go by their names:
/// "Ana", "acme", "direct Ana" for her direct messages with Baton.
struct Entry {
  enum class Kind { posted, edited, deleted, form_opened, form_changed, form_closed };
  Platform chat = Platform::slack;
  Kind kind = Kind::posted;
  bool ours = false;     ///< it is Baton who says it
  std::string place;     ///< empty: it is a form
  std::string only_for;  ///< empty: everybody there sees it
  std::string shown;     ///< what one reads, buttons included, marks of emphasis left out
  std::string message;   ///< names the message, or the form, within its chat
  std::string thread;    ///< the message in whose thread it stands; empty: in none
  std::string outbox;    ///< what Baton would know the message again by
};
void PrintTo(const Entry& entry, std::ostream* out);

/// What came of something that a person did.
struct Done {
  std::string outcome;  ///< "ok"; "not_sent": their own window held it back
  std::string saw;      ///< all that they were shown with the answer, as one text
  /// A form that stays open: sentences by the input's name; "" stands above them all.
  std::map<std::string, std::string> errors;
  Json request;  ///< the delivery, as it was sent
  Answer answer;
};
void PrintTo(const Done& done, std::ostream* out);

/// A form that somebody has open.
struct OpenForm {
  std::string title;                           ///< empty: none is open
  std::map<std::string, std::string> entered;  ///< what stands in it, by the input's name
};

/// What the two platforms call the same thing.
struct Words {
  const char* make_message;   ///< the call, in scripts of faults
  Json trigger_expired;       ///< a fault: a form cannot be opened any more
  const char* token_refused;  ///< Baton's token is not accepted
};

/// One simulated chat, through its doors (docs/sandbox.md).
class ChatSide {
 public:
  static std::unique_ptr<ChatSide> slack(const std::string& sandbox_url);
  static std::unique_ptr<ChatSide> mattermost(const std::string& sandbox_url);
  virtual ~ChatSide() = default;

  [[nodiscard]] virtual Platform platform() const = 0;
  [[nodiscard]] virtual const Words& words() const = 0;

  Done say(const std::string& person, const std::string& text, const std::string& place = "acme");
  /// REQUIRES: the message is one of this chat.
  Done press(const std::string& person, const Entry& message, const std::string& label);
  /// Submits the form that the person has open.
  Done submit(const std::string& person, const Json& values);
  OpenForm form(const std::string& person);
  Json control(const Json& command);
  /// Every visible change so far, oldest first, but the lines that people typed.
  const std::vector<Entry>& ledger();
  /// What the platform calls the person.
  std::string id_of(const std::string& person);

 protected:
  explicit ChatSide(std::string doors) : doors_(std::move(doors)) {}

  /// The names behind the ids of this chat.
  struct Names {
    std::map<std::string, std::string> people;
    std::map<std::string, std::string> places;
  };
  /// Of a line of the ledger what is particular to the platform: kind, ours, message, thread,
  /// outbox, and whether it is what somebody typed.
  struct Read {
    Entry entry;
    bool is_typed = false;
  };
  [[nodiscard]] virtual Read read(const Json& line) const = 0;
  /// What one reads of a message as the ledger shows it.
  [[nodiscard]] virtual std::string readable(std::string shown) const = 0;
  /// Names the message to the door for presses.
  virtual void point_at(const Entry& message, Json& asked) const = 0;
  [[nodiscard]] virtual OpenForm form_in(const Json& window) const = 0;

 private:
  Json door(const std::string& name, const Json& asked);
  Json window(const std::string& person_id);
  Done done(const Json& result) const;
  void learn_names();
  void keep(const Json& line);

  std::string doors_;  ///< their address
  Names names_;
  std::vector<Entry> read_;       ///< of the ledger
  std::uint64_t read_up_to_ = 0;  ///< its number of the last line that was read
};

}  // namespace baton::test
