#include "tests/adapters/slack/mrkdwn_reader.h"

#include <cctype>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/hostile_text.h"

namespace baton::test {
namespace {

using Faults = std::vector<std::string>;
using Json = nlohmann::json;

constexpr std::string_view entities[] = {"&amp;", "&lt;", "&gt;"};
constexpr char characters[] = {'&', '<', '>'};

void fault(Faults& faults, const std::string& what, std::string_view text, std::size_t at) {
  faults.push_back(what + " at " + std::to_string(at) + ": " + std::string(text.substr(at, 24)));
}
void add_control(Faults& faults, std::string_view text) {
  const std::string control = control_fault(text);
  if (!control.empty()) faults.push_back(control + " in " + std::string(text));
}

/// Whether `rest` begins with a scheme and a colon: "slack:".
bool is_scheme(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[end])) != 0 ||
                               std::string_view("+-.").find(rest[end]) != std::string_view::npos)) {
    ++end;
  }
  return end > 0 && end < rest.size() && rest[end] == ':';
}

/// A text of a block: on one line, and harmless whatever it is taken for.
void read_literal(Faults& faults, const Json& text) {
  const auto words = text.get<std::string>();
  for (std::string& each : literal_faults(words)) faults.push_back(std::move(each));
  const bool is_gap = words.find_first_not_of('\n') == std::string::npos;
  if (!is_gap && words.find('\n') != std::string::npos)
    fault(faults, "a line of its own", words, 0);
}

void read(Faults& faults, const Json& json) {
  if (json.is_array()) {
    for (const Json& each : json) read(faults, each);
    return;
  }
  if (!json.is_object()) return;
  static const std::set<std::string> known{
      "rich_text",        "rich_text_section", "text",   "link",    "date",  "emoji",
      "plain_text",       "actions",           "button", "context", "modal", "input",
      "plain_text_input", "static_select"};
  const std::string type = json.value("type", "");
  if (!type.empty() && !known.contains(type)) faults.push_back("a " + type);
  if (type == "emoji" && !json.at("name").get<std::string>().ends_with("_circle")) {
    faults.push_back("an emoji: " + json.dump());
  }
  if (type == "link") {
    const auto url = json.at("url").get<std::string>();
    std::string scheme = url.substr(0, url.find("://"));
    for (char& c : scheme) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (scheme != "https" && scheme != "http") faults.push_back("a link to " + url);
    if (url.find_first_of(" <>|\n") != std::string::npos) faults.push_back("a link to " + url);
    add_control(faults, url);
  }
  for (const auto& [name, value] : json.items()) {
    if (name == "initial_value" || name == "url") continue;
    const bool comes_back =
        name == "value" || name == "private_metadata" || name == "block_id" || name == "action_id";
    if (comes_back) {  // not shown, and harmless were it ever
      for (std::string& each : literal_faults(value.get<std::string>())) {
        faults.push_back(std::move(each));
      }
    } else if (value.is_string()) {
      read_literal(faults, value);
    } else {
      read(faults, value);
    }
  }
}

}  // namespace

std::vector<std::string> markup_faults(std::string_view mrkdwn) {
  Faults faults;
  add_control(faults, mrkdwn);
  for (std::size_t at = 0; at < mrkdwn.size(); ++at) {
    if (mrkdwn[at] == '<' || mrkdwn[at] == '>') fault(faults, "markup", mrkdwn, at);
    if (mrkdwn[at] != '&') continue;
    bool is_known = false;
    for (const std::string_view entity : entities) {
      is_known = is_known || mrkdwn.substr(at).starts_with(entity);
    }
    if (!is_known) fault(faults, "a bare ampersand", mrkdwn, at);
  }
  return faults;
}

std::string shown_words(std::string_view mrkdwn) {
  std::string out;
  for (std::size_t at = 0; at < mrkdwn.size();) {
    std::size_t bytes = 1;
    char c = mrkdwn[at];
    for (std::size_t i = 0; i < std::size(entities); ++i) {
      if (!mrkdwn.substr(at).starts_with(entities[i])) continue;
      bytes = entities[i].size();
      c = characters[i];
    }
    out += c;
    at += bytes;
  }
  return out;
}

std::vector<std::string> literal_faults(std::string_view literal) {
  Faults faults;
  add_control(faults, literal);
  for (std::size_t at = 0; at + 1 < literal.size(); ++at) {
    if (literal[at] != '<') continue;
    const std::string_view rest = literal.substr(at + 1);
    if (std::string_view("@#!").find(rest.front()) != std::string_view::npos || is_scheme(rest)) {
      fault(faults, "markup", literal, at);
    }
  }
  return faults;
}

std::vector<std::string> block_faults(const Json& blocks) {
  Faults faults;
  read(faults, blocks);
  return faults;
}

}  // namespace baton::test
