/** What a migration needs of source, target, Kafka, registry, disk and clock, and whether it has it. */
@NullMarked
package dev.gangway.app.check;

import org.jspecify.annotations.NullMarked;
