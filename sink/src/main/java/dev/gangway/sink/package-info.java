/** Rows topics to the target database: consistent, ordered, idempotent. */
@NullMarked
package dev.gangway.sink;

import org.jspecify.annotations.NullMarked;
