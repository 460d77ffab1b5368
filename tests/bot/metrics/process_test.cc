#include "bot/metrics/process.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <vector>

#include <gtest/gtest.h>

namespace baton::test {
namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

TEST(ProcessTest, TellsWhatThisProcessUses) {
  const ProcessState before = process_state();
  EXPECT_GT(before.virtual_bytes, before.resident_bytes);
  EXPECT_GT(before.resident_bytes, 1'000'000u);
  EXPECT_GT(before.max_fds, before.open_fds);
  EXPECT_LE(before.start_time, now() + 2) << "of whole seconds and ticks";
  EXPECT_GT(before.start_time, now() - 3600);
}

TEST(ProcessTest, CountsWhatIsOpened) {
  const ProcessState before = process_state();
  const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(process_state().open_fds, before.open_fds + 1);
  ::close(file);
  EXPECT_EQ(process_state().open_fds, before.open_fds);
}

TEST(ProcessTest, CountsTheTimeThatIsSpent) {
  const ProcessState before = process_state();
  double spent = 0;
  std::vector<char> bytes(1 << 20);
  for (int round = 0; round < 100'000 && spent <= 0; ++round) {
    for (char& byte : bytes) byte = static_cast<char>(byte + round);
    spent = process_state().cpu_seconds - before.cpu_seconds;
  }
  EXPECT_GT(spent, 0);
}

}  // namespace
}  // namespace baton::test
