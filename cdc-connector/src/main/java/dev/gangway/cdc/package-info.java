/** Change sources to Kafka topics. */
@NullMarked
package dev.gangway.cdc;

import org.jspecify.annotations.NullMarked;
