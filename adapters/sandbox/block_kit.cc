#include "adapters/sandbox/block_kit.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "bot/codec/utf8.h"

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;

enum class Surface { message, modal };
enum class Markup { plain_only, any };

constexpr std::size_t message_blocks_max = 50;
constexpr std::size_t modal_blocks_max = 100;
constexpr std::size_t id_length_max = 255;
constexpr std::size_t modal_title_max = 24;
constexpr std::size_t rich_elements_max = 1000;  // no limit is documented; the view's bytes end it

/// Walks one payload and collects what is wrong, each with its place.
class Checker {
 public:
  explicit Checker(Surface surface) : surface_(surface) {}

  void blocks(const Json& list, const std::string& at) {
    if (!list.is_array()) return fail("must be an array", at);
    const std::size_t max = surface_ == Surface::modal ? modal_blocks_max : message_blocks_max;
    if (list.size() > max) fail("no more than " + std::to_string(max) + " items allowed", at);
    for (std::size_t i = 0; i < list.size(); ++i) block(list[i], at + "/" + std::to_string(i));
  }

  void text(const Json& holder, const char* key, const std::string& at, std::size_t length_max,
            Markup markup = Markup::plain_only) {
    const std::string place = at + "/" + key;
    const auto found = holder.find(key);
    if (found == holder.end()) return fail("missing required field: " + std::string(key), at);
    text_object(*found, place, length_max, markup);
  }
  void optional_text(const Json& holder, const char* key, const std::string& at,
                     std::size_t length_max, Markup markup = Markup::plain_only) {
    if (holder.contains(key)) text(holder, key, at, length_max, markup);
  }
  void optional_string(const Json& holder, const char* key, const std::string& at,
                       std::size_t length_max) {
    const auto found = holder.find(key);
    if (found == holder.end()) return;
    const std::string place = at + "/" + key;
    if (!found->is_string()) return fail("must be a string", place);
    too_long(found->get<std::string>(), length_max, place);
  }
  void fail(const std::string& what, const std::string& at) {
    errors_.push_back(what + " [json-pointer:" + at + "]");
  }
  [[nodiscard]] bool has_input() const { return has_input_; }
  [[nodiscard]] std::vector<std::string> take() { return std::move(errors_); }

 private:
  void too_long(const std::string& value, std::size_t max, const std::string& at) {
    if (codec::count_utf16_units(value) > max) {
      fail("must be less than " + std::to_string(max + 1) + " characters", at);
    }
  }

  void text_object(const Json& object, const std::string& at, std::size_t length_max,
                   Markup markup) {
    if (!object.is_object()) return fail("must be a text object", at);
    const std::string type = object.value("type", "");
    if (type != "plain_text" && (markup == Markup::plain_only || type != "mrkdwn")) {
      return fail("failed to match all allowed schemas", at);
    }
    if (!object.contains("text") || !object["text"].is_string()) {
      return fail("missing required field: text", at);
    }
    const std::string value = object["text"];
    if (value.empty()) fail("must be more than 0 characters", at + "/text");
    too_long(value, length_max, at + "/text");
    if (type == "mrkdwn" && object.contains("emoji")) fail("additional property: emoji", at);
    if (type == "plain_text" && object.contains("verbatim")) {
      fail("additional property: verbatim", at);
    }
  }

  void unique(const Json& holder, const char* key, std::set<std::string>& seen,
              const std::string& at) {
    optional_string(holder, key, at, id_length_max);
    const auto found = holder.find(key);
    if (found == holder.end() || !found->is_string()) return;
    if (!seen.insert(found->get<std::string>()).second) {
      fail(std::string(key) + " must be unique", at + "/" + key);
    }
  }

  void block(const Json& it, const std::string& at) {
    action_ids_.clear();  // unique within its block
    if (!it.is_object()) return fail("must be an object", at);
    unique(it, "block_id", block_ids_, at);
    const std::string type = it.contains("type") && it["type"].is_string()
                                 ? it["type"].get<std::string>()
                                 : std::string();
    if (type == "header") return text(it, "text", at, 150);
    if (type == "divider") return;
    if (type == "section") return section(it, at);
    if (type == "context") return context(it, at);
    if (type == "actions") return actions(it, at);
    if (type == "input") return input(it, at);
    if (type == "rich_text") return rich_text(it, at);
    fail("unsupported block: " + type, at);
  }

