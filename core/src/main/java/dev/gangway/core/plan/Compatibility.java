package dev.gangway.core.plan;

/** Whether rows are the correct ones, or the old tool's where it has a known defect that changes rows. */
public enum Compatibility {
    CORRECT,
    STRICT
}
