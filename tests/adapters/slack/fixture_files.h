#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "tests/support/places.h"

/// The recorded payloads of Slack, which stay outside the project.
namespace baton::test {

/// Their folder; nullopt where it is absent.
std::optional<std::filesystem::path> slack_fixtures();
/// A whole file of it. Fails the test where it cannot be read.
std::string slack_fixture(const std::string& file);

/// The files that each table of expectations covers.
std::set<std::string> command_fixtures();
std::set<std::string> interaction_fixtures();
std::set<std::string> web_api_fixtures();

}  // namespace baton::test

/// Skips the test where the recorded payloads are absent.
#define BATON_NEEDS_SLACK_FIXTURES()                             \
  if (!baton::test::slack_fixtures()) {                          \
    GTEST_SKIP() << "the recorded Slack payloads are not here: " \
                 << baton::test::fixtures_dir() / "slack";       \
  }                                                              \
  static_cast<void>(0)
