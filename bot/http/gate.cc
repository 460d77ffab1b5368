#include "bot/http/gate.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/text/ascii.h"

namespace baton::http {
namespace {

using std::string_view;

/// Letters, digits and `marks`, and at least one of them.
bool is_made_of(string_view text, string_view marks) {
  const auto fits = [marks](char c) {
    return ascii::is_letter_or_digit(c) || marks.find(c) != string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, fits);
}

/// RFC 9110, 5.6.2.
bool is_token(string_view text) { return is_made_of(text, "!#$%&'*+-.^_`|~"); }

/// RFC 9110, 5.5: no control characters but the tab. This is also where a bare CR and NUL end.
bool is_field_value(string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

bool is_host(string_view text) {
  return is_made_of(text, "-._~:[]");  // names, addresses, a port
}

string_view trim(string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// What the fields say about the frame.
struct Fields {
  int count = 0;
  int hosts = 0;
  string_view host;
  int lengths = 0;
  string_view length;
  bool transfer_encoding = false;
  bool content_encoding = false;
  bool close = false;
  std::optional<string_view> expect;
};

void note(Fields& fields, string_view name, string_view value) {
  ++fields.count;
  if (ascii::same(name, "host")) {
    ++fields.hosts;
    fields.host = value;
  } else if (ascii::same(name, "content-length")) {
    ++fields.lengths;
    fields.length = value;
  } else if (ascii::same(name, "transfer-encoding")) {
    fields.transfer_encoding = true;
  } else if (ascii::same(name, "content-encoding")) {
    fields.content_encoding = true;
  } else if (ascii::same(name, "expect")) {
    fields.expect = value;
  } else if (ascii::same(name, "connection")) {
    for (string_view rest = value; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      if (ascii::same(trim(rest.substr(0, comma)), "close")) fields.close = true;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

std::optional<Refusal> read_field(Fields& fields, string_view line) {
  if (line.front() == ' ' || line.front() == '\t')
    return Refusal{400, "folded", "A header is folded."};
  const std::size_t colon = line.find(':');
  if (colon == string_view::npos) return Refusal{400, "header_colon", "A header has no colon."};
  const string_view name = line.substr(0, colon);
  const string_view value = trim(line.substr(colon + 1));
  if (!is_token(name)) return Refusal{400, "header_name", "A header's name is malformed."};
  if (!is_field_value(value))
    return Refusal{400, "header_value", "A header holds control characters."};
  note(fields, name, value);
  return std::nullopt;
}

struct RequestLine {
  string_view method;
  bool is_http_1_0 = false;
};

std::variant<RequestLine, Refusal> read_request_line(string_view line) {
  const Refusal malformed = {400, "request_line", "The request line is malformed."};
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == string_view::npos || first == last) return malformed;
  const string_view method = line.substr(0, first);
  const string_view target = line.substr(first + 1, last - first - 1);
  const string_view version = line.substr(last + 1);
  if (!std::ranges::all_of(method, ascii::is_upper) || method.size() > 16) return malformed;
  const auto fits = [](char c) { return c > ' ' && c < 0x7F && c != '#'; };
  if (!target.starts_with('/') || !std::ranges::all_of(target, fits)) return malformed;
  if (version == "HTTP/1.1") return RequestLine{method, false};
  if (version == "HTTP/1.0") return RequestLine{method, true};
  if (version.starts_with("HTTP/") && version.size() <= 8) {
    return Refusal{505, "version", "This server speaks HTTP/1.1."};
  }
  return malformed;
}

/// The bytes up to and with the empty line.
std::variant<Incomplete, Refusal, std::size_t> find_end(string_view received,
                                                        const GateLimits& limits) {
  if (!received.empty() && !ascii::is_upper(received.front())) {
    return Refusal{400, "not_http", "This is not an HTTP request."};
  }
  const Refusal too_large = {431, "head_size", "The request's head is too large."};
  for (std::size_t line = 0;;) {
    const std::size_t feed = received.find('\n', line);
    if (feed == string_view::npos) {
      if (received.size() > limits.head_bytes_max) return too_large;
      return Incomplete{};
    }
    if (feed >= limits.head_bytes_max) return too_large;
    if (feed == line || received[feed - 1] != '\r')
      return Refusal{400, "bare_lf", "A line ends in a bare LF."};
    if (feed == line + 1) return feed + 1;
    line = feed + 1;
  }
}

std::variant<Head, Refusal> frame(const RequestLine& request, const Fields& fields,
                                  const GateLimits& limits) {
  if (fields.transfer_encoding)
    return Refusal{501, "transfer_encoding", "Transfer-Encoding is not supported."};
  if (fields.hosts != 1 || !is_host(fields.host)) {
    return Refusal{400, "host", "There must be one valid Host header."};
  }
  Head head;
  if (fields.lengths > 0) {
    if (fields.lengths > 1 || fields.length.empty() ||
        !std::ranges::all_of(fields.length, ascii::is_digit)) {
      return Refusal{400, "content_length", "Content-Length must be one number."};
    }
    const char* const end = fields.length.data() + fields.length.size();
    if (std::from_chars(fields.length.data(), end, head.body_bytes).ec != std::errc()) {
      return Refusal{400, "content_length", "Content-Length is out of range."};
    }
  } else if (request.is_http_1_0 && request.method != "GET" && request.method != "HEAD") {
    return Refusal{411, "length_needed", "A request of HTTP/1.0 needs a Content-Length."};
  }
  if (head.body_bytes > limits.body_bytes_max)
    return Refusal{413, "body_size", "The body is too large."};
  if (fields.content_encoding)
    return Refusal{415, "content_encoding", "Content-Encoding is not supported."};
  if (fields.expect && !request.is_http_1_0) {
    if (!ascii::same(*fields.expect, "100-continue"))
      return Refusal{417, "expect", "Expect is not understood."};
    head.expects_continue = head.body_bytes > 0;
  }
  head.keeps_alive = !request.is_http_1_0 && !fields.close;
  return head;
}

}  // namespace

GateVerdict check_head(string_view received, const GateLimits& limits) {
  const auto end = find_end(received, limits);
  if (std::holds_alternative<Incomplete>(end)) return Incomplete{};
  if (const Refusal* refusal = std::get_if<Refusal>(&end)) return *refusal;
  string_view lines = received.substr(0, std::get<std::size_t>(end) - 2);  // without the empty one

  std::size_t line_end = lines.find("\r\n");
  const auto first = read_request_line(lines.substr(0, line_end));
  if (const Refusal* refusal = std::get_if<Refusal>(&first)) return *refusal;
  lines.remove_prefix(line_end + 2);

  Fields fields;
  while (!lines.empty()) {
    line_end = lines.find("\r\n");
    if (const auto refusal = read_field(fields, lines.substr(0, line_end))) return *refusal;
    if (static_cast<std::size_t>(fields.count) > limits.fields_max) {
      return Refusal{431, "header_count", "The request has too many headers."};
    }
    lines.remove_prefix(line_end + 2);
  }
  auto framed = frame(std::get<RequestLine>(first), fields, limits);
  if (const Refusal* refusal = std::get_if<Refusal>(&framed)) return *refusal;
  Head& head = std::get<Head>(framed);
  head.bytes = std::get<std::size_t>(end);
  return head;
}

bool is_header(string_view name, string_view value) {
  return is_token(name) && is_field_value(value);
}

}  // namespace baton::http
