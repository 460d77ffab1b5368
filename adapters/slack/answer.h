#pragma once

#include <boost/system/error_code.hpp>

#include "bot/ports/form.h"
#include "bot/ports/surface.h"

/// What Slack is answered, for each surface: RELIABILITY 2.5 and the three-second answers.
namespace baton::slack {

/// The answer to a request that Ingress refused: 401 without a word for one that is not proven
/// authentic, 400 or 413 for one that cannot be read, 403 for another team's, 503 before we know
/// our team, 200 for what we do not handle.
HttpResponse refusal(const boost::system::error_code& error);

/// How `reply` reaches the person whose `envelope` it answers.
/// A typed command is answered in place. A press is acknowledged, its words follow by the reply
/// address. A submission closes the form, keeps it open with the errors at its inputs, or shows a
/// message in its place, without its buttons.
HttpReply answer(const Envelope& envelope, const Reply& reply);

/// The answer where nothing could be recorded (overload, shutdown, a store that fails).
/// `not_recorded` is what Talk says to it. A typed command shows it in private; a press fails, so
/// that Slack marks the message; a form stays open with what was typed.
HttpResponse not_recorded_answer(const Envelope& envelope, const Reply& not_recorded);

}  // namespace baton::slack
