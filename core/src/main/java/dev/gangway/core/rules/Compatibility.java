package dev.gangway.core.rules;

/** Whether rows are the correct ones, or the old tool's where it has a known defect that changes rows. */
public enum Compatibility {
    CORRECT,
    STRICT
}
