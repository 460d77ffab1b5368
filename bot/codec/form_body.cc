#include "bot/codec/form_body.h"

#include <algorithm>
#include <optional>

#include "bot/codec/utf8.h"
#include "bot/ports/errc.h"
#include "core/text/ascii.h"

namespace baton::codec {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

/// One name or value; nullopt where it is not text. White space and controls never stand raw.
std::optional<std::string> decode(std::string_view coded) {
  std::string text;
  text.reserve(coded.size());
  for (std::size_t i = 0; i < coded.size(); ++i) {
    const char c = coded[i];
    if (c == '+') {
      text += ' ';
    } else if (c == '%') {
      if (coded.size() - i < 3) return std::nullopt;
      const int high = ascii::hex_value(coded[i + 1]);
      const int low = ascii::hex_value(coded[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      if (byte <= 0x20 || byte == 0x7F) return std::nullopt;
      text += c;
    }
  }
  if (text.find('\0') != std::string::npos || !is_utf8(text)) return std::nullopt;
  return text;
}

bool is_unreserved(char c) {
  return ascii::is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += hex_digits[byte >> 4];
  out += hex_digits[byte & 15];
}

void append_form(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == ' ') {
      out += '+';
    } else if (is_unreserved(c)) {
      out += c;
    } else {
      append_escaped(out, c);
    }
  }
}

}  // namespace

boost::system::result<FormPairs> parse_form_pairs(std::string_view body, const FormLimits& limits) {
  FormPairs pairs;
  while (!body.empty()) {
    if (pairs.size() == limits.pairs_max) return AppErrc::too_large;
    const std::size_t end = body.find('&');
    const std::string_view pair = body.substr(0, end);
    if (end + 1 == body.size()) return AppErrc::bad_request;  // a pair is announced, none comes
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::optional<std::string> name = decode(pair.substr(0, equals));
    std::optional<std::string> value = decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value || name->empty()) return AppErrc::bad_request;
    if (std::max(name->size(), value->size()) > limits.value_bytes_max) return AppErrc::too_large;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

boost::system::result<FormFields> parse_form(std::string_view body, const FormLimits& limits) {
  boost::system::result<FormPairs> pairs = parse_form_pairs(body, limits);
  if (!pairs) return pairs.error();
  FormFields fields;
  for (auto& [name, value] : *pairs) {
    if (!fields.emplace(std::move(name), std::move(value)).second) return AppErrc::bad_request;
  }
  return fields;
}

std::string_view field_of(const FormFields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string encode_form(const FormPairs& pairs) {
  std::string body;
  for (const auto& [name, value] : pairs) {
    if (!body.empty()) body += '&';
    append_form(body, name);
    body += '=';
    append_form(body, value);
  }
  return body;
}

std::string percent_encode(std::string_view text) {
  std::string coded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      coded += c;
    } else {
      append_escaped(coded, c);
    }
  }
  return coded;
}

}  // namespace baton::codec
