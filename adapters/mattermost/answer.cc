#include "adapters/mattermost/answer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/mattermost/outcomes.h"
#include "adapters/mattermost/text.h"
#include "bot/ports/errc.h"
#include "core/model/overloaded.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using Then = HttpReply::Then;

constexpr std::size_t sentence_max = 1'000;  // code points, at an input or above all
constexpr std::size_t rendered_bytes_max = std::size_t{900} * 1024;  // an answer is cut at 1 MiB
constexpr std::string_view ends_of_sentences = ".!?:;,";  // what needs no semicolon behind it

HttpResponse json_answer(const Json& body) { return HttpResponse::json(dump(body)); }

/// An acknowledgment that shows nothing. As JSON an empty one would be an error to the person.
HttpResponse silence() { return HttpResponse::text(""); }

/// `text` as a dialog shows it: on one line, its lines told apart, and never empty.
std::string sentence(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const std::string_view next = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(next.size() + 1, text.size()));
    if (next.empty()) continue;
    if (!line.empty()) {
      line += ends_of_sentences.find(line.back()) == std::string_view::npos ? "; " : " ";
    }
    line += next;
  }
  const LiteralText shown(line, sentence_max);
  return shown.empty() ? "…" : shown.str();
}

/// A message that fits into an answer: without its attachments where they are too much.
Json fitting_message(const Renderer& renderer, const Card& card, const Place& place,
                     Detail detail) {
  Json message = renderer.message(card, place, detail);
  if (detail == Detail::plain_text || dump(message).size() <= rendered_bytes_max) return message;
  return renderer.message(card, place, Detail::plain_text);
}

HttpResponse ephemeral(const Envelope& envelope, const Card& card, const Renderer& renderer) {
  const Json message =
      fitting_message(renderer, card, Place{{}, envelope.user}, Detail::attachments);
  Json body{{"response_type", "ephemeral"},
            {"text", message.at("message")},
            {"skip_slack_parsing", true}};
  const Json& props = message.at("props");
  body["attachments"] = props.value("attachments", Json::array());
  return json_answer(body);
}

/// The words alone: an answer to a press has no room for buttons.
void add_ephemeral_text(Json& body, const Card& card) {
  body["ephemeral_text"] = Renderer::text(card);
  body["skip_slack_parsing"] = true;
}

/// All that the pressed message has now: what is left out of an update is lost to it.
Json update_with(const Outgoing& present, const Renderer& renderer) {
  const Detail detail = present.plain ? Detail::plain_text : Detail::attachments;
  Json update = fitting_message(renderer, present.card, Place{present.slot, {}}, detail);
  if (!present.outbox_id.empty()) update["props"][outbox_prop] = present.outbox_id;
  update["file_ids"] = Json::array();
  return update;
}

bool has_buttons(const Card& card) {
  return !card.buttons.empty() || std::ranges::any_of(card.sections, [](const auto& section) {
    return !section.buttons.empty();
  });
}

HttpReply answer_typed(const Envelope& envelope, const Reply& reply, const Renderer& renderer) {
  switch (reply.kind) {
    case Reply::Kind::nothing: return {silence(), Then::nothing};
    case Reply::Kind::open_form: return {silence(), Then::open_form};
    case Reply::Kind::message:
    case Reply::Kind::form_errors: break;
  }
  return {ephemeral(envelope, reply.card, renderer), Then::nothing};
}

HttpReply answer_pressed(const Pressed& pressed, const Reply& reply, const Renderer& renderer,
                         const ServerLimits& limits, const Outgoing* present) {
  Json body = Json::object();
  // A private message has no update, and one that is too old takes none: with one in it Mattermost
  // drops the whole answer. The outbox changes the message anyway.
  const bool takes_update = !pressed.message_id.empty() && !limits.limits_edits();
  if (present != nullptr && takes_update) body["update"] = update_with(*present, renderer);
  Then then = Then::nothing;
  switch (reply.kind) {
    case Reply::Kind::nothing: break;
    case Reply::Kind::open_form: then = Then::open_form; break;
    case Reply::Kind::message:
    case Reply::Kind::form_errors:
      if (has_buttons(reply.card) && !reply.shown_elsewhere) {
        then = Then::reply;
      } else {
        add_ephemeral_text(body, reply.card);
      }
  }
  return {json_answer(body), then};
}

/// Keeps the form open. What is said of an input that the form has not got stands above it.
HttpResponse form_errors(const std::map<std::string, std::string>& errors,
                         const FormValues& inputs) {
  Json body = Json::object();
  std::string above;
  for (const auto& [name, text] : errors) {
    if (inputs.contains(name)) {
      body["errors"][name] = sentence(text);
    } else {
      above += text + "\n";
    }
  }
  if (!above.empty()) body["error"] = sentence(above);
  return json_answer(body);
}

