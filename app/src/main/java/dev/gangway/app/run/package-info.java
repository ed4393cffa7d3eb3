/** Runs of a migration: the bulk load, the stream and what they share. */
@NullMarked
package dev.gangway.app.run;

import org.jspecify.annotations.NullMarked;
