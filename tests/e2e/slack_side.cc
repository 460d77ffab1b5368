#include <map>

#include "tests/e2e/chat_side.h"

namespace baton::test {
namespace {

using Kind = Entry::Kind;

const Words slack_words{
    "chat.postMessage",
    {{"what", "error"}, {"method", "views.open"}, {"error", "expired_trigger_id"}},
    "token_revoked",
};

class SlackSide final : public ChatSide {
 public:
  explicit SlackSide(const std::string& sandbox_url) : ChatSide(sandbox_url + "/sandbox/") {}

  [[nodiscard]] Platform platform() const override { return Platform::slack; }
  [[nodiscard]] const Words& words() const override { return slack_words; }

 private:
  [[nodiscard]] Read read(const Json& line) const override {
    static const std::map<std::string, Kind> kinds{{"posted", Kind::posted},
                                                   {"edited", Kind::edited},
                                                   {"deleted", Kind::deleted},
                                                   {"view_opened", Kind::form_opened},
                                                   {"view_updated", Kind::form_changed},
                                                   {"view_closed", Kind::form_closed}};
    Read known;
    known.entry.kind = kinds.at(line["kind"]);
    known.entry.ours = line["actor"] == "UBATON";
    known.entry.message = line["channel"].get<std::string>() + "/" + line["ts"].get<std::string>();
    const std::string thread = line["thread"];
    if (!thread.empty()) known.entry.thread = line["channel"].get<std::string>() + "/" + thread;
    const Json& metadata = line["metadata"];
    if (metadata.is_object() && metadata.contains("event_payload")) {
      known.entry.outbox = metadata["event_payload"].value("outbox", "");
    }
    const std::string shown = line["shown"];
    known.is_typed = known.entry.kind == Kind::posted && !known.entry.ours;
    return known;
  }

  [[nodiscard]] std::string readable(std::string shown) const override {
    if (shown.starts_with(':')) shown.erase(0, shown.find(": ", 1) + 2);  // the coloured mark
    return shown;
  }

  void point_at(const Entry& message, Json& asked) const override {
    const std::size_t border = message.message.find('/');
    asked["channel"] = message.message.substr(0, border);
    asked["ts"] = message.message.substr(border + 1);
  }

  [[nodiscard]] OpenForm form_in(const Json& window) const override {
    OpenForm form;
    const Json& view = window["view"];
    if (view.is_null()) return form;
    form.title = view["title"]["text"];
    for (const Json& block : view["blocks"]) {
      if (block["type"] != "input") continue;
      const Json& element = block["element"];
      std::string& entered = form.entered[block["block_id"]];
      entered = element.value("initial_value", "");
      if (element.contains("initial_option")) entered = element["initial_option"]["value"];
    }
    return form;
  }
};

}  // namespace

std::unique_ptr<ChatSide> ChatSide::slack(const std::string& sandbox_url) {
  return std::make_unique<SlackSide>(sandbox_url);
}

}  // namespace baton::test
