//! Content that travels: hostile sources, two projects over HTTP, merges drawn at random, kills.

mod guide;
mod hostile;
mod journey;
mod kill;
mod portal;
mod random;
mod stage;
mod tell;
