#include "tests/core/machine_doc.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace baton::test {
namespace {

TEST(MachineDocTest, ThePageIsTheTable) { expect_generated("docs/machine.md", machine_doc()); }

}  // namespace
}  // namespace baton::test
