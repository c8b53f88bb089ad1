//! What other generators make of the same document (PEERS.md, section 5), and what is right. Each test names the fault
//! of a peer; P, R, A, S, O and G are the peers' letters there.
//!
//! Faults in what cannot be observed at run time, such as a struct that can be written as a literal, are in
//! [`icws_tests::refused_code`].

mod answers;
mod requests;
