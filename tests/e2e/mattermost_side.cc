#include <map>

#include "tests/e2e/chat_side.h"

namespace baton::test {
namespace {

using Kind = Entry::Kind;

const Words mattermost_words{
    "posts.create",
    {{"what", "error"},
     {"method", "dialogs.open"},
     {"error", "interactive_message.decode_trigger_id.expired"},
     {"status", 400}},
    "api.context.session_expired.app_error",
};

class MattermostSide final : public ChatSide {
 public:
  explicit MattermostSide(const std::string& sandbox_url)
      : ChatSide(sandbox_url + "/sandbox/mattermost/") {}

  [[nodiscard]] Platform platform() const override { return Platform::mattermost; }
  [[nodiscard]] const Words& words() const override { return mattermost_words; }

 private:
  /// A private answer is there the post of the person who gets it: what is private and was not
  /// typed comes from Baton.
  [[nodiscard]] Read read(const Json& line) const override {
    static const std::map<std::string, Kind> kinds{{"posted", Kind::posted},
                                                   {"ephemeral", Kind::posted},
                                                   {"edited", Kind::edited},
                                                   {"deleted", Kind::deleted},
                                                   {"dialog_opened", Kind::form_opened},
                                                   {"dialog_closed", Kind::form_closed}};
    Read known;
    known.entry.kind = kinds.at(line["kind"]);
    const std::string actor = line["actor"];  // nobody: the client itself says it
    const bool is_private = line["kind"] == "ephemeral";
    const bool is_command = line["text"].get<std::string>().starts_with('/');
    known.entry.ours =
        actor.starts_with("userbaton1") || (is_private && !is_command && !actor.empty());
    known.entry.message = line["post_id"];
    known.entry.thread = line["thread"];
    const Json& props = line["props"];
    if (props.is_object()) known.entry.outbox = props.value("baton_outbox", "");
    known.is_typed = known.entry.kind == Kind::posted && !known.entry.ours;
    return known;
  }

  [[nodiscard]] std::string readable(std::string shown) const override {
    std::string plain;
    for (std::size_t at = 0; at < shown.size(); ++at) {
      const bool is_escape = shown[at] == '\\' && at + 1 < shown.size();
      if (is_escape) {
        plain += shown[++at];
      } else if (shown[at] != '*' && shown[at] != '`') {
        plain += shown[at];
      }
    }
    return plain;
  }

  void point_at(const Entry& message, Json& asked) const override {
    asked["post_id"] = message.message;
  }

  [[nodiscard]] OpenForm form_in(const Json& window) const override {
    OpenForm form;
    const Json& dialog = window["dialog"];
    if (dialog.is_null()) return form;
    form.title = dialog["title"];
    for (const Json& element : dialog["elements"]) {
      form.entered[element["name"]] = element.value("default", "");
    }
    return form;
  }
};

}  // namespace

std::unique_ptr<ChatSide> ChatSide::mattermost(const std::string& sandbox_url) {
  return std::make_unique<MattermostSide>(sandbox_url);
}

}  // namespace baton::test
