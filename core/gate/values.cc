#include <algorithm>
#include <array>
#include <chrono>

#include "core/gate/gate.h"
#include "core/text/ascii.h"
#include "core/time/instant.h"

namespace baton {
namespace {

Parsed good(std::string value) { return {std::move(value), {}}; }
Parsed bad(std::string why) { return {{}, std::move(why)}; }

/// Digits with at most one "." and, between thousands, "," or an apostrophe.
/// The plain form ("12500.50"), or empty where it is no such number.
std::string plain_number(std::string_view text) {
  std::string out;
  if (!text.empty() && text.front() == '-') {
    out = "-";
    text.remove_prefix(1);
  }
  std::size_t integer_digits = 0;
  std::size_t since_group = 0;
  bool grouped = false;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != '.'; ++at) {
    if (ascii::is_digit(text[at])) {
      out += text[at];
      ++integer_digits;
      ++since_group;
    } else if (text[at] == ',' || text[at] == '\'') {
      const bool first_group_fits = !grouped && since_group >= 1 && since_group <= 3;
      if (!first_group_fits && !(grouped && since_group == 3)) return {};
      grouped = true;
      since_group = 0;
    } else {
      return {};
    }
  }
  if (integer_digits == 0 || integer_digits > 15 || (grouped && since_group != 3)) return {};
  if (at == text.size()) return out;
  out += '.';
  const std::string_view decimals = text.substr(at + 1);
  if (decimals.empty() || decimals.size() > 6 || !std::ranges::all_of(decimals, ascii::is_digit))
    return {};
  return out.append(decimals);
}

Parsed number(std::string_view text) {
  std::string value = plain_number(text);
  if (value.empty()) return bad("is not a number such as 1200 or 12.5");
  return good(std::move(value));
}

struct Sign {
  std::string_view text;
  std::string_view code;
};
constexpr std::array signs{Sign{"€", "EUR"}, Sign{"$", "USD"}, Sign{"£", "GBP"}};

/// "5000 EUR", "EUR 5000", "€5,000" -> "5000 EUR"; without a currency the bare amount.
Parsed money(std::string_view text) {
  std::string code;
  for (const Sign& sign : signs) {
    if (!text.starts_with(sign.text) && !text.ends_with(sign.text)) continue;
    code = sign.code;
    if (text.starts_with(sign.text)) {
      text.remove_prefix(sign.text.size());
    } else {
      text.remove_suffix(sign.text.size());
    }
    break;  // a second sign is left over, and is no number
  }
  text = ascii::trimmed(text);
  const auto take_code = [&](std::string_view letters) {
    for (const char c : letters) code += ascii::upper(c);
  };
  if (code.empty() && text.size() > 3) {
    const std::string_view head = text.substr(0, 3);
    const std::string_view tail = text.substr(text.size() - 3);
    if (std::ranges::all_of(head, ascii::is_letter)) {
      take_code(head);
      text.remove_prefix(3);
    } else if (std::ranges::all_of(tail, ascii::is_letter)) {
      take_code(tail);
      text.remove_suffix(3);
    }
  }
  std::string amount = plain_number(ascii::trimmed(text));
  // Three decimals are the thousands of somebody who writes 5.000 for 5,000: ask, never guess.
  const std::size_t point = amount.find('.');
  const bool has_cents_at_most = point == std::string::npos || amount.size() - point <= 3;
  if (amount.empty() || amount.front() == '-' || !has_cents_at_most) {
    return bad("is not an amount such as 5000 EUR or 5,000.50 EUR");
  }
  return good(code.empty() ? amount : amount + " " + code);
}

/// The number that `count` digits at `at` make, or -1 where they are not all digits.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (!ascii::is_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  if (year < 2000 || year > 2199 || month < 1 || day < 1) return false;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok();
}

Parsed date(std::string_view text) {
  if (!is_date(text)) return bad("is not a date such as 2027-03-31");
  return good(std::string(text));
}

