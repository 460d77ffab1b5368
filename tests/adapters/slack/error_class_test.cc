#include "adapters/slack/error_class.h"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace baton::slack {
namespace {

TEST(SlackErrorClassTest, ClassifiesAsReliabilitySays) {  // RELIABILITY 2.4
  const std::map<std::string, std::optional<ErrorClass>> expected{
      {"ratelimited", ErrorClass::retry_later},
      {"rate_limited", ErrorClass::retry_later},
      {"team_added_to_org", ErrorClass::retry_later},
      {"invalid_auth", ErrorClass::auth_broken},
      {"token_revoked", ErrorClass::auth_broken},
      {"account_inactive", ErrorClass::auth_broken},
      {"not_authed", ErrorClass::auth_broken},
      {"missing_scope", ErrorClass::auth_broken},
      {"channel_not_found", ErrorClass::place_gone},
      {"is_archived", ErrorClass::place_gone},
      {"not_in_channel", ErrorClass::place_gone},
      {"restricted_action", ErrorClass::place_gone},
      {"restricted_action_read_only_channel", ErrorClass::place_gone},
      {"restricted_action_thread_only_channel", ErrorClass::place_gone},
      {"restricted_action_non_threadable_channel", ErrorClass::place_gone},
      {"restricted_action_thread_locked", ErrorClass::place_gone},
      {"message_not_found", ErrorClass::message_gone},
      {"cant_update_message", ErrorClass::message_gone},
      {"thread_not_found", ErrorClass::message_gone},
      {"cannot_reply_to_message", ErrorClass::message_gone},
      {"edit_window_closed", ErrorClass::message_gone},
      {"user_not_found", ErrorClass::person_gone},
      {"cannot_dm_bot", ErrorClass::person_gone},
      {"user_disabled", ErrorClass::person_gone},
      {"msg_too_long", ErrorClass::content_bad},
      {"msg_blocks_too_long", ErrorClass::content_bad},
      {"invalid_blocks", ErrorClass::content_bad},
      {"invalid_blocks_format", ErrorClass::content_bad},
      {"expired_trigger_id", ErrorClass::permanent_unknown},
      {"trigger_expired", ErrorClass::permanent_unknown},
      {"exchanged_trigger_id", ErrorClass::permanent_unknown},
      {"trigger_exchanged", ErrorClass::permanent_unknown},
      {"invalid_trigger_id", ErrorClass::permanent_unknown},
      {"fatal_error", std::nullopt},
      {"internal_error", std::nullopt},
      {"request_timeout", std::nullopt},
      {"service_unavailable", std::nullopt},
      {"", ErrorClass::permanent_unknown},
      {"a_word_of_next_year", ErrorClass::permanent_unknown},
      {"RATELIMITED", ErrorClass::permanent_unknown},
      {"ratelimited ", ErrorClass::permanent_unknown},
  };
  for (const auto& [word, meaning] : expected) {
    SCOPED_TRACE(word);
    EXPECT_EQ(error_class(word), meaning);
  }
}

TEST(SlackErrorClassTest, EveryRowIsFoundAndEveryClassHasOne) {
  std::set<std::optional<ErrorClass>> classes;
  std::set<std::string_view> words;
  for (const ErrorRow& row : error_table()) {
    SCOPED_TRACE(row.error);
    EXPECT_TRUE(words.insert(row.error).second);
    EXPECT_EQ(error_class(row.error), row.meaning);
    classes.insert(row.meaning);
  }
  EXPECT_EQ(classes.size(), 8u);
  EXPECT_GT(words.size(), 90u);
}

}  // namespace
}  // namespace baton::slack
