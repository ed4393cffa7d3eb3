/** Builds and runs the statements that write rows: bulk load, upsert, delete. */
@NullMarked
package dev.gangway.mysql.write;

import org.jspecify.annotations.NullMarked;
