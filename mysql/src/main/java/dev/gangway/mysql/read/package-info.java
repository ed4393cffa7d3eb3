/** Splits tables into key ranges and streams their rows in the canonical value forms. */
@NullMarked
package dev.gangway.mysql.read;

import org.jspecify.annotations.NullMarked;
