/** Derived rows of pages, ratings and url rewrites. */
@NullMarked
package dev.gangway.derivations.content;

import org.jspecify.annotations.NullMarked;
