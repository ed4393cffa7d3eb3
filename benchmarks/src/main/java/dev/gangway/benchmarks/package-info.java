/** Measures the data mode: makes large shops, runs the load in a JVM of its own, and copies the same rows without it. */
@NullMarked
package dev.gangway.benchmarks;

import org.jspecify.annotations.NullMarked;
