//! Hosts for the module.
