#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/ports/form.h"
#include "core/model/agency.h"

/// The inputs that forms are made of.
namespace baton {

/// The most that a one-line input takes.
inline constexpr std::size_t one_line_max = 300;
/// The same of what is a few words: a title, a date, a sum. Mattermost's lines hold no more.
inline constexpr std::size_t word_max = 150;

/// One line where `length_max` allows no more, else several.
Input text_input(std::string_view name, std::string_view label, std::size_t length_max);
/// The only option, where there is one, is chosen already.
Input choice_input(std::string_view name, std::string_view label,
                   std::vector<Input::Option> options);
Input may_be_empty(Input input);
/// Asks for a reason.
Input why_input(std::string_view label);
/// One of the clients, `except` that one; an empty key: of all. Where a choice cannot list so many,
/// it says what to type instead of the form of `press`.
Input client_input(std::string_view label, const Press& press, const Agency& agency,
                   const ClientKey& except = {});

/// Whether a form can ask for it; a tick and an approval are given by a command of their own.
bool is_asked_by_form(RequirementKind kind);
/// Asks for a field or an evidence. `needed_for`: "Needed for Approved", where other ways on do not
/// need it; then it may stay empty.
Input input_of(const Requirement& requirement, const std::string& needed_for);

/// Chooses `value`, where it is one of the options.
void fill_in_choice(Input& input, const std::string& value);
/// Puts what was typed already into the inputs: of a choice where it is still one, of a text as
/// much as it takes.
void fill_in(std::vector<Input>& inputs, const FormValues& filled);

}  // namespace baton
