// Compiled once, with what every test includes precompiled.
