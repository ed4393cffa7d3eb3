/** Reads mapped changes of all partitions and cuts them at the low watermark. */
@NullMarked
package dev.gangway.sink.read;

import org.jspecify.annotations.NullMarked;
