#include "tests/core/machine_doc.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/machine/table.h"

namespace baton::test {
namespace {

constexpr std::array phases{Phase::absent,  Phase::idle, Phase::offered,  Phase::waiting,
                            Phase::blocked, Phase::done, Phase::cancelled};

/// The phases in PRODUCT's words.
std::string_view title_of(Phase phase) {
  constexpr std::array<std::string_view, 7> titles{
      "no such task", "no offer", "offered", "waiting", "blocked", "done", "cancelled"};
  return titles[static_cast<std::size_t>(phase)];
}

std::string_view node_of(Phase phase) {
  constexpr std::array<std::string_view, 7> nodes{"[*]",     "no_offer", "offered",  "waiting",
                                                  "blocked", "done",     "cancelled"};
  return nodes[static_cast<std::size_t>(phase)];
}

std::string_view sentence_of(Who who) {
  switch (who) {
    case Who::anyone: return "any person of the agency";
    case Who::holder: return "the holder (the sender, while offered) or the coordinator";
    case Who::receiver: return "the receiver, never the sender";
    case Who::approver:
      return "the requirement's approver, never the sender unless the workflow says so; the "
             "client's sign-off: an account manager";
    case Who::rights: return "the roles named in `rights`; by default coordinator and director";
    case Who::acceptor: return "the holder who accepted";
    case Who::either_side: return "the holder, the receiver of an open offer, or the coordinator";
    case Who::role_mate:
      return "a role mate of the receiver or the holder, or the coordinator; never the sender";
    case Who::presser: return "who pressed";
    case Who::gap_judge: return "the holder who named the gap, or the present holder";
    case Who::debtor: return "who owes it, the holder, or the coordinator";
    case Who::creditor:
      return "the roles named in `rights`, by default coordinator and director; somebody else than "
             "the debtor";
    case Who::asked:
      return "who is asked; for an override whoever has the right to `urgent`; never who asked";
    case Who::hurried:
      return "the holder, the coordinator, or the roles named in `rights`; who lacks the right "
             "asks "
             "those who have it, in order";
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
    case Refusal::accept_first: return "accept first";
    case Refusal::resume_first: return "resume first";
    case Refusal::unblock_first: return "unblock first";
    case Refusal::not_waiting: return "it does not wait";
    case Refusal::not_blocked: return "it is not blocked";
    case Refusal::not_ended: return "it has not ended";
    default: return "refused";
  }
}

/// What a cell does not say of itself.
struct Footnote {
  std::vector<Verb> verbs;
  std::vector<Phase> phases;
  const char* text;
};
const std::vector<Footnote>& footnotes() {
  static const std::vector<Footnote> all{
      {{Verb::give, Verb::urgent},
       {Phase::idle, Phase::offered, Phase::waiting},
       "To oneself: no offer, one stage on. The machine accepts it in the same step."},
      {{Verb::set, Verb::check, Verb::attach},
       {Phase::offered},
       "No offer, where the change broke the gate: the offer is withdrawn."},
      {{Verb::attach}, {Phase::waiting}, "New evidence ends the waiting."},
      {{Verb::accept, Verb::give_back, Verb::ask, Verb::pass, Verb::withdraw},
       {Phase::blocked},
       "Where an offer is open; else: nothing is offered."},
      {{Verb::answer}, {Phase::blocked}, "Where an offer is open; else: no question is open."},
      {{Verb::give_back},
       {Phase::idle},
       "Returned later: offered back to the earlier sender, along the same transition."},
      {{Verb::take},
       {Phase::idle, Phase::waiting, Phase::blocked},
       "The holder is asked; who has left is not. An offer that is open is accepted by taking it."},
      {{Verb::undo},
       {Phase::idle, Phase::offered, Phase::waiting, Phase::blocked, Phase::done, Phase::cancelled},
       "As it was before the press that is taken back."},
      {{Verb::name_gap}, {Phase::blocked}, "Accept first, where an offer is open."},
      {{Verb::urgent},
       {Phase::idle, Phase::offered, Phase::waiting},
       "As it was, while somebody is asked for the right: nothing is offered before a yes."},
      {{Verb::allow},
       {Phase::idle, Phase::offered, Phase::waiting},
       "Offered, where an override was allowed."},
      {{Verb::unblock}, {Phase::blocked}, "Offered, where an offer is open."},
      {{Verb::due},
       {Phase::idle, Phase::offered, Phase::waiting, Phase::blocked},
       "Once a date is promised, the roles named in `rights` change it, with a reason."},
      {{Verb::cancel, Verb::move},
       {Phase::idle, Phase::offered, Phase::waiting, Phase::blocked},
       "Not while parts of it travel as tracks: each is finished or cancelled first, so that "
       "nobody "
       "goes on with work that has ended."},
      {{Verb::move},
       {Phase::idle, Phase::offered, Phase::waiting, Phase::blocked},
       "A new task with the values goes on for the other client."},
  };
  return all;
}

bool among(const auto& items, const auto& item) {
  return std::ranges::find(items, item) != items.end();
}

std::string notes_of(Phase phase, Verb verb) {
  std::string notes;
  for (std::size_t at = 0; at < footnotes().size(); ++at) {
    const Footnote& note = footnotes()[at];
    if (among(note.verbs, verb) && among(note.phases, phase)) {
      notes += " [" + std::to_string(at + 1) + "]";
    }
  }
  return notes;
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
  for (const Row& row : table) {
    if (row.from != row.to) label(row.from, row.to, word_of(row.verb));
  }
  std::string out = "```mermaid\nstateDiagram-v2\n    state \"no offer\" as no_offer\n";
  for (const auto& [ends, verbs] : arrows) {
    out += "    " + std::string(node_of(ends.first)) + " --> " + std::string(node_of(ends.second)) +
           " : " + verbs + "\n";
  }
  return out + "```\n";
}

/// Rows of a table, each with the verbs that share it.
class Grouped {
 public:
  void add(Verb verb, std::string cells) {
    const std::string word = "`" + std::string(word_of(verb)) + "`";
    for (auto& [verbs, same] : rows_) {
      if (same != cells) continue;
      verbs += ", " + word;
      return;
    }
    rows_.emplace_back(word, std::move(cells));
  }
  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& [verbs, cells] : rows_) out += "| " + verbs + " |" + cells + "\n";
    return out;
  }

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
};

