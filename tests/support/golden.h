#pragma once

#include <string>

namespace baton::test {

/// Compares `actual` with tests/golden/<name>. With GOLDEN_UPDATE=1 in the environment the file is
/// written instead, for `git diff` to review.
void expect_golden(const std::string& name, const std::string& actual);

/// The same for a file anywhere in the repository, such as a generated page of docs/.
void expect_generated(const std::string& path, const std::string& actual);

/// A whole file of the repository. Fails the test where it cannot be read.
std::string read_source(const std::string& path);

}  // namespace baton::test
