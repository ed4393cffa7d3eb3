/** The schema registry and records in Confluent's wire format. */
@NullMarked
package dev.gangway.events.registry;

import org.jspecify.annotations.NullMarked;
