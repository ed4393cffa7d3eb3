/** Handlers for price, segment and reminder rules. */
@NullMarked
package dev.gangway.core.handler.rule;

import org.jspecify.annotations.NullMarked;
