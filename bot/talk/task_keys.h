#pragma once

#include <optional>
#include <string_view>

#include "bot/talk/lookup.h"

/// What people type as the key of a task.
namespace baton {

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

}  // namespace baton
