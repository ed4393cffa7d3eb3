/** Writes a batch and everything the sink must remember about it in one transaction of the target. */
@NullMarked
package dev.gangway.sink.write;

import org.jspecify.annotations.NullMarked;
