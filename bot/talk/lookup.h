#pragma once

#include <optional>
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

/// A private "I did not get that": what and where, the mends, the usage line.
Misunderstood misunderstood(Line what, std::vector<Line> mends, std::string_view usage = {},
                            std::vector<Button> buttons = {});

/// "Did you mean ACME or BOLT?", or nothing where nothing is near.
std::vector<Line> did_you_mean(const std::vector<std::string>& near);

/// "acme-12" -> ACME-12, of a client that is known. Says nothing of whether the task exists.
Read<TaskKey> task_named(const Token& token, const Speaker& speaker, std::string_view usage);
/// Whether it has the shape of a task key of a known client.
bool is_task_key(std::string_view typed, const Agency& agency);

/// Whether it has the shape of a task key, of whatever client.
bool has_key_shape(std::string_view typed);
/// What was probably meant as a key: "ACME12", "ACME_12", or "ACME" and the next word "12".
struct NearKey {
  TaskKey key;
  std::size_t words = 1;  ///< how many of the words it took
};
std::optional<NearKey> key_nearly(std::string_view typed, std::string_view next_word,
                                  const Agency& agency);

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
