/** Batched, cached reads of other source rows for handlers. */
@NullMarked
package dev.gangway.mysql.lookup;

import org.jspecify.annotations.NullMarked;
