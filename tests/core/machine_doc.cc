#include "tests/core/machine_doc.h"

#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "core/machine/table.h"

namespace baton::test {
namespace {

constexpr std::array phases{Phase::absent, Phase::idle, Phase::offered, Phase::done,
                            Phase::cancelled};

/// The phases in PRODUCT's words.
std::string_view title_of(Phase phase) {
  switch (phase) {
    case Phase::absent: return "no such task";
    case Phase::idle: return "no offer";
    case Phase::offered: return "offered";
    case Phase::waiting: return "waiting";
    case Phase::blocked: return "blocked";
    case Phase::done: return "done";
    case Phase::cancelled: return "cancelled";
  }
  return {};
}

std::string_view node_of(Phase phase) {
  constexpr std::array<std::string_view, 7> nodes{"[*]",     "no_offer", "offered",  "waiting",
                                                  "blocked", "done",     "cancelled"};
  return nodes[static_cast<std::size_t>(phase)];
}

std::string_view sentence_of(Who who) {
  switch (who) {
    case Who::anyone: return "any person of the agency";
    case Who::holder: return "the holder (the sender, while offered) or a coordinator";
    case Who::receiver: return "the receiver, never the sender";
    case Who::approver:
      return "the requirement's approver, never the sender unless the workflow says so; the "
             "client's sign-off: an account manager";
    case Who::rights: return "the roles named in `rights`; by default coordinator and director";
  }
  return {};
}

std::string_view sentence_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::unknown_task: return "there is no such task";
    case Refusal::nothing_offered: return "nothing is offered";
    case Refusal::no_open_question: return "no question is open";
    case Refusal::withdraw_first: return "withdraw first";
    case Refusal::already_ended: return "it has ended";
    case Refusal::already_offered: return "-";  // a key is given once
    default: return "refused";
  }
}

/// What may come of the verb besides the row's own phase.
std::string_view besides(const Row& row) {
  if (row.verb == Verb::give)
    return "no offer, one stage on: a handoff to oneself is accepted at once";
  const bool changes = row.verb == Verb::set || row.verb == Verb::check || row.verb == Verb::attach;
  if (row.from == Phase::offered && changes) {
    return "no offer: the change broke the gate, the offer is withdrawn";
  }
  return "";
}

std::string diagram() {
  // One arrow for each pair of phases, with all the verbs that lead there.
  std::vector<std::pair<std::pair<Phase, Phase>, std::string>> arrows;
  const auto label = [&](Phase from, Phase to, std::string_view verb) {
    for (auto& [ends, verbs] : arrows) {
      if (ends != std::pair(from, to)) continue;
      verbs += ", " + std::string(verb);
      return;
    }
    arrows.emplace_back(std::pair(from, to), verb);
  };
  for (const Row& row : table) label(row.from, row.to, word_of(row.verb));
  std::string out = "```mermaid\nstateDiagram-v2\n    state \"no offer\" as no_offer\n";
  for (const auto& [ends, verbs] : arrows) {
    out += "    " + std::string(node_of(ends.first)) + " --> " + std::string(node_of(ends.second)) +
           " : " + verbs + "\n";
  }
  return out + "```\n";
}

std::string rows() {
  std::string out = "| from | verb | who may | to | or |\n| --- | --- | --- | --- | --- |\n";
  for (const Row& row : table) {
    out += "| " + std::string(title_of(row.from)) + " | `" + std::string(word_of(row.verb)) +
           "` | " + std::string(sentence_of(row.who)) + " | " + std::string(title_of(row.to)) +
           " | " + std::string(besides(row)) + " |\n";
  }
  return out;
}

std::string refusals() {
  std::string out = "| verb |";
  std::string rule = "| --- |";
  for (const Phase phase : phases) {
    out += " " + std::string(title_of(phase)) + " |";
    rule += " --- |";
  }
  out += "\n" + rule + "\n";
  for (int at = 0; at < verb_count; ++at) {
    const Verb verb = static_cast<Verb>(at);
    out += "| `" + std::string(word_of(verb)) + "` |";
    for (const Phase phase : phases) {
      const Row* row = find_row(phase, verb);
      const std::string_view cell =
          row != nullptr ? title_of(row->to) : sentence_of(refusal_of(phase, verb));
      out += row != nullptr ? " **" + std::string(cell) + "** |" : " " + std::string(cell) + " |";
    }
    out += "\n";
  }
  return out;
}

}  // namespace

std::string machine_doc() {
  return "<!-- Generated from core/machine/table.h by the test MachineDocTest of core_test; "
         "GOLDEN_UPDATE=1 rewrites it. Do not edit. -->\n"
         "# The machine\n\n"
         "Exactly one person holds the baton of an open task. It moves by `accept` and by nothing "
         "else: until then the\nsender holds it. Every command, from wherever it comes, is decided "
         "by one function over one table; this page is that table.\n\n"
         "## States\n\n" +
         diagram() +
         "\nTwo ways are not drawn: a `give` to oneself is accepted in the same step, and a change "
         "while offered that breaks the\ngate withdraws the offer.\n\n"
         "## Who may, and what comes of it\n\n" +
         rows() +
         "\nWhoever may not gets one private sentence that says who can.\n\n"
         "## Every verb in every state\n\n"
         "Bold: the next state. Else the sentence it is refused with; a refused command moves "
         "nothing.\n\n" +
         refusals();
}

}  // namespace baton::test
