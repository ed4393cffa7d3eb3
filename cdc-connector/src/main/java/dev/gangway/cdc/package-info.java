/** Captures what changes in the source and writes it to Kafka, each change once. */
@NullMarked
package dev.gangway.cdc;

import org.jspecify.annotations.NullMarked;
