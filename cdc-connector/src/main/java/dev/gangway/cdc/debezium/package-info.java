/**
 * What is put inside Debezium so that values arrive exactly and transactions end visibly: connectors whose tasks differ from
 * Debezium's own in three places (row deserializers, value converters, streaming source).
 */
@NullMarked
package dev.gangway.cdc.debezium;

import org.jspecify.annotations.NullMarked;
