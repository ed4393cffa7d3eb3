package dev.gangway.sink.write;

import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.DerivationSet;

/**
 * What the sink can write.
 *
 * @param tables the target's own tables and shadow tables
 * @param derivations what is recomputed with each batch
 * @param plan fingerprint of the plan that maps the changes
 * @param parkedLimit changes that may wait at a time; more of them stop the sink
 * @param lookups whose answers the changes may alter
 */
public record TargetShape(Schema tables, DerivationSet derivations, String plan, int parkedLimit, Lookups lookups) {

    /** Without look-ups. */
    public TargetShape(Schema tables, DerivationSet derivations, String plan, int parkedLimit) {
        this(tables, derivations, plan, parkedLimit, new Lookups(LookupPlan.NONE, 0));
    }

    /**
     * What the mapped rows depend on beside themselves.
     *
     * @param sureAfterMicros changes that the source made later, in microseconds since 1970, came after the load: rows that used a
     *     look-up had the answer that its copy in the target has
     */
    public record Lookups(LookupPlan plan, long sureAfterMicros) {}
}
