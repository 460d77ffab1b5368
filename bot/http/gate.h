#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

/// The framing gate: what stands between the wire and the HTTP parser, which frames some requests
/// otherwise than a proxy in front of it would. Everything doubtful is refused.
/// Source: RFC 9112; RELIABILITY.md T24, section 10.
namespace baton::http {

struct GateLimits {
  std::size_t head_bytes_max = std::size_t{16} * 1024;
  std::size_t fields_max = 64;
  std::size_t body_bytes_max = std::size_t{1024} * 1024;
};

/// The head is not complete, and nothing is wrong with it so far.
struct Incomplete {};
/// The answer to give before closing: what follows these bytes cannot be trusted.
struct Refusal {
  int status = 400;
  std::string_view rule;    ///< that is broken, in a word: "host"; a literal
  std::string_view reason;  ///< one sentence for the sender; a literal
};
/// A head that every HTTP/1.1 implementation reads alike.
struct Head {
  std::size_t bytes = 0;       ///< of the head, with the empty line
  std::size_t body_bytes = 0;  ///< exactly: at most body_bytes_max
  bool keeps_alive = false;
  bool expects_continue = false;
};
using GateVerdict = std::variant<Incomplete, Refusal, Head>;

/// What to do with a connection whose unread bytes begin with `received`. Pure; a request is
/// judged by its head alone, so that a body that is too large is never read.
[[nodiscard]] GateVerdict check_head(std::string_view received, const GateLimits& limits);

/// Whether `name: value` may be sent as a header line: a token, and no control characters.
[[nodiscard]] bool is_header(std::string_view name, std::string_view value);

}  // namespace baton::http
