#pragma once

#include <filesystem>

#include "bot/ports/clock.h"
#include "core/model/secret.h"

namespace baton {

/// The 32 bytes that `text` writes as 64 hexadecimal digits. Throws std::invalid_argument (the text
/// is not repeated) for anything else.
Secret secret_key_of_hex(const std::string& text);

/// The key in `file`; made (readable by its owner only) where there is none, the only file that
/// the service makes beside its store. Throws std::runtime_error naming the file.
Secret load_or_make_secret_key(const std::filesystem::path& file, Random& random);

}  // namespace baton
