#pragma once

#include <string>

#include "tests/support/card_text.h"
#include "tests/support/golden.h"

namespace baton::test {

/// Answers one below the other, for a golden file.
class Sheet {
 public:
  void add(const std::string& title, const Reply& reply) {
    text_ += "=== " + title + "\n" + text_of(reply) + "\n";
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  void expect(const std::string& name) const { expect_golden("talk/" + name, text_); }

 private:
  std::string text_;
};

}  // namespace baton::test
