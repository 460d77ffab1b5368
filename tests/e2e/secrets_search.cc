#include "tests/e2e/secrets_search.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"

namespace baton::test {
namespace {

/// Short ones would be found by chance.
constexpr std::size_t part_min = 12;

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}
std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// What stands in base64 for `secret` within something longer, with `before` bytes ahead of it:
/// without the characters that its neighbours have a part in.
std::string base64_behind(std::size_t before, const std::string& secret) {
  std::string coded = codec::to_base64(std::string(before, 'x') + secret);
  const std::size_t from = before == 0 ? 0 : before + 1;
  const std::size_t bytes = before + secret.size();
  return coded.substr(from, bytes * 4 / 3 - from);
}

}  // namespace

std::vector<std::string> forms_of(const std::string& secret) {
  std::vector<std::string> forms{secret, upper(secret), lower(secret)};
  if (secret.size() >= 2 * part_min) {
    forms.push_back(secret.substr(0, secret.size() / 2));
    forms.push_back(secret.substr(secret.size() / 2));
  }
  for (const std::size_t before : {0, 1, 2}) {
    std::string coded = base64_behind(before, secret);
    forms.push_back(coded);
    std::ranges::replace(coded, '+', '-');
    std::ranges::replace(coded, '/', '_');
    forms.push_back(coded);
  }
  const std::string hex = codec::to_hex(secret);
  const std::string coded = codec::percent_encode(secret);
  std::string escaped;  // as in a JSON text
  for (const char c : secret) escaped += c == '/' ? "\\/" : std::string(1, c);
  std::string all_percent;
  for (std::size_t i = 0; i < hex.size(); i += 2) all_percent += "%" + hex.substr(i, 2);
  std::string hex_apart = hex;
  for (std::size_t i = 2; i < hex_apart.size(); i += 3) hex_apart.insert(i, " ");
  for (const std::string& each : {hex, coded, all_percent, hex_apart, escaped}) {
    forms.push_back(each);
    forms.push_back(upper(each));
    forms.push_back(lower(each));
  }
  std::ranges::sort(forms);
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void Outcome::add_files(const std::filesystem::path& folder, const std::set<std::string>& but) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !but.contains(name)) add("file " + name, bytes_of(entry.path()));
  }
}

std::vector<std::string> Outcome::hits(const std::string& secret) const {
  return hits_in("", secret);
}

std::vector<std::string> Outcome::hits_in(const std::string& part,
                                          const std::string& secret) const {
  std::vector<std::string> found;
  for (const std::string& form : forms_of(secret)) {
    for (const auto& [where, text] : texts_) {
      if (where.find(part) == std::string::npos) continue;
      const std::size_t at = text.find(form);
      if (at == std::string::npos) continue;
      const std::size_t from = at - std::min<std::size_t>(at, 60);
      found.push_back(where + " has " + form + ": " + text.substr(from, form.size() + 120));
    }
  }
  return found;
}

}  // namespace baton::test
