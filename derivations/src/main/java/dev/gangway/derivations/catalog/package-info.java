/** Derived rows of products. */
@NullMarked
package dev.gangway.derivations.catalog;

import org.jspecify.annotations.NullMarked;
