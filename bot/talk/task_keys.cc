#include "bot/talk/task_keys.h"

#include <algorithm>

#include "bot/talk/near.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

struct KeyParts {
  std::string client;
  std::string number;
};
/// "ACME" and "12" of "acme-12", "#ACME-12", "ACME-12:".
std::optional<KeyParts> split_key(std::string_view typed) {
  if (typed.starts_with('#')) typed.remove_prefix(1);
  while (!typed.empty() && (typed.back() == ':' || typed.back() == ',' || typed.back() == '.')) {
    typed.remove_suffix(1);
  }
  const std::size_t dash = typed.rfind('-');
  if (dash == typed.npos || dash == 0 || dash + 1 == typed.size()) return std::nullopt;
  // A client's key begins with a letter: "2027-03-31" is a date.
  if (ascii::is_digit(typed.front())) return std::nullopt;
  const std::string_view number = typed.substr(dash + 1);
  const bool counts =
      number.front() != '.' && number.size() <= 12 && number.find("..") == number.npos &&
      std::ranges::all_of(number, [](char c) { return ascii::is_digit(c) || c == '.'; });
  if (!counts) return std::nullopt;
  const std::size_t significant = number.find_first_not_of('0');
  if (significant == number.npos || number[significant] == '.') return std::nullopt;
  return KeyParts{std::string(typed.substr(0, dash)), std::string(number.substr(significant))};
}

const Client* client_of(const KeyParts& parts, const Agency& agency) {
  const std::string wanted = text::folded(parts.client);
  for (const auto& [key, client] : agency.clients) {
    if (text::folded(key.value) == wanted) return &client;
  }
  return nullptr;
}

std::vector<std::string> client_keys(const Agency& agency) {
  std::vector<std::string> keys;
  for (const auto& [key, client] : agency.clients) keys.push_back(key.value);
  return keys;
}

}  // namespace

bool is_task_key(std::string_view typed, const Agency& agency) {
  const std::optional<KeyParts> parts = split_key(typed);
  return parts && client_of(*parts, agency) != nullptr;
}

bool has_key_shape(std::string_view typed) { return split_key(typed).has_value(); }

std::optional<NearKey> key_nearly(std::string_view typed, std::string_view next_word,
                                  const Agency& agency) {
  constexpr std::size_t digits_max = 6;
  const auto is_number = [](std::string_view text) {
    return !text.empty() && text.size() <= digits_max && text.front() != '0' &&
           std::ranges::all_of(text, ascii::is_digit);
  };
  const std::string wanted = text::folded(typed);
  for (const auto& [key, client] : agency.clients) {
    const std::string known = text::folded(key.value);
    if (!wanted.starts_with(known)) continue;
    std::string_view rest = std::string_view(wanted).substr(known.size());
    if (rest.empty() && is_number(next_word)) {
      return NearKey{{key.value + "-" + std::string(next_word)}, 2};
    }
    for (const std::string_view dash : {"-", "_", "–", "—", "‑", "/"}) {
      if (rest.starts_with(dash)) {
        rest.remove_prefix(dash.size());
        break;
      }
    }
    if (is_number(rest)) return NearKey{{key.value + "-" + std::string(rest)}, 1};
  }
  return std::nullopt;
}

Read<TaskKey> task_named(const Token& token, const Speaker& speaker, std::string_view usage) {
  const std::optional<KeyParts> parts = split_key(token.text);
  if (!parts || token.person || !token.name.empty()) {
    return misunderstood(say("Which task? ", as_typed(token.name.empty() ? token.text : token.name),
                             " is not a task key."),
                         {say("A task key looks like ", code("ACME-12"), ". ", command("list"),
                              " shows the open tasks.")},
                         usage);
  }
  if (const Client* client = client_of(*parts, speaker.agency)) {
    return TaskKey{client->key.value + "-" + parts->number};
  }
  std::vector<std::string> keys;
  for (const std::string& near : nearest(parts->client, client_keys(speaker.agency))) {
    keys.push_back(near + "-" + parts->number);
  }
  std::vector<Line> mends = did_you_mean(keys);
  mends.push_back(say(command("list"), " shows the open tasks."));
  return misunderstood(say("There is no task ", as_typed(token.text), ": no client has the key ",
                           as_typed(parts->client), "."),
                       std::move(mends), usage);
}

}  // namespace baton
