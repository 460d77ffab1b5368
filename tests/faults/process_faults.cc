#include "tests/faults/process_faults.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "tests/support/places.h"

namespace baton::test {

ProcessFaults::ProcessFaults(std::filesystem::path file) : file_(std::move(file)) {
  const int fd = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const bool sized = fd >= 0 && ::ftruncate(fd, sizeof(FaultPage)) == 0;
  void* const at =
      sized ? ::mmap(nullptr, sizeof(FaultPage), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
            : MAP_FAILED;
  if (fd >= 0) ::close(fd);
  if (at == MAP_FAILED) throw std::runtime_error("no page for faults");
  page_ = static_cast<FaultPage*>(at);
}

ProcessFaults::~ProcessFaults() { ::munmap(page_, sizeof(FaultPage)); }

std::vector<std::string> ProcessFaults::environment() const {
  // Where the program is built with AddressSanitizer, that would have nobody come before it.
  const char* const options = std::getenv("ASAN_OPTIONS");
  return {"LD_PRELOAD=" + fault_library().string(),
          std::string(fault_page_variable) + "=" + file_.string(),
          std::string("ASAN_OPTIONS=") + (options != nullptr ? options : "") +
              ":verify_asan_link_order=0"};
}

void ProcessFaults::die_at(KillPoint point, int passages) {
  page_->passages = passages;
  page_->die_at = 1 + static_cast<int>(point);
}

void ProcessFaults::live() { page_->die_at = 0; }

}  // namespace baton::test
