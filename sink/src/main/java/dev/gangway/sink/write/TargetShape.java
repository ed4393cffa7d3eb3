package dev.gangway.sink.write;

import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.DerivationSet;

/**
 * What the sink can write.
 *
 * @param tables the target's own tables and shadow tables
 * @param derivations what is recomputed with each batch
 */
public record TargetShape(Schema tables, DerivationSet derivations) {}
