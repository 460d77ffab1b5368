#pragma once

#include <string>

namespace baton::test {

/// docs/notices.md: who is told what because of which event, played and read off what is planned.
std::string notice_doc();

}  // namespace baton::test
