package dev.gangway.sink.write;

import dev.gangway.derivations.TouchedKeys;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;

/**
 * What all writes of a batch share.
 *
 * @param losses where the writer counts
 * @param touched what is told of every row that changes
 */
record BatchTools(RowWriter writer, RowSql sql, WriteLosses losses, TouchedKeys touched) {}
