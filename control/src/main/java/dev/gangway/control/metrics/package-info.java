/** A stream's status as meters for Prometheus. */
@NullMarked
package dev.gangway.control.metrics;

import org.jspecify.annotations.NullMarked;