std::string who_may() {
  Grouped rows;
  for (int at = 0; at < verb_count; ++at) {
    const Verb verb = static_cast<Verb>(at);
    std::vector<Who> all;
    for (const Row& row : table) {
      if (row.verb == verb && !among(all, row.who)) all.push_back(row.who);
    }
    std::string cell;
    for (const Who who : all) {
      cell += (cell.empty() ? " " : "; or, of what was accepted: ") + std::string(sentence_of(who));
    }
    if (verb == Verb::give_back) {
      cell = " " + std::string(sentence_of(Who::receiver)) + "; later, " +
             std::string(sentence_of(Who::acceptor));
    }
    rows.add(verb, cell + " |");
  }
  return "| verb | who may |\n| --- | --- |\n" + rows.text();
}

std::string cells() {
  std::string out = "| verb |";
  std::string rule = "| --- |";
  for (const Phase phase : phases) {
    out += " " + std::string(title_of(phase)) + " |";
    rule += " --- |";
  }
  Grouped rows;
  for (int at = 0; at < verb_count; ++at) {
    const Verb verb = static_cast<Verb>(at);
    std::string line;
    for (const Phase phase : phases) {
      const Row* row = find_row(phase, verb);
      const std::string_view cell =
          row != nullptr ? title_of(row->to) : sentence_of(refusal_of(phase, verb));
      line += row != nullptr ? " **" + std::string(cell) + "**" + notes_of(phase, verb) + " |"
                             : " " + std::string(cell) + " |";
    }
    rows.add(verb, std::move(line));
  }
  out += "\n" + rule + "\n" + rows.text() + "\n";
  for (std::size_t at = 0; at < footnotes().size(); ++at) {
    out += std::to_string(at + 1) + ". " + footnotes()[at].text + "\n";
  }
  return out;
}

}  // namespace

std::string machine_doc() {
  return "<!-- Generated from core/machine/table.h by the test MachineDocTest of core_test; "
         "GOLDEN_UPDATE=1 rewrites it. Do not edit. -->\n"
         "# The machine\n\n"
         "Exactly one person holds the baton of an open task. It moves by `accept`, or by `take`, "
         "which is accepting: until then the\nsender holds it. Every command, from wherever it "
         "comes, is decided by one function over one table; this page is that table.\n"
         "Who is told of what is in [notices.md](notices.md).\n\n"
         "## States\n\n" +
         diagram() +
         "\nVerbs that leave the state as it is are not drawn, nor what the notes below the last "
         "table say.\n\n"
         "## Who may\n\n" +
         who_may() +
         "\nWhoever may not gets one private sentence that says who can.\n\n"
         "## Every verb in every state\n\n"
         "Bold: the next state. Else the sentence it is refused with; a refused command moves "
         "nothing.\n\n" +
         cells();
}

}  // namespace baton::test
