/** Compares source and target row by row through the plan. */
@NullMarked
package dev.gangway.mysql.compare;

import org.jspecify.annotations.NullMarked;
