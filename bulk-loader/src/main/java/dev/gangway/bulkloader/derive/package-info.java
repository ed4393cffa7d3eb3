/** Target rows that are a function of several other rows: SQL that computes them for all keys or for some. */
@NullMarked
package dev.gangway.bulkloader.derive;

import org.jspecify.annotations.NullMarked;
