#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "adapters/mattermost/layout.h"
#include "adapters/mattermost/render.h"
#include "adapters/mattermost/text.h"
#include "bot/codec/utf8.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

// Source: developers.mattermost.com, "Interactive dialogs".
constexpr std::size_t title_max = 24;
constexpr std::size_t label_max = 24;
constexpr std::size_t help_max = 150;
constexpr std::size_t text_length_max = 150;
constexpr std::size_t area_length_max = 3000;
constexpr std::size_t option_label_max = 100;
constexpr std::size_t intro_max = 3000;

std::string shown(std::string_view text, std::size_t length_max) {
  const LiteralText literal(text, length_max);
  return literal.empty() ? "…" : literal.str();
}

/// A label that does not fit in its place stands whole in the help text. `left_over`: a hint that
/// does not fit beside it there.
struct Words {
  std::string label;
  std::string help;
  std::string left_over;
};
Words words_of(const Input& input) {
  Words words;
  words.label = shown(input.label, label_max);
  words.help = input.hint;
  if (codec::count_code_points(input.label) > label_max) {
    words.help = input.hint.empty() ? input.label : input.label + " · " + input.hint;
  }
  if (codec::count_code_points(words.help) > help_max && !input.hint.empty()) {
    words.left_over = input.hint;
    words.help = words.help == input.hint ? std::string() : input.label;
  }
  if (!words.help.empty()) words.help = shown(words.help, help_max);
  return words;
}

Json text_element(const Input& input) {
  const bool is_area = input.kind == Input::Kind::long_text || input.length_max > text_length_max;
  const std::size_t length_max =
      std::clamp<std::size_t>(input.length_max, 1, is_area ? area_length_max : text_length_max);
  Json element{{"type", is_area ? "textarea" : "text"}, {"max_length", length_max}};
  if (!input.initial.empty()) {  // as it is: it comes back as typed, and no markdown is read here
    element["default"] = codec::truncate_utf16(input.initial, length_max);
  }
  return element;
}

Json choice_element(const Input& input) {
  Json options = Json::array();
  Json element{{"type", "select"}};
  for (const Input::Option& it : input.options) {
    if (it.value.empty()) continue;  // which would read as nothing chosen
    options.push_back(Json{{"text", shown(it.label, option_label_max)}, {"value", it.value}});
    if (it.value == input.initial) element["default"] = it.value;
  }
  if (options.empty()) return text_element(input);
  element["options"] = std::move(options);
  return element;
}

Json element(const Input& input, const Words& words) {
  Json made = input.kind == Input::Kind::choice ? choice_element(input) : text_element(input);
  made["name"] = input.name;
  made["display_name"] = words.label;
  made["optional"] = input.optional;
  if (!words.help.empty()) made["help_text"] = words.help;
  return made;
}

}  // namespace

Json Renderer::dialog(const Form& form, const FormSeal& sealed) const {
  Room room(intro_max);
  Lines intro(room);
  for (const Line& line : form.intro) intro.add(line);
  Json elements = Json::array();
  for (const Input& input : form.inputs) {
    const Words words = words_of(input);
    elements.push_back(element(input, words));
    if (!words.left_over.empty()) intro.add({bold(input.label), plain(": " + words.left_over)});
  }
  Json dialog{{"callback_id", form_callback},
              {"title", shown(form.title, title_max)},
              {"introduction_text", intro.str()},
              {"elements", std::move(elements)},
              {"submit_label", shown(form.submit.empty() ? "Send" : form.submit, title_max)},
              {"notify_on_cancel", false},
              {"state", seal_.state(sealed)}};
  return Json{{"url", callback_url_ + "/mattermost/dialog"}, {"dialog", std::move(dialog)}};
}

}  // namespace baton::mattermost
