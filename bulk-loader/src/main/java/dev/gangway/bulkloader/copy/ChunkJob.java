package dev.gangway.bulkloader.copy;

import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;

/** One chunk of one table: the unit of work and of resuming. */
record ChunkJob(CopyTask task, Chunk chunk) {}
