#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/ports/talk.h"
#include "bot/talk/lookup.h"

namespace baton {

/// The inputs' names, as they come back with a submission.
namespace input {
inline constexpr std::string_view workflow = "workflow";
inline constexpr std::string_view client = "client";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view to = "to";
inline constexpr std::string_view receiver = "receiver";
inline constexpr std::string_view note = "note";
inline constexpr std::string_view question = "question";
inline constexpr std::string_view text = "text";
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view words = "words";
/// A value of the requirement "budget" comes by the input "value:budget".
inline constexpr std::string_view value_prefix = "value:";
std::string of_value(const ItemName& item);
/// The question that the button or form `press` of an answer is about; nullopt: it does not say.
std::optional<int> question_of(const Press& press);
}  // namespace input

/// The form that `press` asks for. REQUIRES: it makes sense for `task` now (see form_refusal).
Form form_of(const Press& press, const Task& task, const Person& actor, const Agency& agency);

/// Whether a form exists for the verb.
bool has_form(Verb verb);

/// What a submitted form asks for; an input that makes no sense comes back as form_errors.
Intent submitted(const Press& press, const FormValues& values, const Speaker& speaker);

}  // namespace baton
