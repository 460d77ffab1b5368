#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/courier.h"
#include "adapters/sandbox/payloads.h"
#include "adapters/sandbox/tickets.h"
#include "adapters/sandbox/workspace.h"

namespace baton::sandbox {

/// What a person does in the chat: each becomes a delivery to Baton, and Baton's answer becomes
/// what the person sees. Every function takes what was asked (docs/sandbox.md, "The doors") and the
/// address people reach the sandbox at, and yields
/// {outcome, request, answer, saw, errors}: `outcome` is "ok", "not_sent", or Slack's word for a
/// failure; `request` is the delivery, to be sent again or altered; `saw` the messages that came
/// with the answer. They throw std::invalid_argument, or nlohmann::json::exception, for what
/// nobody could do, such as pressing a button that is not there.
class Acting {
 public:
  Acting(Workspace& workspace, Triggers& triggers, ResponseAddresses& addresses, Courier& courier,
         Clock& clock);

  /// {user, channel, text}: types a line. One that begins with "/" is a slash command.
  boost::asio::awaitable<Json> say(Json asked, std::string own_url);
  /// {user, channel, ts, label | action_id [, block_id] [, option]}, or with view_id in place of
  /// channel and ts: presses a button, or chooses from a select.
  boost::asio::awaitable<Json> press(Json asked, std::string own_url);
  /// {user, values [, view_id]}: submits the topmost open form.
  boost::asio::awaitable<Json> submit(Json asked, std::string own_url);
  /// {user [, view_id]}: closes it.
  boost::asio::awaitable<Json> close(Json asked, std::string own_url);

  /// Does what `message` says at a response address. Returns what is wrong with it; empty: nothing.
  std::string respond(const ResponseAddresses::Address& to, const Json& message, Json& saw);

 private:
  boost::asio::awaitable<Json> command(Json asked, std::string own_url);
  Interaction interaction(const Person& person, const Channel* channel, const std::string& ts,
                          const std::string& own_url);
  std::string take_submission_answer(const std::string& person, const std::string& view_id,
                                     const std::string& body, Json& result);
  const Person& actor(const Json& asked);
  const Channel& place(const Json& asked, const Person& person);
  const View& open_view(const Json& asked, const Person& person);
  void tell_failure(const Person& person, const std::string& channel, const std::string& text,
                    Json& saw);

  Workspace& workspace_;
  Triggers& triggers_;
  ResponseAddresses& addresses_;
  Courier& courier_;
  Clock& clock_;
};

/// A message as the page and the ledger's readers get it.
Json shown_message(const Message& message, Workspace& workspace);

}  // namespace baton::sandbox
