#include "tests/config/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace baton::test {

namespace fs = std::filesystem;

const char* const good_workflow = R"(workflow: launch
title: Launch
stages:
  - { id: draft, title: Draft, owner: designer }
  - { id: live, title: Live, owner: paid-media, final: true }
transitions:
  - id: go
    from: draft
    to: live
    sender: designer
    receiver: paid-media
    gate:
      fields:
        - { id: budget, type: money, label: Budget }
      evidence:
        - { id: files, label: Files, kind: link }
)";

const char* const good_config = R"(agency: Northlight
last_resort: [Olga, Ana]
slack:
  signing_secret: ${SLACK_SIGNING_SECRET}
  bot_token: ${SLACK_BOT_TOKEN}
roles: [designer, paid-media, coordinator]
people:
  - { name: Ana, slack: U0001, roles: [designer] }
  - { name: Olga, slack: U0002, roles: [paid-media, coordinator] }
clients:
  - { key: ACME, name: Acme Shoes, channel: acme, roles: { designer: Ana } }
)";

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "baton-config-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

config::Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

config::Loaded load_in(const Folder& folder) {
  return load_in(folder, {{"SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5"},
                          {"SLACK_BOT_TOKEN", "xoxb-canary-1234567890"}});
}

config::Loaded load_in(const Folder& folder, std::map<std::string, std::string> variables) {
  return config::load(folder.path() / "baton.yaml", environment(std::move(variables)));
}

bool has_error(const config::Loaded& loaded) {
  return std::ranges::any_of(loaded.findings, [](const config::Finding& finding) {
    return finding.severity == config::Finding::Severity::error;
  });
}

std::vector<std::string> lines(const Folder& folder, const config::Loaded& loaded) {
  const std::string prefix = folder.path().string() + "/";
  std::vector<std::string> lines;
  for (const config::Finding& finding : loaded.findings) {
    std::string line = to_string(finding);
    for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix)) {
      line.erase(at, prefix.size());
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "the text does not contain: " << from;
    return text;
  }
  return text.replace(at, from.size(), to);
}

}  // namespace baton::test
