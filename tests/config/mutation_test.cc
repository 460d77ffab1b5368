#include <gtest/gtest.h>

#include <random>

#include "tests/config/support.h"
#include "tests/support/golden.h"

namespace baton {
namespace {

constexpr int mutants = 1000;
constexpr unsigned seed = 20261121;  // any; the same every time

/// What a person's hand, a merge or a bad editor does to a file. Deterministic for a generator.
class Mutator {
 public:
  explicit Mutator(unsigned start) : random_(start) {}

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  std::string mutate(std::string text) {
    const std::size_t times = 1 + below(3);
    for (std::size_t i = 0; i < times && !text.empty(); ++i) text = once(std::move(text));
    return text;
  }

 private:
  std::string once(std::string text) {
    static const std::string tokens[] = {": ",
                                         "- ",
                                         "\n",
                                         "{",
                                         "}",
                                         "[",
                                         "]",
                                         "\"",
                                         "'",
                                         "#",
                                         "&a ",
                                         "*a",
                                         "!!int",
                                         "${X}",
                                         "${",
                                         "null",
                                         "~",
                                         "true",
                                         "-1",
                                         "1e999",
                                         "\t",
                                         "---\n",
                                         "...",
                                         "<<: *a",
                                         "? ",
                                         "|\n",
                                         "\xff",
                                         "\xE2",
                                         std::string(1, '\0'),
                                         "\xEF\xBB\xBF",
                                         "99999999999999999999",
                                         "{ file: . }",
                                         "{ file: none }",
                                         "[[[[[[",
                                         "äöü",
                                         "@",
                                         "%",
                                         "any",
                                         "2d 4h",
                                         "client",
                                         "sender-of("};
    const std::size_t at = below(text.size());
    switch (below(8)) {
      case 0: return text.insert(at, tokens[below(std::size(tokens))]);
      case 1: return text.erase(at, 1 + below(12));
      case 2: return text.substr(0, at);
      case 3: text[at] = static_cast<char>(below(256)); return text;
      case 4: {  // a line goes
        const auto [begin, end] = line_around(text, at);
        return text.erase(begin, end - begin);
      }
      case 5: {  // a line comes again
        const auto [begin, end] = line_around(text, at);
        return text.insert(end, text.substr(begin, end - begin));
      }
      case 6: {  // a value becomes something else
        const auto colon = text.find(": ", at);
        if (colon == std::string::npos) return text;
        const auto end = std::min(text.find_first_of(",}\n", colon), text.size());
        return text.replace(colon + 2, end - colon - 2, tokens[below(std::size(tokens))]);
      }
      default: {  // a line is indented
        const auto [begin, end] = line_around(text, at);
        return text.insert(begin, 1 + below(3), ' ');
      }
    }
  }

  static std::pair<std::size_t, std::size_t> line_around(const std::string& text, std::size_t at) {
    const auto before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const auto after = text.find('\n', at);
    return {begin, after == std::string::npos ? text.size() : after + 1};
  }

