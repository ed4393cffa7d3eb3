/** Reads the description of a whole database into core's schema types. */
@NullMarked
package dev.gangway.mysql.schema;

import org.jspecify.annotations.NullMarked;
