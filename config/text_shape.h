#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Shapes of texts, told without regular expressions.
namespace baton::config {

/// The offset of the first byte that is not well-formed UTF-8.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
std::size_t characters_of(std::string_view utf8);

/// "-12", "+3", "007": the number; nullopt: something else, or too large.
std::optional<std::int64_t> whole_number_of(std::string_view text);
/// "1.5", "-2e3", ".5": with a point or an exponent.
bool is_decimal(std::string_view text);

/// Words in lower case joined by single hyphens, beginning with a letter: "paid-media".
bool is_kebab_case(std::string_view text);
/// The nearest text that is: "Paid Media" gives "paid-media"; may be empty.
std::string kebab_case_of(std::string_view text);

/// ACME: two to ten capital letters and digits, beginning with a letter.
bool is_client_key(std::string_view text);
/// A name such as an environment variable's: [A-Za-z_][A-Za-z0-9_]*.
bool is_variable_name(std::string_view text);
/// A Slack member id: U or W, then capital letters and digits.
bool is_slack_user(std::string_view text);
/// The id of a Slack channel: C, G or D, then capital letters and digits.
bool is_slack_channel_id(std::string_view text);
/// The id of anything in Mattermost: 26 small letters and digits.
bool is_mattermost_id(std::string_view text);
/// A Mattermost user name: small letters, digits, '.', '-' and '_'. An id is one, too.
bool is_mattermost_name(std::string_view text);
/// "UTC", "Europe/Berlin": only the shape, not whether it exists.
bool is_timezone_shape(std::string_view text);
/// 64 hexadecimal digits: 32 bytes.
bool is_secret_key(std::string_view text);
/// "127.0.0.1", "::1".
bool is_ip_address(const std::string& text);

/// Why `text` cannot be a base address to call, as a sentence fragment ("must begin with ...");
/// empty: it can. Plain http is for loopback hosts only.
std::string problem_of_url(std::string_view text);

/// What a key is called in a finding: in quotes; where something was glued to it, only the part
/// before, because what follows may be a secret.
std::string name_of_key(const std::string& key);

}  // namespace baton::config
