#pragma once

#include <span>
#include <string_view>

#include "core/delivery/delivery.h"

namespace baton::mattermost {

/// One `id` of Mattermost's errors and what it means for a delivery.
struct ErrorRow {
  std::string_view id;
  int status;  ///< it comes with; the same id with a 5xx in place of it leaves everything open
  ErrorClass meaning;
};

/// RELIABILITY 2.4 for Mattermost: every error known for the calls used here, sorted by id.
std::span<const ErrorRow> error_table();

/// What a refusal means: the row of `id`, or, where that is not listed, the status; what says
/// nothing passes. Not for the statuses that leave open whether anything was done (see
/// is_ambiguous).
ErrorClass error_class(int status, std::string_view id);

/// Whether a refusal says nothing of what was asked for, because it is not Mattermost's: a
/// redirect, or a 4xx without an id, which Mattermost gives all of its own but 405 and 429. (A
/// limit of size, 413, is one whoever sets it.)
bool says_nothing(int status, std::string_view id);

/// Whether an answer with this status and id leaves open what the call did.
bool is_ambiguous(int status, std::string_view id);

}  // namespace baton::mattermost
