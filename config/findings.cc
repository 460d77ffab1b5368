#include "config/findings.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace baton::config {
namespace {

constexpr std::size_t hidden_bytes_min = 6;
constexpr std::size_t quoted_bytes_max = 80;

void black_out(std::string& message, const std::string& secret) {
  for (auto at = message.find(secret); at != std::string::npos; at = message.find(secret, at)) {
    message.replace(at, secret.size(), "[hidden]");
  }
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string to_string(const Finding& finding) {
  std::string line = finding.place.file;
  if (finding.place.line > 0) {
    line += ":" + std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column);
  }
  line += finding.severity == Finding::Severity::error ? ": error: " : ": warning: ";
  return line + finding.message;
}

void Findings::error(Place place, std::string message) {
  ++errors_;
  findings_.push_back({Finding::Severity::error, std::move(place), std::move(message)});
}

void Findings::warning(Place place, std::string message) {
  findings_.push_back({Finding::Severity::warning, std::move(place), std::move(message)});
}

void Findings::add(Findings others) {
  std::move(others.findings_.begin(), others.findings_.end(), std::back_inserter(findings_));
  std::move(others.hidden_.begin(), others.hidden_.end(), std::back_inserter(hidden_));
  errors_ += others.errors_;
}

void Findings::hide(const std::string& secret) {
  if (secret.size() >= hidden_bytes_min) hidden_.push_back(secret);
}

std::vector<Finding> Findings::sorted(const std::vector<std::string>& files) const {
  std::vector<Finding> all = findings_;
  for (Finding& finding : all) {
    for (const std::string& secret : hidden_) black_out(finding.message, secret);
  }
  const auto rank = [&](const Finding& finding) {
    return std::find(files.begin(), files.end(), finding.place.file) - files.begin();
  };
  std::stable_sort(all.begin(), all.end(), [&](const Finding& a, const Finding& b) {
    return std::tuple(rank(a), a.place.line, a.place.column) <
           std::tuple(rank(b), b.place.line, b.place.column);
  });
  const auto same = [](const Finding& a, const Finding& b) { return to_string(a) == to_string(b); };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

std::string in_quotes(const std::string& text) {
  std::string shown = "\"";
  for (const char c : text) {
    if (shown.size() > quoted_bytes_max && !is_continuation(c)) {
      shown += "...";
      break;
    }
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    shown += control ? ' ' : c;
  }
  return shown + "\"";
}

std::string alternatives(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace baton::config
