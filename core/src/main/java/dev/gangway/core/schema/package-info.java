/** What both databases look like: tables, columns, keys. Pure values, read by the mysql module. */
@NullMarked
package dev.gangway.core.schema;

import org.jspecify.annotations.NullMarked;
