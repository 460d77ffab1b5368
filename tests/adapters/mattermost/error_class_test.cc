#include "adapters/mattermost/error_class.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace baton::mattermost {
namespace {

TEST(MattermostErrorClassTest, ClassifiesAsReliabilitySays) {  // RELIABILITY 2.4
  const struct {
    int status;
    const char* id;
    ErrorClass meaning;
  } cases[] = {
      {429, "", ErrorClass::retry_later},
      {500, "api.post.deduplicate_create_post.pending", ErrorClass::retry_later},
      {401, "api.context.session_expired.app_error", ErrorClass::auth_broken},
      {401, "an.id.of.next_year", ErrorClass::auth_broken},
      {403, "api.context.permissions.app_error", ErrorClass::place_gone},
      {403, "an.id.of.next_year", ErrorClass::place_gone},
      {404, "app.channel.get.existing.app_error", ErrorClass::place_gone},
      {404, "an.id.of.next_year", ErrorClass::place_gone},
      {400, "api.post.create_post.can_not_post_to_deleted.error", ErrorClass::place_gone},
      {404, "app.user.missing_account.const", ErrorClass::person_gone},
      {413, "api.context.request_body_too_large.app_error", ErrorClass::content_bad},
      {413, "", ErrorClass::content_bad},
      {400, "model.post.is_valid.msg.app_error", ErrorClass::content_bad},
      {400, "model.post.is_valid.props.app_error", ErrorClass::content_bad},
      {404, "api.context.404.app_error", ErrorClass::permanent_unknown},
      {400, "an.id.of.next_year", ErrorClass::permanent_unknown},
      {400, "api.post.update_post.permissions_time_limit.app_error", ErrorClass::message_gone},
      {404, "app.post.get.app_error", ErrorClass::message_gone},
      {400, "api.post.create_post.root_id.app_error", ErrorClass::message_gone},
      {400, "api.post.create_post.channel_root_id.app_error", ErrorClass::message_gone},
      {405, "", ErrorClass::permanent_unknown},
      {501, "api.command.disabled.app_error", ErrorClass::permanent_unknown},
      {501, "", ErrorClass::permanent_unknown},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::to_string(c.status) + " " + c.id);
    EXPECT_FALSE(is_ambiguous(c.status, c.id));
    EXPECT_EQ(error_class(c.status, c.id), c.meaning);
  }
}

TEST(MattermostErrorClassTest, WhatStandsBetweenUsAndMattermostSaysNothing) {
  for (const int status : {301, 302, 304, 307, 400, 401, 403, 404, 407, 410, 451}) {
    SCOPED_TRACE(status);
    EXPECT_TRUE(says_nothing(status, ""));
    EXPECT_EQ(error_class(status, ""), ErrorClass::retry_later);
    EXPECT_FALSE(says_nothing(status, "an.id.of.next_year"));
  }
  for (const int status : {405, 413, 429, 500, 501, 503}) {
    SCOPED_TRACE(status);
    EXPECT_FALSE(says_nothing(status, "")) << "Mattermost answers so itself, or it holds anyway";
  }
}

TEST(MattermostErrorClassTest, AFailureOfTheServerLeavesOpenWhatWasDone) {  // 2.3
  EXPECT_TRUE(is_ambiguous(500, ""));
  EXPECT_TRUE(is_ambiguous(500, "app.post.save.app_error"));
  EXPECT_TRUE(is_ambiguous(500, "app.post.get.app_error")) << "which is definite as a 404";
  EXPECT_TRUE(is_ambiguous(502, ""));
  EXPECT_TRUE(is_ambiguous(503, ""));
  EXPECT_TRUE(is_ambiguous(504, ""));
  EXPECT_TRUE(is_ambiguous(408, ""));
}

TEST(MattermostErrorClassTest, EveryRowIsFoundAndEveryClassHasOne) {
  std::set<ErrorClass> classes;
  std::set<std::string_view> ids;
  for (const ErrorRow& row : error_table()) {
    SCOPED_TRACE(row.id);
    EXPECT_TRUE(ids.insert(row.id).second);
    EXPECT_FALSE(is_ambiguous(row.status, row.id));
    EXPECT_EQ(error_class(row.status, row.id), row.meaning);
    classes.insert(row.meaning);
  }
  EXPECT_EQ(classes.size(), 7u);
}

}  // namespace
}  // namespace baton::mattermost
