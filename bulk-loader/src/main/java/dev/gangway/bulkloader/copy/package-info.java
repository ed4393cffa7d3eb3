/** Copies tables in parallel chunks: read, map, write, checkpoint. */
@NullMarked
package dev.gangway.bulkloader.copy;

import org.jspecify.annotations.NullMarked;
