#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/sandbox/methods.h"

/// What Slack delivers, field by field. Source: docs.slack.dev "Implementing slash commands",
/// reference "block_actions payload", "view interactions payload".
namespace baton::sandbox {

/// Who acts where, and with what in hand.
struct Interaction {
  const Person& person;
  const Channel* channel = nullptr;  ///< nullptr: in a view
  std::string trigger;
  std::string response_url = {};  ///< empty: none, as in a view
};

/// The body of a slash command.
std::string command_form(const Interaction& by, const std::string& command,
                         const std::string& text);
/// The body of a press on `element` of `block`. `option`: what was chosen, of a select or overflow.
std::string message_press_form(const Interaction& by, const Message& message, const Json& block,
                               const Json& element, const Json& option, TimePoint now);
std::string view_press_form(const Interaction& by, const View& view, const Json& block,
                            const Json& element, const Json& option, TimePoint now);
std::string submission_form(const Interaction& by, const View& view, const Json& state_values);
std::string closing_form(const Interaction& by, const View& view);

/// `text` as Slack hands it over with `should_escape`: known @names and #channels become ids, links
/// get angle brackets, and & < > become entities.
std::string escaped_as_typed(const std::string& text, Workspace& workspace);

}  // namespace baton::sandbox
