#include "adapters/slack/answer.h"

#include <nlohmann/json.hpp>

#include "adapters/slack/layout.h"
#include "adapters/slack/render.h"
#include "adapters/slack/text.h"
#include "bot/ports/errc.h"
#include "core/model/overloaded.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

constexpr std::size_t error_length_max = 1000;
constexpr std::size_t view_label_max = 24;

HttpResponse ephemeral(const Card& card) {
  Json body = message(card);
  body["response_type"] = "ephemeral";
  return HttpResponse::json(dump(body));
}

std::string sentence(std::string_view text) {
  const LiteralText literal(text, error_length_max);
  return literal.empty() ? "…" : literal.str();
}

/// Keeps the form open. A sentence for an input that the form has not got moves to its first one:
/// Slack would refuse the whole answer.
HttpResponse form_errors(const std::map<std::string, std::string>& errors,
                         const FormValues& inputs) {
  std::map<std::string, std::string> at_inputs;
  for (const auto& [name, text] : errors) {
    std::string& at = at_inputs[inputs.contains(name) ? name : inputs.begin()->first];
    at += (at.empty() ? "" : " ") + text;
  }
  Json listed = Json::object();
  for (const auto& [name, text] : at_inputs) listed[name] = sentence(text);
  return HttpResponse::json(
      dump(Json{{"response_action", "errors"}, {"errors", std::move(listed)}}));
}

Card without_buttons(Card card) {
  card.buttons.clear();
  for (Card::Section& section : card.sections) section.buttons.clear();
  return card;
}

/// Puts `card` in the form's place, to be read and closed: whoever sent a form has no other place
/// where an answer would appear. Its buttons stay away; a message has room for 50 blocks and a view
/// for 100, so that all the rest fits.
HttpResponse in_place_of_form(const Card& card) {
  Json shown = message(without_buttons(card));
  if (!shown.contains("blocks")) return HttpResponse::empty();
  Json view{{"type", "modal"},
            {"title", plain_text_object("Baton", view_label_max)},
            {"close", plain_text_object("Close", view_label_max)},
            {"blocks", std::move(shown["blocks"])}};
  return HttpResponse::json(dump(Json{{"response_action", "update"}, {"view", std::move(view)}}));
}

HttpReply answer_submission(const Submitted& submitted, const Reply& reply) {
  switch (reply.kind) {
    case Reply::Kind::form_errors:
      if (reply.errors.empty() || submitted.values.empty()) break;
      return {form_errors(reply.errors, submitted.values), HttpReply::Then::nothing};
    case Reply::Kind::open_form: return {HttpResponse::empty(), HttpReply::Then::open_form};
    case Reply::Kind::message: return {in_place_of_form(reply.card), HttpReply::Then::nothing};
    case Reply::Kind::nothing: break;
  }
  return {HttpResponse::empty(), HttpReply::Then::nothing};
}

}  // namespace

HttpResponse refusal(const boost::system::error_code& error) {
  if (error == AppErrc::bad_signature || error == AppErrc::stale_request) {
    return HttpResponse::empty(401);
  }
  if (error == AppErrc::too_large) return HttpResponse::empty(413);
  if (error == AppErrc::foreign_workspace) return HttpResponse::empty(403);
  if (error == AppErrc::not_ready) return HttpResponse::empty(503);
  if (error == AppErrc::unsupported) return HttpResponse::empty(200);
  return HttpResponse::empty(400);
}

HttpReply answer(const Envelope& envelope, const Reply& reply) {
  if (const auto* submitted = std::get_if<Submitted>(&envelope.what)) {
    return answer_submission(*submitted, reply);
  }
  switch (reply.kind) {
    case Reply::Kind::nothing: return {HttpResponse::empty(), HttpReply::Then::nothing};
    case Reply::Kind::open_form: return {HttpResponse::empty(), HttpReply::Then::open_form};
    case Reply::Kind::message:
    case Reply::Kind::form_errors: break;
  }
  if (std::holds_alternative<Typed>(envelope.what)) {
    return {ephemeral(reply.card), HttpReply::Then::nothing};
  }
  return {HttpResponse::empty(), HttpReply::Then::reply};
}

HttpResponse not_recorded_answer(const Envelope& envelope, const Reply& not_recorded) {
  return std::visit(
      Overloaded{
          [&](const Typed&) { return ephemeral(not_recorded.card); },
          [](const Pressed&) { return HttpResponse::empty(503); },
          [&](const Submitted& submitted) {
            if (submitted.values.empty()) return HttpResponse::empty(503);
            const std::string& first = submitted.values.begin()->first;
            return form_errors({{first, plain_text(not_recorded.card)}}, submitted.values);
          },
      },
      envelope.what);
}

}  // namespace baton::slack
