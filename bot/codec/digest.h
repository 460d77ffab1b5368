#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Digests and their texts. Bytes are held in std::string where they are data of any length.
namespace baton::codec {

using Digest = std::array<unsigned char, 32>;

/// Throw std::runtime_error where OpenSSL fails, which means that it is broken.
Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view message);

/// Whether both are equal, in a time that tells at most their lengths.
bool equal_in_constant_time(std::string_view left, std::string_view right);

/// Lower-case, two digits a byte.
std::string to_hex(std::span<const unsigned char> bytes);
std::string to_hex(std::string_view bytes);
/// nullopt where `hex` is not pairs of lower-case hex digits.
std::optional<std::string> from_hex(std::string_view hex);

/// RFC 4648, section 4: with padding.
std::string to_base64(std::span<const unsigned char> bytes);
std::string to_base64(std::string_view bytes);
/// nullopt where `text` is not the one base64 text of some bytes (padding and unused bits exact).
std::optional<std::string> from_base64(std::string_view text);

}  // namespace baton::codec
