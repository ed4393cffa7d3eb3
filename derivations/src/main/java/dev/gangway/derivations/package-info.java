/**
 * Target rows that are functions of several rows: inputs give keys, and what belongs to a key is recomputed from the target
 * server's own tables. The load recomputes all keys, the stream those that a batch has touched.
 */
@NullMarked
package dev.gangway.derivations;

import org.jspecify.annotations.NullMarked;
