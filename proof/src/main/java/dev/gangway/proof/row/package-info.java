/** How rows and values of two servers are put in one order and compared. */
@NullMarked
package dev.gangway.proof.row;

import org.jspecify.annotations.NullMarked;
