/** Loads reference databases and compares databases row by row, for tests. */
@NullMarked
package dev.gangway.testkit.compare;

import org.jspecify.annotations.NullMarked;
