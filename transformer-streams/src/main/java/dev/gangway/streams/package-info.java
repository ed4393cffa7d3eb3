/** Changes to target rows: a Kafka Streams topology around the plan. */
@NullMarked
package dev.gangway.streams;

import org.jspecify.annotations.NullMarked;
