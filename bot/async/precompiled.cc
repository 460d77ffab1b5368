// Compiled once, with the headers that every coroutine needs precompiled.
