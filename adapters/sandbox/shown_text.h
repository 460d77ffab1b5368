#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace baton::sandbox {

/// What a person reads of a message's or view's `blocks`, one line per block part; of no blocks,
/// `text`.
std::string shown_text(const std::string& text, const nlohmann::json& blocks);

}  // namespace baton::sandbox
