#pragma once

#include "tests/faults/fault_page.h"
#include "tests/faults/kill_points.h"

/// What the parts of the preloaded library share.
namespace baton::test {

/// The page of this process; an empty one of its own where none is named.
FaultPage& page();
/// Kills the process here, if that was asked for.
void pass(KillPoint point);
/// Whether pass() might end it there.
bool dies_at(KillPoint point);
/// The function that this library stands in front of.
void* next_function(const char* name);

}  // namespace baton::test

/// `baton_next_<name>`: what the program would have called without us.
#define BATON_NEXT(name) reinterpret_cast<decltype(&(name))>(::baton::test::next_function(#name))
