#pragma once

#include "tests/adapters/sandbox/mattermost_replay.h"

/// The states in which cases were recorded.
namespace baton::test::setups {

// Buttons and menus.
void press(Replay& replay);
void deleted_post(Replay& replay);
void no_integration(Replay& replay);
void private_post(Replay& replay);
void two_buttons(Replay& replay);
void refused_press(Replay& replay);  ///< nobody listens at the action's address
void edit_too_late(Replay& replay);  ///< the text of the post stays as it is by now
void ephemeral(Replay& replay);      ///< alice sees an ephemeral post with a button

// Dialogs: "trigger" makes the recorded trigger id one of ours, as old as it was.
void trigger(Replay& replay);
void tampered_trigger(Replay& replay);
void expired_trigger(Replay& replay);
void old_trigger(Replay& replay);
void dialog_meanwhile(Replay& replay);  ///< the integration opens it before it answers
void dialog_meanwhile_press(Replay& replay);

// Commands and their later answers.
void command_root(Replay& replay);
void refused_command(Replay& replay);
void answer_meanwhile(Replay& replay);
void hook(Replay& replay);
void hook_in_thread(Replay& replay);
void hook_used_up(Replay& replay);

// The REST API.
void root(Replay& replay);    ///< a post of the bot's
void thread(Replay& replay);  ///< with a reply
void patched_thread(Replay& replay);
void deleted_reply(Replay& replay);
void others_post(Replay& replay);  ///< one of alice's
void direct_made(Replay& replay);
void password(Replay& replay);
void disabled_bot(Replay& replay);
void revoked_token(Replay& replay);
void ephemeral_allowed(Replay& replay);
void limits(Replay& replay);
void limits_used_up(Replay& replay);
void limits_after_wait(Replay& replay);

}  // namespace baton::test::setups
