#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "bot/ports/card.h"
#include "bot/ports/form.h"

/// Cards and forms as Block Kit, always within its limits: what is too long is shortened with an
/// ellipsis, a button is never dropped. Source: docs.slack.dev "Block Kit".
///
/// Block types used: in messages rich_text, actions, context; in forms also input.
///   rich_text > rich_text_section > text | link | date | emoji, with style {bold, italic, code}
///   actions   > button {text, action_id, value = press_json, style}
///   context   > plain_text
///   input     > plain_text_input | static_select
namespace baton::slack {

/// The callback_id of every form of ours.
inline constexpr std::string_view form_callback = "baton_form";
/// Begins the action_id of every button of ours: "baton_0", "baton_1" ...
inline constexpr std::string_view button_prefix = "baton_";

enum class Detail {
  blocks,      ///< text and blocks
  plain_text,  ///< text alone: the platform refused the blocks
};

/// The content of a message: {"text", "mrkdwn": false} and "blocks", if any. The headline comes
/// first, after a coloured dot for the card's tone. Neighbouring sections share a block where there
/// are more than a message may have; all buttons stay as long as Slack has room for them (1,200).
nlohmann::json message(const Card& card, Detail detail = Detail::blocks);

/// The form as a modal view. An input's block_id and action_id are its name; private_metadata is
/// the press, and when it was opened: a form lives for half an hour. Epoch: not told, and it never
/// ends. REQUIRES: names of inputs are unique and at most 255 long, a choice has at most 100
/// options with values of 1 to 150 characters. Options beyond that are left out; without any it is
/// a text input.
nlohmann::json view(const Form& form, TimePoint opened_at = {});

/// JSON text of what is sent to Slack; never throws for what stands in it.
std::string dump(const nlohmann::json& json);

}  // namespace baton::slack
