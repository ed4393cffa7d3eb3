/** Everything that speaks JDBC: connections, schemas, chunked reading, batch writing, state tables. */
@NullMarked
package dev.gangway.mysql;

import org.jspecify.annotations.NullMarked;
