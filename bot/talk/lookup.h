#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/ports/talk.h"
#include "bot/talk/tokens.h"

namespace baton {

/// Who types, and where.
struct Speaker {
  const Person& actor;
  const Agency& agency;
  const WorkspaceId& workspace;
  TimePoint now;  ///< when
};

/// What was read, or why it could not be.
template <class T>
using Read = std::variant<T, Misunderstood>;

/// What was typed, in quotes, on one line and not too long.
std::string as_typed(std::string_view typed);

/// "a, b and c", of many names only the first: "a, b, c …".
std::string some_of(const std::vector<std::string>& names, std::string_view last = "and");

/// A private "I did not get that": what and where, the mends, the usage line.
Misunderstood misunderstood(Line what, std::vector<Line> mends, std::string_view usage = {},
                            std::vector<Button> buttons = {});

/// "Did you mean ACME or BOLT?", or nothing where nothing is near.
std::vector<Line> did_you_mean(const std::vector<std::string>& near);

/// By key, name or unique prefix.
Read<ClientKey> client_named(std::string_view typed, const Agency& agency, std::string_view usage);
/// An active one, by id, title or unique prefix.
Read<WorkflowId> workflow_named(std::string_view typed, const Agency& agency,
                                std::string_view usage);
/// A mention by id, or a name, or its unique prefix, with or without "@".
Read<PersonId> person_named(const Token& token, const Speaker& speaker, std::string_view usage);

/// A requirement's name as the files write it, where only the case differs: "Budget" -> "budget".
ItemName item_name(std::string_view typed, const Agency& agency);

/// A stage named by the first of `words`, and how many of them name it; none: no stage starts so.
struct NamedStage {
  StageId stage;
  std::size_t words = 0;
};
/// The longest run of words that is a stage's id or title counts, else the longest that only one
/// stage starts with.
Read<NamedStage> stage_named(const std::vector<std::string>& words, const Agency& agency,
                             std::string_view usage);

}  // namespace baton
