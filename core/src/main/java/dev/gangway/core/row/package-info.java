/** Rows: the values of a table's fields in a canonical form. */
@NullMarked
package dev.gangway.core.row;

import org.jspecify.annotations.NullMarked;
