package dev.gangway.bulkloader.copy;

import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;

/**
 * One chunk of one table: the unit of work and of resuming.
 *
 * @param fromEmpty true when the target table, which cannot undo, must be emptied before each attempt
 */
record ChunkJob(CopyTask task, Chunk chunk, boolean fromEmpty) {}