  void section(const Json& it, const std::string& at) {
    if (!it.contains("text") && !it.contains("fields")) {
      return fail("missing required field: text", at);
    }
    optional_text(it, "text", at, 3000, Markup::any);
    if (it.contains("fields")) {
      const Json& fields = it["fields"];
      const std::string place = at + "/fields";
      if (!fields.is_array() || fields.empty() || fields.size() > 10) {
        return fail("must have 1 to 10 items", place);
      }
      for (std::size_t i = 0; i < fields.size(); ++i) {
        text_object(fields[i], place + "/" + std::to_string(i), 2000, Markup::any);
      }
    }
    if (it.contains("accessory")) element(it["accessory"], at + "/accessory");
  }

  void context(const Json& it, const std::string& at) {
    const std::string place = at + "/elements";
    if (!has_list(it, "elements", 10, at)) return;
    const Json& elements = it["elements"];
    for (std::size_t i = 0; i < elements.size(); ++i) {
      text_object(elements[i], place + "/" + std::to_string(i), 3000, Markup::any);
    }
  }

  void actions(const Json& it, const std::string& at) {
    if (!has_list(it, "elements", 25, at)) return;
    std::size_t i = 0;
    for (const Json& one : it["elements"]) {
      element(one, at + "/elements/" + std::to_string(i++));
    }
  }

  void rich_text(const Json& it, const std::string& at) {
    if (!has_list(it, "elements", rich_elements_max, at)) return;
    std::size_t i = 0;
    for (const Json& part : it["elements"]) {
      const std::string place = at + "/elements/" + std::to_string(i++);
      const std::string type = part.value("type", "");
      if (type == "rich_text_list") {
        rich_text(part, place);
      } else if (type == "rich_text_section" || type == "rich_text_quote" ||
                 type == "rich_text_preformatted") {
        rich_section(part, place);
      } else {
        fail("unsupported rich text: " + type, place);
      }
    }
  }

  void rich_section(const Json& part, const std::string& at) {
    if (!part.contains("elements") || !part["elements"].is_array()) {
      return fail("missing required field: elements", at);
    }
    std::size_t i = 0;
    for (const Json& run : part["elements"]) {
      rich_run(run, at + "/elements/" + std::to_string(i++));
    }
  }

  void rich_run(const Json& run, const std::string& at) {
    const std::pair<const char*, const char*> kinds[] = {
        {"text", "text"},       {"link", "url"},           {"emoji", "name"},
        {"user", "user_id"},    {"channel", "channel_id"}, {"usergroup", "usergroup_id"},
        {"broadcast", "range"}, {"color", "value"},        {"date", "format"},
    };
    const std::string type = run.value("type", "");
    const auto* const kind =
        std::ranges::find_if(kinds, [&](const auto& one) { return type == one.first; });
    if (kind == std::end(kinds)) return fail("unsupported rich text: " + type, at);
    const auto needed = run.find(kind->second);
    if (needed == run.end() || !needed->is_string()) {
      return fail("missing required field: " + std::string(kind->second), at);
    }
    if (needed->get<std::string>().empty()) {
      fail("must be more than 0 characters", at + "/" + kind->second);
    }
    if (type == "date" && !(run.contains("timestamp") && run["timestamp"].is_number_integer())) {
      fail("missing required field: timestamp", at);
    }
    if (run.contains("style") && !run["style"].is_object()) {
      fail("must be an object", at + "/style");
    }
  }

  void input(const Json& it, const std::string& at) {
    has_input_ = true;
    text(it, "label", at, 2000);
    optional_text(it, "hint", at, 2000);
    if (!it.contains("element")) return fail("missing required field: element", at);
    const std::string type = it["element"].value("type", "");
    if (type == "button" || type == "overflow") return fail("unsupported type: " + type, at);
    element(it["element"], at + "/element");
  }

