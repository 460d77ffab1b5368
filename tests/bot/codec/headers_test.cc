#include "bot/codec/headers.h"

#include <gtest/gtest.h>

namespace baton::codec {
namespace {

HttpRequest with(std::vector<Header> headers) {
  HttpRequest request;
  request.headers = std::move(headers);
  return request;
}

TEST(HeadersTest, AHeaderThatComesTwiceIsNone) {
  EXPECT_EQ(only_header(with({{"X-A", "1"}, {"X-B", "2"}}), "x-b"), "2");
  EXPECT_EQ(only_header(with({{"X-A", "1"}}), "X-B"), std::nullopt);
  EXPECT_EQ(only_header(with({{"X-A", "1"}, {"x-a", "1"}}), "X-A"), std::nullopt);
  EXPECT_EQ(only_header(with({{"X-A", ""}}), "X-A"), "");
}

TEST(HeadersTest, WhatTypeABodyIsOf) {
  const struct {
    std::vector<Header> headers;
    bool is_json;
  } cases[] = {
      {{{"Content-Type", "application/json"}}, true},
      {{{"content-type", "Application/JSON; charset=utf-8"}}, true},
      {{{"Content-Type", "application/json ;x"}}, true},
      {{{"Content-Type", "application/jsonp"}}, false},
      {{{"Content-Type", "text/plain; application/json"}}, false},
      {{{"Content-Type", ""}}, false},
      {{}, false},
      {{{"Content-Type", "application/json"}, {"Content-Type", "text/plain"}}, false},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.headers.empty() ? "none" : each.headers.front().value);
    EXPECT_EQ(is_of_type(with(each.headers), "application/json"), each.is_json);
  }
}

}  // namespace
}  // namespace baton::codec
