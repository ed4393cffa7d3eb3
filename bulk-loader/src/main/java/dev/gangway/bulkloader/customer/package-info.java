/** Customers and addresses: attribute values become columns. */
@NullMarked
package dev.gangway.bulkloader.customer;

import org.jspecify.annotations.NullMarked;
