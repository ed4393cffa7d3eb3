/** Avro's binary form, written and read without a record in between. */
@NullMarked
package dev.gangway.events.avro;

import org.jspecify.annotations.NullMarked;