/// With its offset from UTC it is an instant; without, it is as some clock on the wall shows it.
Parsed datetime(std::string_view text) {
  if (instant_read(text)) return good(std::string(text));
  const bool shaped = text.size() == 16 && is_date(text.substr(0, 10)) &&
                      (text[10] == ' ' || text[10] == 'T') && text[13] == ':';
  const int hour = shaped ? digits_at(text, 11, 2) : -1;
  const int minute = shaped ? digits_at(text, 14, 2) : -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return bad("is not a date and time such as 2027-03-31 15:00");
  }
  std::string value(text);
  value[10] = ' ';
  return good(std::move(value));
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, ascii::is_digit);
}

bool is_url(std::string_view text) {
  const std::string head = ascii::lowered(text.substr(0, 8));
  const std::size_t scheme = head.starts_with("https://") ? 8 : head.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return false;
  const std::string_view rest = text.substr(scheme);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const bool printable = std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '"' || c == '\\' ||
           c == '`' || c == '|';
  });
  const std::size_t bracket = authority.rfind(']');  // an IPv6 address has colons of its own
  const std::size_t colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
  if (colon != authority.npos && !is_port(authority.substr(colon + 1))) return false;
  const std::string_view host = authority.substr(0, colon);
  const bool has_name = !host.empty() && host.front() != '.' &&
                        std::ranges::any_of(host, [](char c) { return c != '.'; });
  // A user name before the host is how a link pretends to lead elsewhere.
  return printable && has_name && authority.find('@') == std::string_view::npos;
}

/// A name or a path, of what a disk allows; never what a browser would follow.
bool is_file_name(std::string_view text) {
  const bool printable = std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
  constexpr std::array<std::string_view, 8> schemes{
      "javascript:", "data:", "vbscript:", "file:", "http:", "https:", "ftp:", "mailto:"};
  const std::string head = ascii::lowered(text.substr(0, 16));
  const auto starts_text = [&](std::string_view scheme) { return head.starts_with(scheme); };
  return !text.empty() && text.size() <= 255 && printable &&
         text.find("://") == std::string_view::npos && std::ranges::none_of(schemes, starts_text);
}

Parsed url(std::string_view text) {
  if (!is_url(text)) return bad("is not a link such as https://example.com/page");
  return good(std::string(text));
}

Parsed yes_no(std::string_view text) {
  const std::string word = ascii::lowered(text);
  if (word == "yes" || word == "y" || word == "true" || word == "on") return good("yes");
  if (word == "no" || word == "n" || word == "false" || word == "off") return good("no");
  return bad("must be yes or no");
}

Parsed choice(const Requirement& field, std::string_view text) {
  const std::string wanted = ascii::lowered(text);
  std::string listed;
  for (const std::string& option : field.choices) {
    if (ascii::lowered(option) == wanted) return good(option);
    listed += (listed.empty() ? "" : ", ") + option;
  }
  return bad("must be one of: " + listed);
}

}  // namespace

Parsed parse_value(const Requirement& field, std::string_view typed) {
  const std::string_view text = ascii::trimmed(typed);
  if (text.empty()) return good("");
  switch (field.type) {
    case FieldType::text: return good(std::string(text));
    case FieldType::number: return number(text);
    case FieldType::money: return money(text);
    case FieldType::date: return date(text);
    case FieldType::datetime: return datetime(text);
    case FieldType::url: return url(text);
    case FieldType::choice: return choice(field, text);
    case FieldType::yes_no: return yes_no(text);
  }
  return bad("has a type that is not known");
}

Parsed parse_evidence(const Requirement& evidence, std::string_view typed) {
  const std::string_view text = ascii::trimmed(typed);
  if (is_url(text)) return good(std::string(text));
  if (evidence.evidence == EvidenceKind::link) {
    return bad("is not a link such as https://example.com/file");
  }
  if (!is_file_name(text)) return bad("is neither a link nor a file name");
  return good(std::string(text));
}

}  // namespace baton
