package dev.gangway.core.plan;

/** Counts values that a mapping had to change or drop, so that no loss is silent. Implementations are thread-safe. */
@FunctionalInterface
public interface LossCounter {

    LossCounter NONE = (table, field, reason) -> {};

    void count(String table, String field, String reason);
}
