#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What Slack would make of a text, read apart from the code that escapes.
/// Source: docs.slack.dev, "Formatting message text" and "Rich text block".
namespace baton::test {

/// What a text with markup in it would mention, link or hide: everything between "<" and ">", and
/// every "&" that is none of Slack's three entities.
std::vector<std::string> markup_faults(std::string_view mrkdwn);
/// The words that it shows, its entities resolved.
std::string shown_words(std::string_view mrkdwn);

/// What a text that is shown as it is would mention or link, were it ever read as markup: Slack
/// takes "<" and "@", "#", "!" or a scheme for the begin of something.
std::vector<std::string> literal_faults(std::string_view literal);

/// What the blocks of a message, or a whole view, would do beside showing words: a text object that
/// is read as markup, an element that notifies, a link that is not of the web, a place that user
/// text does not belong to.
std::vector<std::string> block_faults(const nlohmann::json& blocks);

}  // namespace baton::test
