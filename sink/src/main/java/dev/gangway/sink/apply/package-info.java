/** Applies a batch of mapped changes to the target inside one transaction: coalesced, ordered, conflict-safe, bisected. */
@NullMarked
package dev.gangway.sink.apply;

import org.jspecify.annotations.NullMarked;
