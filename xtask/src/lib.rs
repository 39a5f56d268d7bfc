//! Getting and building the parts that the demo, the bench and the tests need.
