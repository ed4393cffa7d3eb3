/** Steps that only shops of the commerce edition need. */
@NullMarked
package dev.gangway.bulkloader.commerce;

import org.jspecify.annotations.NullMarked;
