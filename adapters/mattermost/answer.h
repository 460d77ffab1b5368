#pragma once

#include <boost/system/error_code.hpp>

#include "adapters/mattermost/render.h"
#include "adapters/mattermost/server_limits.h"
#include "bot/ports/chat.h"
#include "bot/ports/surface.h"

/// What Mattermost is answered, for each surface. Only status 200 reaches the person; a command is
/// answered with exactly "application/json" and never with an empty body.
namespace baton::mattermost {

enum class Surface { command, action, dialog };

/// The answer to a request that Ingress refused. To whoever cannot be Mattermost: 401 without a
/// word (a command without our token), 400 or 413 (what cannot be read). A press or a form whose
/// seal does not hold may be a person's: 200 with one private sentence that says what to do.
HttpResponse refusal(Surface surface, const boost::system::error_code& error);

/// How `reply` reaches the person whose `envelope` it answers.
/// A command is answered in place, privately. A press gets the words as `ephemeral_text`, and,
/// where `present` is given, what the pressed message shows now as `update`, unless the server may
/// refuse that for the message's age: the words would be lost with it. Words with buttons, which
/// `ephemeral_text` has no room for, follow by the reply address unless they show elsewhere. A
/// submission closes
/// the dialog, or keeps it open with the errors at its inputs, or with a sentence above them where
/// it was refused; what a success says follows by the reply address unless it shows elsewhere.
HttpReply answer(const Envelope& envelope, const Reply& reply, const Renderer& renderer,
                 const ServerLimits& limits, const Outgoing* present);

/// The answer where nothing could be recorded (overload, shutdown, a store that fails): the same
/// places, so that what was typed into a form is kept.
HttpResponse not_recorded_answer(const Envelope& envelope, const Reply& not_recorded,
                                 const Renderer& renderer);

}  // namespace baton::mattermost
