#pragma once

#include "tests/core/fixture.h"

/// One verb in one column of PRODUCT's state table, ready to be played.
namespace baton::test {

/// PRODUCT's columns; what is blocked stands with and without an offer.
enum class Column { absent, idle, offered, waiting, blocked, blocked_offer, done, cancelled };
inline constexpr std::array<std::string_view, 8> column_names{
    "no such task", "no offer",         "offered", "waiting",
    "blocked",      "blocked, offered", "done",    "cancelled"};
inline std::string_view name_of(Column column) {
  return column_names[static_cast<std::size_t>(column)];
}

struct Play {
  Scene scene;    ///< the task stands in the column, with all that the verb needs
  PersonId by;    ///< somebody who may
  Action action;  ///< has an effect wherever the verb is not refused
};
Play play(Column column, Verb verb);

}  // namespace baton::test
