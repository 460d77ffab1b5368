#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/delivery/delivery.h"

namespace baton::slack {

/// One word of Slack's `error` and what it means for a delivery.
struct ErrorRow {
  std::string_view error;
  std::optional<ErrorClass> meaning;  ///< nullopt: part of the operation may have succeeded
};

/// RELIABILITY 2.4 for Slack: every error documented for the methods used here, sorted by word.
/// Source: docs.slack.dev, "Errors" of those methods' pages.
std::span<const ErrorRow> error_table();

/// The row's meaning; permanent_unknown for a word that is not listed.
std::optional<ErrorClass> error_class(std::string_view error);

}  // namespace baton::slack
