/** Derived columns of customers, addresses and visitors. */
@NullMarked
package dev.gangway.derivations.customer;

import org.jspecify.annotations.NullMarked;
