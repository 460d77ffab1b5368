#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/agency.h"

namespace baton {

/// One word of a typed line, or one quoted text.
struct Token {
  std::string text;       ///< decoded and without its quotes; of name=value: the value
  std::string name;       ///< of name=value, as typed; else empty
  bool quoted = false;    ///< its text, or its value, stood in quotes
  bool person = false;    ///< it is an @mention: `text` is the name without "@"
  UserId user;            ///< of a mention by id
  std::size_t begin = 0;  ///< where it stands in the line, in bytes
  std::size_t end = 0;

  /// An unquoted word that equals `word`, whatever its case.
  [[nodiscard]] bool is(std::string_view word) const;
  bool operator==(const Token&) const = default;
};

struct Tokens {
  std::vector<Token> all;
  std::optional<std::size_t> unclosed;  ///< where a quote was opened that is never closed
};

/// A line as a chat delivers it. Understood in it: "double", “typographic”, „low“, «angle» and
/// 'single' quotes at the start of a word or of a value, with \" and \\ within; name=value;
/// &amp; &lt; &gt;; <@U1>, <@U1|label>, <#C1|name>, <https://x|label>, <mailto:a|label>; plain
/// @name. Source: docs.slack.dev, "Formatting message text", "Implementing slash commands".
class TypedLine {
 public:
  TypedLine(std::string line, const Directory& directory, WorkspaceId workspace);

  [[nodiscard]] Tokens tokens() const;
  /// What stands from byte `from` on, as free text: decoded, white space at the ends gone, and
  /// without the quotes where all of it is one quoted text.
  [[nodiscard]] std::string words_from(std::size_t from) const;
  /// The same of the bytes from `from` to `to`.
  [[nodiscard]] std::string words_between(std::size_t from, std::size_t to) const;
  [[nodiscard]] const std::string& line() const { return line_; }

 private:
  /// The smallest part that is read at once: a character, an entity, or a <...> of the platform.
  struct Unit {
    std::string text;
    std::size_t bytes = 1;
    bool mention = false;
    UserId user;
  };
  [[nodiscard]] Unit unit_at(std::size_t at) const;
  [[nodiscard]] std::optional<Unit> markup_at(std::size_t at) const;
  [[nodiscard]] std::string decoded(std::size_t from, std::size_t to) const;
  /// Reads the quoted text that opens at `at` into `token`; false: it is never closed.
  bool read_quoted(std::size_t& at, Token& token) const;
  [[nodiscard]] Token read_token(std::size_t& at, std::optional<std::size_t>& unclosed) const;

  std::string line_;
  const Directory& directory_;
  WorkspaceId workspace_;
};

}  // namespace baton