HttpResponse form_error(const Card& card) {
  return json_answer(Json{{"error", sentence(plain_text(card))}});
}

HttpReply answer_submitted(const Submitted& submitted, const Reply& reply) {
  switch (reply.kind) {
    case Reply::Kind::form_errors:
      return {form_errors(reply.errors, submitted.values), Then::nothing};
    case Reply::Kind::message:
      if (reply.card.tone == Card::Tone::bad) {
        return {form_error(reply.card), has_buttons(reply.card) ? Then::reply : Then::nothing};
      }
      return {json_answer(Json::object()), reply.shown_elsewhere ? Then::nothing : Then::reply};
    case Reply::Kind::open_form:
      // A submission opens no form: it has no trigger. The card holds the button that does.
      return {json_answer(Json::object()), Then::reply};
    case Reply::Kind::nothing: break;
  }
  return {json_answer(Json::object()), Then::nothing};
}

/// What a person is told whose request we could read but not take, and how to mend it.
struct Untaken {
  AppErrc error;
  std::string_view of_button;
  std::string_view of_form;
};
constexpr std::string_view what_you_can_do =
    " Nothing was recorded. Type /handoff to see what you can do.";
constexpr Untaken explanations[] = {
    {AppErrc::bad_signature, "This button was not made by Baton, or it was changed.",
     "This form was not made by Baton, or it was changed."},
    {AppErrc::unknown_key, "This button was made before Baton's key changed.",
     "This form was opened before Baton's key changed."},
    {AppErrc::foreign_person, "This button was made for somebody else.",
     "This form was opened by somebody else."},
    {AppErrc::foreign_workspace, "This button belongs to another workspace.",
     "This form belongs to another workspace."},
};

/// The private sentence; empty where there is nobody to tell.
std::string sentence_about(Surface surface, const boost::system::error_code& error) {
  if (error == AppErrc::not_ready) {
    const std::string still_starting = "Baton is still starting. Nothing was recorded. ";
    switch (surface) {
      case Surface::command: return still_starting + "Type the command again in a minute.";
      case Surface::action: return still_starting + "Press the button again in a minute.";
      case Surface::dialog: return still_starting + "Send the form again in a minute.";
    }
  }
  if (surface == Surface::command) return {};
  for (const Untaken& untaken : explanations) {
    if (error != untaken.error) continue;
    const std::string_view what = surface == Surface::action ? untaken.of_button : untaken.of_form;
    return std::string(what).append(what_you_can_do);
  }
  return {};
}

int status_for_others(const boost::system::error_code& error) {
  if (error == AppErrc::bad_signature) return 401;
  if (error == AppErrc::foreign_workspace) return 403;
  if (error == AppErrc::too_large) return 413;
  return 400;
}

}  // namespace

HttpResponse refusal(Surface surface, const boost::system::error_code& error) {
  const std::string text = sentence_about(surface, error);
  if (text.empty()) return HttpResponse::empty(status_for_others(error));
  switch (surface) {
    case Surface::command:
      return json_answer(
          Json{{"response_type", "ephemeral"}, {"text", text}, {"skip_slack_parsing", true}});
    case Surface::action:
      return json_answer(Json{{"ephemeral_text", text}, {"skip_slack_parsing", true}});
    case Surface::dialog: return json_answer(Json{{"error", text}});
  }
  return HttpResponse::empty(400);
}

HttpReply answer(const Envelope& envelope, const Reply& reply, const Renderer& renderer,
                 const ServerLimits& limits, const Outgoing* present) {
  return std::visit(
      Overloaded{
          [&](const Typed&) { return answer_typed(envelope, reply, renderer); },
          [&](const Pressed& pressed) {
            return answer_pressed(pressed, reply, renderer, limits, present);
          },
          [&](const Submitted& submitted) { return answer_submitted(submitted, reply); },
      },
      envelope.what);
}

HttpResponse not_recorded_answer(const Envelope& envelope, const Reply& not_recorded,
                                 const Renderer& renderer) {
  const Card& card = not_recorded.card;
  return std::visit(Overloaded{
                        [&](const Typed&) { return ephemeral(envelope, card, renderer); },
                        [&](const Pressed&) {
                          Json body = Json::object();
                          add_ephemeral_text(body, card);
                          return json_answer(body);
                        },
                        [&](const Submitted&) { return form_error(card); },
                    },
                    envelope.what);
}

}  // namespace baton::mattermost
