/** Derived rows of orders and their documents. */
@NullMarked
package dev.gangway.derivations.sales;

import org.jspecify.annotations.NullMarked;
