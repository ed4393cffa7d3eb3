/** The Avro records on the topics and how the product's own types become them and come back. */
@NullMarked
package dev.gangway.events.envelope;

import org.jspecify.annotations.NullMarked;