  bool has_list(const Json& it, const char* key, std::size_t max, const std::string& at) {
    const auto found = it.find(key);
    const std::string place = at + "/" + key;
    if (found == it.end() || !found->is_array()) {
      fail("missing required field: " + std::string(key), at);
      return false;
    }
    if (found->empty()) fail("no fewer than 1 items allowed", place);
    if (found->size() > max) fail("no more than " + std::to_string(max) + " items allowed", place);
    return true;
  }

  void element(const Json& it, const std::string& at) {
    if (!it.is_object()) return fail("must be an object", at);
    unique(it, "action_id", action_ids_, at);
    const std::string type = it.value("type", "");
    optional_text(it, "placeholder", at, 150);
    if (type == "button") return button(it, at);
    if (type == "static_select") return options(it, at, 100);
    if (type == "overflow") return options(it, at, 5);
    if (type == "radio_buttons" || type == "checkboxes") return options(it, at, 10);
    if (type == "plain_text_input") return text_input(it, at);
    constexpr std::array plain_kinds{"datepicker", "timepicker", "number_input", "url_text_input",
                                     "email_text_input"};
    if (std::ranges::find(plain_kinds, type) == plain_kinds.end()) {
      fail("unsupported element: " + type, at);
    }
  }

  void button(const Json& it, const std::string& at) {
    text(it, "text", at, 75);
    optional_string(it, "value", at, 2000);
    optional_string(it, "url", at, 3000);
    optional_string(it, "accessibility_label", at, 75);
    if (it.contains("style") && it["style"] != "primary" && it["style"] != "danger") {
      fail("must be a valid enum value", at + "/style");
    }
    if (!it.contains("confirm")) return;
    const Json& confirm = it["confirm"];
    const std::string place = at + "/confirm";
    text(confirm, "title", place, 100);
    text(confirm, "text", place, 300, Markup::any);
    text(confirm, "confirm", place, 30);
    text(confirm, "deny", place, 30);
  }

  void options(const Json& it, const std::string& at, std::size_t max) {
    if (!has_list(it, "options", max, at)) return;
    const Json& list = it["options"];
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string place = at + "/options/" + std::to_string(i);
      text(list[i], "text", place, 75, Markup::any);
      optional_text(list[i], "description", place, 75, Markup::any);
      if (!list[i].contains("value")) fail("missing required field: value", place);
      optional_string(list[i], "value", place, 150);
    }
    if (!it.contains("initial_option")) return;
    if (std::ranges::find(list, it["initial_option"]) == list.end()) {
      fail("initial_option must be one of the options", at + "/initial_option");
    }
  }

  void text_input(const Json& it, const std::string& at) {
    for (const char* const key : {"min_length", "max_length"}) {
      if (!it.contains(key)) continue;
      const Json& value = it[key];
      if (!value.is_number_integer() || value < 0 || value > 3000) {
        fail("must be from 0 to 3000", at + "/" + key);
      }
    }
    optional_string(it, "initial_value", at, 3000);
  }

  Surface surface_;
  std::vector<std::string> errors_;
  std::set<std::string> block_ids_;
  std::set<std::string> action_ids_;
  bool has_input_ = false;
};

}  // namespace

std::vector<std::string> message_block_errors(const Json& blocks) {
  Checker checker(Surface::message);
  checker.blocks(blocks, "/blocks");
  return checker.take();
}

std::vector<std::string> view_errors(const Json& view) {
  Checker checker(Surface::modal);
  if (!view.is_object()) {
    checker.fail("must be an object", "/view");
    return checker.take();
  }
  if (view.value("type", "") != "modal") checker.fail("must be modal", "/type");
  checker.text(view, "title", "", modal_title_max);
  checker.optional_text(view, "submit", "", modal_title_max);
  checker.optional_text(view, "close", "", modal_title_max);
  checker.optional_string(view, "private_metadata", "", 3000);
  checker.optional_string(view, "callback_id", "", id_length_max);
  checker.optional_string(view, "external_id", "", id_length_max);
  if (view.contains("blocks")) {
    checker.blocks(view["blocks"], "/blocks");
  } else {
    checker.fail("missing required field: blocks", "");
  }
  if (checker.has_input() && !view.contains("submit")) {
    checker.fail("submit is required when an input block is within blocks", "/submit");
  }
  return checker.take();
}

}  // namespace baton::sandbox
