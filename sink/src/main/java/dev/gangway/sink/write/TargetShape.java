package dev.gangway.sink.write;

import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.DerivationSet;

/**
 * What the sink can write.
 *
 * @param tables the target's own tables and shadow tables
 * @param derivations what is recomputed with each batch
 * @param plan fingerprint of the plan that maps the changes
 * @param parkedLimit changes that may wait at a time; more of them stop the sink
 */
public record TargetShape(Schema tables, DerivationSet derivations, String plan, int parkedLimit) {}
