#include "tests/core/notice_doc.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace baton::test {
namespace {

TEST(NoticeDocTest, ThePageIsWhatIsPlanned) { expect_generated("docs/notices.md", notice_doc()); }

}  // namespace
}  // namespace baton::test
