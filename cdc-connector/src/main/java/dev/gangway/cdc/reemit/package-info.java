/** Rows that somebody wants sent through the stream again: which, how they are read, and when they count as sent. */
@NullMarked
package dev.gangway.cdc.reemit;

import org.jspecify.annotations.NullMarked;
