#include "core/notice/notice.h"

#include <array>
#include <stdexcept>

namespace baton {
namespace {

constexpr std::array<std::string_view, 27> names{
    "card",         "offer",    "sender-copy",   "question",
    "answer",       "returned", "offer-gone",    "approval-lapsed",
    "third-return", "ended",    "undeliverable", "stranger",
    "former-card",  "thread",   "baton",         "taken",
    "passed",       "undone",   "gaps",          "gap-supplied",
    "gap-dropped",  "blocked",  "consent",       "consent-settled",
    "reminder",     "moved",    "digest"};

}  // namespace

std::string_view name_of(NoticeKind kind) { return names[static_cast<std::size_t>(kind)]; }

NoticeKind notice_kind(std::string_view name) {
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (names[at] == name) return static_cast<NoticeKind>(at);
  }
  throw std::invalid_argument("unknown kind of notice: " + std::string(name));
}

}  // namespace baton
