#pragma once

#include <variant>

#include "bot/ports/envelope.h"
#include "bot/ports/http.h"

/// What a chat's adapter makes of a request, and of the conversation's answer to it.
namespace baton {

/// An envelope for the conversation, or an answer that is complete already (a platform's check of
/// the address, a closed form, a button that is not ours).
using Received = std::variant<Envelope, HttpResponse>;

/// How a reply reaches the person whose envelope it answers.
struct HttpReply {
  /// What is left to do once `now` is on its way.
  enum class Then {
    nothing,
    reply,      ///< send the reply's card to the envelope's reply address
    open_form,  ///< open the reply's form with the envelope's trigger
  };
  HttpResponse now;
  Then then = Then::nothing;
};

}  // namespace baton
