//! What the words say. In: prose or a label, and the vocabulary. Out: mentions, not yet resolved.

pub mod period;
