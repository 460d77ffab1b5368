#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/ports/talk.h"
#include "bot/talk/lookup.h"
#include "bot/talk/say.h"

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
inline constexpr std::string_view gaps = "gaps";    ///< one on each line
inline constexpr std::string_view start = "start";  ///< whether work waits for a gap
inline constexpr std::string_view gap = "gap";
inline constexpr std::string_view debt = "debt";
inline constexpr std::string_view value = "value";
inline constexpr std::string_view why = "why";
inline constexpr std::string_view when = "when";
inline constexpr std::string_view until = "until";
inline constexpr std::string_view look_again = "look_again";
inline constexpr std::string_view level = "level";  ///< of priority
inline constexpr std::string_view item = "item";    ///< a tick or an approval
// Of the client's sign-off, as a refusal names them.
inline constexpr std::string_view by = "by";
inline constexpr std::string_view on = "on";
inline constexpr std::string_view how = "how";
inline constexpr std::string_view link = "link";
/// Values of the input `start`.
inline constexpr std::string_view before_start = "before";
inline constexpr std::string_view can_start = "can";
/// A value of the requirement "budget" comes by the input "value:budget".
inline constexpr std::string_view value_prefix = "value:";
std::string of_value(const ItemName& item);
/// The question that the button or form `press` of an answer is about; nullopt: it does not say.
std::optional<int> question_of(const Press& press);
/// The request that the button or form `press` of a refusal is about; nullopt: it does not say.
std::optional<int> request_of(const Press& press);
}  // namespace input

/// What a form of several parts carries in Press::filled besides what is typed.
namespace carried {
inline constexpr std::string_view part = "part";    ///< give: how many parts are behind
inline constexpr std::string_view after = "after";  ///< set: the input that was asked for last
}  // namespace carried

/// Whether a form exists for the verb.
bool has_form(Verb verb);

/// What to type instead of filling in the form.
std::string typed_instead(const Press& press);

/// `press` as what was meant by it now: the offer and the question that are open; of a part, the
/// form that it is a part of.
Press bound(const Press& press, const Task& task);

/// The form that `request` asks for, or its first part that has something to ask.
/// REQUIRES: it makes sense for `task` now (see form_refusal); its press is bound.
Form form_of(const FormRequest& request, const Task& task, const Person& actor,
             const Agency& agency);

/// The parts of a form that give a task or supply what a gate lacks.
void fill_give(Form& form, const FormRequest& request, const Task& task, const Person& actor,
               const Agency& agency);
void fill_set(Form& form, const FormRequest& request, const Task& task, const Person& actor,
              const Agency& agency);
/// Of urgent: the inputs for stage and receiver.
void add_target(Form& form, const Press& press, const Task& task, const Person& actor,
                const Agency& agency);
/// The forms of gaps, debts and the task's life.
void fill_owing(Form& form, const Press& press, const Task& task, const Agency& agency);
void fill_life(Form& form, const Press& press, const Task& task, const Person& actor,
               const Agency& agency);
/// The forms of check and approve.
void fill_gate(Form& form, const Press& press, const Task& task, const Person& actor,
               const Agency& agency);
/// Whether there is something that `actor` can tick, or approve.
bool has_items(Verb verb, const Task& task, const Person& actor, const Agency& agency);
/// What is answered where there is not.
Card no_items_card(const Press& press, const Task& task, const Voice& voice);
/// What is answered where a form of give, set, check or approve has nothing to ask, or does not
/// know yet what.
std::optional<Card> instead_of_form(const FormRequest& request, const Task& task,
                                    const Person& actor, const Agency& agency);
/// Whether a press that opens a form is answered with one. REQUIRES: its verb has_form().
bool opens_form(const Press& press, const Task& task, const Person& actor, const Agency& agency,
                TimePoint now);
/// What the button below the answer to a part opens: the next one. nullopt: it was no part, or the
/// last one.
std::optional<Press> next_part(const Handled& handled, const Agency& agency);

/// What a submitted form asks for; an input that makes no sense comes back as form_errors.
Intent submitted(const Submitted& form, const Speaker& speaker);

}  // namespace baton
