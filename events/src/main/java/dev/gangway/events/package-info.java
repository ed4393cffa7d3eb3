/** Topic names, Avro envelopes, serdes and the schema registry client that the three streaming stages share. */
@NullMarked
package dev.gangway.events;

import org.jspecify.annotations.NullMarked;