  std::mt19937 random_;
};

// G32: 1,000 mutated configurations, none crashes, every error has file, line, column and a hint,
// and no finding holds a secret.
TEST(MutationTest, EveryMutantIsLoadedOrExplained) {
  const std::string canaries[] = {"CANARY-signing-5bd1", "xoxb-CANARY-77aa",
                                  "CANARY-file-9c3e",    "CANARY-matter-04d2",
                                  "CANARY-command-b1f7", "CANARY-metrics-6e0a"};
  const std::string example = test::replaced(test::read_source("config/baton.example.yaml"),
                                             "${SLACK_BOT_TOKEN}", "{ file: token }");
  const std::string workflow = test::read_source("config/workflows/paid-campaign-launch.yaml");
  const std::string quick = test::read_source("config/workflows/quick.yaml");
  const test::Folder folder;
  folder.write("token", canaries[2] + "\n");
  Mutator mutator(seed);
  int refused = 0;
  for (int i = 0; i < mutants; ++i) {
    SCOPED_TRACE(i);
    const std::size_t what = mutator.below(3);
    folder.write("baton.yaml", what == 0 ? mutator.mutate(example) : example);
    folder.write("workflows/paid-campaign-launch.yaml",
                 what == 1 ? mutator.mutate(workflow) : workflow);
    folder.write("workflows/quick.yaml", what == 2 ? mutator.mutate(quick) : quick);
    const config::Loaded loaded = test::load_in(folder, {{"SLACK_SIGNING_SECRET", canaries[0]},
                                                         {"SLACK_BOT_TOKEN", canaries[1]},
                                                         {"MATTERMOST_BOT_TOKEN", canaries[3]},
                                                         {"MATTERMOST_COMMAND_TOKEN", canaries[4]},
                                                         {"BATON_METRICS_TOKEN", canaries[5]}});
    ASSERT_EQ(loaded.config.has_value(), !test::has_error(loaded));
    refused += test::has_error(loaded);
    for (const config::Finding& finding : loaded.findings) {
      const std::string line = to_string(finding);
      EXPECT_FALSE(finding.place.file.empty()) << line;
      EXPECT_GE(finding.place.line, 1) << line;
      EXPECT_GE(finding.place.column, 1) << line;
      EXPECT_EQ(line.find('\n'), std::string::npos) << line;
      EXPECT_GT(finding.message.size(), 15u) << line;
      for (const std::string& canary : canaries) {
        EXPECT_EQ(line.find(canary), std::string::npos) << line;
      }
    }
  }
  EXPECT_GT(refused, mutants / 2) << "the mutations hardly change anything";
}

// A secret that a person writes into the file itself is not shown either.
TEST(MutationTest, ASecretWrittenIntoTheFileIsNeverShown) {
  const std::string canary = "xoxb-CANARY-42";
  const test::Folder folder;
  folder.write("workflows/launch.yaml", test::good_workflow);
  const std::string literal = test::replaced(test::good_config, "${SLACK_BOT_TOKEN}", canary);
  const std::pair<const char*, std::string> slips[] = {
      {"agency: Northlight", "agency: [" + canary + "]"},
      {"agency: Northlight", "agency: Northlight\nlisten: { port: " + canary + " }"},
      {"agency: Northlight", "agency: Northlight\nlisten: { address: " + canary + " }"},
      {"agency: Northlight", "agency: Northlight\npublic_url: " + canary},
      {"agency: Northlight", "agency: Northlight\nstore: " + canary},
      {"agency: Northlight",
       "agency: Northlight\nmattermost: { url: x, bot_token: abcdefgh, command_tokens: [" + canary +
           "], team: x }"},
      {"agency: Northlight", "agency: Northlight\nsecret_key: " + canary},
      {"agency: Northlight", "agency: Northlight\nmetrics: " + canary},
      {"agency: Northlight", "agency: Northlight\nmetrics: { token: " + canary + " }"},
      {"agency: Northlight", "agency: Northlight\nenabled: [" + canary + "]"},
      {"agency: Northlight", "agency: Northlight\n" + canary + ": x"},
      {"agency: Northlight", "agency: Northlight\nworkflows: " + canary},
      {"agency: Northlight", "agency: Northlight\nreturn_reasons: [\"" + canary + "\"]"},
      {"agency: Northlight", "agency: Northlight\nundo_window: " + canary},
      {"[Olga, Ana]", "[Olga, " + canary + "]"},
      {"slack: U0001", "slack: " + canary},
      {"key: ACME", "key: " + canary},
      {"name: Ana,", "name: \"#" + canary + "\","},
      {"roles: [designer,", "roles: [\"" + canary + "\", designer,"},
  };
  for (const auto& [from, to] : slips) {
    SCOPED_TRACE(to);
    folder.write("baton.yaml", test::replaced(literal, from, to));
    const config::Loaded loaded = test::load_in(folder);
    EXPECT_TRUE(test::has_error(loaded));
    for (const std::string& line : test::lines(folder, loaded)) {
      EXPECT_EQ(line.find(canary), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace baton
